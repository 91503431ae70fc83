"""``serve``: a server on a free port."""

from __future__ import annotations

import json
import re
import signal
import socket
import urllib.request

import httpx

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


def test_the_catalog_is_served_as_tools_in_polish() -> None:
    with started("serve", "--port", "0") as process:
        assert process.stderr is not None
        address = re.search(r"http://127\.0\.0\.1:\d+", process.stderr.readline())
        assert address is not None
        with httpx.Client(base_url=f"{address.group()}/v1", timeout=30) as client:
            answer = client.get("/functions/insert_record?language=pl&form=openai")
            function = answer.json()["function"]
            assert function["description"].startswith("Dodaje nowy rekord")
            assert function["parameters"]["properties"]["table"]["description"].startswith("Nazwa")

            first = client.get("/functions?language=pl&limit=400").json()
            rest = client.get(f"/functions?language=pl&limit=400&cursor={first['next']}").json()
            names = [each["name"] for each in first["functions"] + rest["functions"]]
            assert names == sorted(names)
            assert (len(names), rest["next"]) == (first["total"], None)

            again = client.get("/functions/insert_record", headers={"If-None-Match": answer.headers["ETag"]})
            assert again.status_code == 304
            absent = client.get("/functions/nobody")
            assert (absent.status_code, absent.json()["code"]) == (404, "unknown_function")


def test_functions_that_cannot_be_read_are_told_with_status_2() -> None:
    done = callproof("serve", "--port", "0", "--functions", "nowhere")
    assert done.returncode == 2
    assert "nowhere" in done.stderr


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
