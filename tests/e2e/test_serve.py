"""``serve``: a server on a free port."""

from __future__ import annotations

import json
import re
import signal
import socket
import urllib.request

from tests.e2e.program import callproof, started


def test_it_answers_where_it_says_and_ends_in_order() -> None:
    with started("serve", "--port", "0") as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert address is not None, said
        assert "for this machine only" in said
        with urllib.request.urlopen(f"{address.group()}/healthz", timeout=30) as answer:
            assert json.load(answer)["status"] == "ok"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0


def test_a_port_that_is_taken_is_told_with_status_3() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = callproof("serve", "--port", str(port))
    assert done.returncode == 3
    assert f"cannot listen at 127.0.0.1, port {port}" in done.stderr


def test_it_says_where_others_can_reach_it() -> None:
    with started("serve", "--host", "0.0.0.0", "--port", "0") as process:
        assert process.stderr is not None
        assert "for every machine that reaches it" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
