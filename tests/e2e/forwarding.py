"""The engine behind a socket of our own, which a test can cut as if the engine had died."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ENGINE_SOCKET = "/var/run/docker.sock"


@contextmanager
def forwarded_engine(path: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """An engine address that forwards to the real one, and what cuts every connection and refuses new ones."""
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(path))
    listening.listen()
    opened: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def start(target: Callable[[], None]) -> None:
        thread = threading.Thread(target=target)
        threads.append(thread)
        thread.start()

    def pump(source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while block := source.recv(65536):
                sink.sendall(block)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listening.accept()
                engine = socket.socket(socket.AF_UNIX)
                engine.connect(ENGINE_SOCKET)
                opened.extend((client, engine))
                start(lambda client=client, engine=engine: pump(client, engine))  # type: ignore[misc]  # bound now
                start(lambda client=client, engine=engine: pump(engine, client))  # type: ignore[misc]  # bound now

    def cut() -> None:
        path.unlink(missing_ok=True)
        for each in (listening, *opened):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    start(accept)
    try:
        yield f"unix://{path}", cut
    finally:
        cut()
        for thread in threads:
            thread.join()
        for each in (listening, *opened):
            each.close()
