"""A container engine of a test's own, which it may stop, kill and start. Needs root and the program ``dockerd``."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from service.sandbox.engine import Engine

_TRIES = 200
_SECONDS_BETWEEN_TRIES = 0.1


class OwnEngine:
    """An engine without a network, on a socket in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._daemon: subprocess.Popen[bytes] | None = None
        self.address = f"unix://{folder}/socket"

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self._folder / "log").open("ab") as log:
            self._daemon = subprocess.Popen(
                [
                    *("dockerd", "--data-root", f"{self._folder}/data", "--exec-root", f"{self._folder}/run"),
                    *("--host", self.address, "--pidfile", f"{self._folder}/pid", "--shutdown-timeout", "1"),
                    *("--bridge=none", "--iptables=false", "--ip6tables=false"),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        for _ in range(_TRIES):
            if self.docker("info").returncode == 0:
                return
            try:
                ended = self._daemon.wait(_SECONDS_BETWEEN_TRIES)
            except subprocess.TimeoutExpired:
                continue
            raise RuntimeError(f"dockerd ended with {ended}: {(self._folder / 'log').read_text()[-2000:]}")
        raise RuntimeError(f"dockerd does not answer: {(self._folder / 'log').read_text()[-2000:]}")

    def stop(self) -> None:
        """Stop it in good order, which ends its boxes."""
        if self._daemon is not None:
            self._daemon.terminate()
            self._daemon.wait()

    def kill(self) -> None:
        """Kill it; boxes live on until it is started again."""
        if self._daemon is not None:
            self._daemon.kill()
            self._daemon.wait()
        (self._folder / "pid").unlink(missing_ok=True)
        companion = self._folder / "run" / "containerd" / "containerd.pid"
        with contextlib.suppress(OSError, ValueError):  # it dies with its engine, or a moment later
            os.kill(int(companion.read_text()), signal.SIGKILL)
        companion.unlink(missing_ok=True)

    def load(self, references: Sequence[str]) -> None:
        """Copy images from the engine that the tests use."""
        with subprocess.Popen(["docker", "save", *references], stdout=subprocess.PIPE) as saved:
            subprocess.run(["docker", "--host", self.address, "load"], stdin=saved.stdout, check=True)
            if saved.wait() != 0:
                raise RuntimeError("docker save failed")

    def docker(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(["docker", "--host", self.address, *words], capture_output=True, check=False)


@contextmanager
def own_engine(engine: Engine, images: Sequence[str]) -> Iterator[OwnEngine]:
    """An engine with ``images`` on it; it and all that it made are gone afterwards."""
    folder = Path(
        tempfile.mkdtemp(prefix="callproof-engine-")
    )  # sockets allow for 107 characters, pytest's folders are long
    own = OwnEngine(folder)
    try:
        own.start()
        own.load([each for each in images if engine.image_id(each) is not None])
        yield own
        boxes = own.docker("ps", "--all", "--quiet").stdout.split()
        if boxes:
            own.docker("rm", "--force", *map(bytes.decode, boxes))
    finally:
        own.stop()
        _clear(folder)


def _clear(folder: Path) -> None:
    """Remove what an engine left that did not come up again: the keepers of its boxes, their mounts, its folder."""
    keeper = f"{folder}/run/containerd/containerd.sock".encode()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if keeper in (process / "cmdline").read_bytes().split(b"\0"):
                os.kill(int(process.name), signal.SIGKILL)
    mounts = [line.split()[1] for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    for mount in reversed([each for each in mounts if each.startswith(f"{folder}/")]):
        subprocess.run(["umount", "--lazy", mount], check=False)
    shutil.rmtree(folder, ignore_errors=True)
