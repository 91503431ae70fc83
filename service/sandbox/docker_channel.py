"""The channel of a box on a Docker engine: the attached stream.

The engine multiplexes the box's standard output and standard error on one stream, each portion with a header of eight
bytes: the stream's number, three zeros, four bytes of length (Docker Engine API, "Attach to a container", stream
format).
"""

from __future__ import annotations

import struct

from service.sandbox.box import DIAGNOSIS_BYTES
from service.sandbox.engine import RunningBox

_PORTION = struct.Struct(">BxxxI")
_READ_BYTES = 256 * 1024
_STANDARD_OUTPUT = 1


class DockerChannel:
    """Implements ``service.sandbox.box.Channel``."""

    def __init__(self, running: RunningBox) -> None:
        self._running = running
        self._socket = running.socket
        self._portions = bytearray()
        self._diagnosis = b""

    @property
    def name(self) -> str:
        """The container's name."""
        return self._running.name

    @property
    def diagnosis(self) -> bytes:
        """The last of the runner's standard error."""
        return self._diagnosis

    def send(self, content: bytes, timeout_seconds: float) -> None:
        """Write all of ``content``. Raises OSError."""
        self._socket.settimeout(timeout_seconds)
        self._socket.sendall(content)

    def receive(self, timeout_seconds: float) -> bytes | None:
        """The next of the runner's output; ``b""`` at its end; None where nothing came in time. Raises OSError."""
        self._socket.settimeout(timeout_seconds)
        try:
            part = self._socket.recv(_READ_BYTES)
        except TimeoutError:
            return None
        if not part:
            return b""
        self._portions += part
        return self._take_output() or None

    def hang_up(self) -> None:
        """End the conversation for whichever thread waits in it."""
        self._running.hang_up()

    def remove(self) -> None:
        """Kill and remove the container. Raises EngineError."""
        self._running.remove()

    def _take_output(self) -> bytes:
        output = b""
        while len(self._portions) >= _PORTION.size:
            stream, size_bytes = _PORTION.unpack_from(self._portions)
            end = _PORTION.size + size_bytes
            if len(self._portions) < end:
                break
            content = bytes(self._portions[_PORTION.size : end])
            del self._portions[:end]
            if stream == _STANDARD_OUTPUT:
                output += content
            else:
                self._diagnosis = (self._diagnosis + content)[-DIAGNOSIS_BYTES:]
        return output
