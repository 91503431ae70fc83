"""The channel of a bubblewrap box: a socket for requests and replies, a pipe for the runner's standard error."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import subprocess
from dataclasses import dataclass, field

from service.errors import SandboxError
from service.sandbox.box import DIAGNOSIS_BYTES
from service.sandbox.bubblewrap_cgroup import BoxGroup

_READ_BYTES = 256 * 1024
_END_SECONDS = 20.0
_LAST_WORDS_SECONDS = 1.0


@dataclass(kw_only=True, eq=False)
class BubblewrapChannel:
    """Implements ``service.sandbox.box.Channel``.

    ``runner`` is a pidfd on the box's PID 1, None where the kernel has none; ``errors`` reads the standard error.
    """

    name: str
    process: subprocess.Popen[bytes]
    socket: socket.socket
    errors: int
    runner: int | None
    group: BoxGroup | None
    _diagnosis: bytes = b""
    _errors_ended: bool = False
    _hung_up: bool = False
    _removed: bool = False
    _poll: select.poll = field(default_factory=select.poll)

    def __post_init__(self) -> None:
        os.set_blocking(self.errors, False)
        self._poll.register(self.socket, select.POLLIN)
        self._poll.register(self.errors, select.POLLIN)

    @property
    def diagnosis(self) -> bytes:
        """The last of what the runner, or bwrap before it, wrote onto its standard error."""
        return self._diagnosis

    def send(self, content: bytes, timeout_seconds: float) -> None:
        """Write all of ``content``. Raises OSError."""
        self.socket.settimeout(timeout_seconds)
        self.socket.sendall(content)

    def receive(self, timeout_seconds: float) -> bytes | None:
        """The next of the runner's output; ``b""`` at its end; None where nothing came in time. Raises OSError."""
        ready = {number for number, _ in self._poll.poll(timeout_seconds * 1000)}
        if self.errors in ready:
            self._read_errors()
        if self.socket.fileno() not in ready:
            return None
        self.socket.settimeout(timeout_seconds)
        part = self.socket.recv(_READ_BYTES)
        if not part:
            self._end()
        return part

    def hang_up(self) -> None:
        """End the conversation for whichever thread waits in it; again is fine."""
        self._hung_up = True
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def remove(self) -> None:
        """Kill all of the box and remove its control groups; again is fine. SandboxError where it does not die."""
        if self._removed:
            return
        self._kill()
        try:
            self.process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise SandboxError(
                f"Box {self.name} did not end within {_END_SECONDS:g} s of being killed. Probably it waits for a disk "
                "or a network folder that is gone."
            ) from error
        self._removed = True
        self.socket.close()
        os.close(self.errors)
        if self.runner is not None:
            os.close(self.runner)
        if self.group is not None:
            self.group.remove()

    def _kill(self) -> None:
        """Kill PID 1, after whose end bwrap itself ends; so that when bwrap has ended, all of the box has."""
        if self.runner is None:
            self.process.kill()
            return
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.runner, signal.SIGKILL)

    def _end(self) -> None:
        """The runner has closed its output: wait for its last words."""
        if not self._hung_up:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(_LAST_WORDS_SECONDS)
        while not self._errors_ended and self._read_errors():
            pass

    def _read_errors(self) -> bool:
        """Take in what stands in the pipe; False where nothing does."""
        try:
            part = os.read(self.errors, _READ_BYTES)
        except BlockingIOError:
            return False
        if not part:
            self._errors_ended = True
            self._poll.unregister(self.errors)
        self._diagnosis = (self._diagnosis + part)[-DIAGNOSIS_BYTES:]
        return bool(part)
