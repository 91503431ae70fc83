"""Makes gVisor's ``runsc`` known to this machine's own Docker daemon, and says what it does.

::

    not root, an engine elsewhere, no dockerd of this machine, or registered already → nothing
    package there or installable → "runtimes" in daemon.json gets an entry → SIGHUP → the engine lists it

dockerd reads the runtimes anew on SIGHUP (dockerd(8), "Configuration reloading"): nothing is restarted, and running
containers notice nothing. A daemon.json that the daemon does not take is put back, as its next start would fail on it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.errors import EngineError, ImageError
from service.sandbox import gvisor
from service.sandbox.base_image import install_packages
from service.sandbox.engine import Engine
from service.settings import Settings
from verifiers.model import Json

RELOAD_SECONDS = 15.0
_BETWEEN_LOOKS_SECONDS = 0.1
_PID_FILE = Path("/var/run/docker.pid")
_CONFIGURATION = Path("/etc/docker/daemon.json")
_NEW_FILE_MODE = 0o644


@dataclass(frozen=True, slots=True, kw_only=True)
class Daemon:
    """A dockerd of this machine: its process, and the words that it was started with."""

    pid: int
    command: tuple[str, ...]

    @property
    def configuration(self) -> Path:
        """The file that it reads."""
        return Path(_option(self.command, "--config-file") or _CONFIGURATION)


def ensure_gvisor(engine: Engine, *, say: Callable[[str], None], settings: Settings | None = None) -> None:
    """Register ``runsc`` with ``engine`` where this process may; install it first where the distribution has it.

    EngineError where something is in the way; nothing is changed then, except that the package may be installed.
    """
    settings = settings or Settings.from_environment()
    if os.geteuid() != 0 or settings.docker_host is not None or gvisor.RUNTIME in engine.info().runtimes:
        return
    daemon = _own_daemon()
    if daemon is None:
        return
    program = _program(say)
    if program is None:
        return
    _refuse_when_set_by_options(daemon)
    before = _content(daemon.configuration)
    after = with_runtime(before, daemon.configuration, gvisor.RUNTIME, program, gvisor.ARGUMENTS)
    say(f"registering the runtime {gvisor.RUNTIME} (gVisor) in {daemon.configuration} and having dockerd read it")
    write_whole(daemon.configuration, after)
    os.kill(daemon.pid, signal.SIGHUP)
    if not _listed(engine):
        _put_back(daemon.configuration, before)
        raise EngineError(
            f"dockerd did not take the runtime {gvisor.RUNTIME} within {RELOAD_SECONDS:g} s, so "
            f"{daemon.configuration} is as it was. Its log says why; mend that, then try again."
        )


def with_runtime(content: str | None, path: Path, name: str, program: str, arguments: Sequence[str]) -> str:
    """``content`` of a daemon.json (None: there is none) with one more runtime, and all else as it was.

    EngineError where it is not a JSON object, or its "runtimes" is none.
    """
    try:
        configuration: Json = json.loads(content) if content is not None and content.strip() else {}
    except ValueError as error:
        raise EngineError(
            f"{path} is not JSON ({error}), so no runtime can be added to it; dockerd will not start with it either. "
            "Correct it, then try again."
        ) from error
    runtimes = configuration.get("runtimes", {}) if isinstance(configuration, dict) else None
    if not isinstance(runtimes, dict):
        raise EngineError(
            f'{path} holds no JSON object, or its "runtimes" is none, so no runtime can be added to it. Correct it, '
            "then try again."
        )
    entry = {"path": program, "runtimeArgs": list(arguments)}
    return json.dumps({**configuration, "runtimes": {**runtimes, name: entry}}, indent=2, ensure_ascii=False) + "\n"


def write_whole(path: Path, content: str) -> None:
    """Replace a file in one step, keeping its mode, owner and symbolic link. EngineError when the disk will not."""
    target = path.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        mode, owner, group = _NEW_FILE_MODE, -1, -1
        with contextlib.suppress(FileNotFoundError):
            status = target.stat()
            mode, owner, group = status.st_mode & 0o7777, status.st_uid, status.st_gid
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(content)
                file.flush()
                os.fchmod(file.fileno(), mode)
                os.fchown(file.fileno(), owner, group)
                os.fsync(file.fileno())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise EngineError(f"{path} could not be written: {error}. Nothing was changed.") from error


def _own_daemon() -> Daemon | None:
    try:
        pid = int(_PID_FILE.read_text(encoding="ascii"))
        command = tuple(Path(f"/proc/{pid}/cmdline").read_bytes().decode().rstrip("\0").split("\0"))
    except (OSError, ValueError):
        return None
    return Daemon(pid=pid, command=command) if Path(command[0]).name == "dockerd" else None


def _program(say: Callable[[str], None]) -> str | None:
    """The path of runsc, installed where it is not and the distribution has it; None where it has not."""
    found = shutil.which(gvisor.RUNTIME)
    if found is not None or not _installable():
        return found
    say(f"installing {gvisor.RUNTIME} (gVisor) from the distribution")
    try:
        install_packages((gvisor.RUNTIME,))
    except ImageError as error:
        raise EngineError(f"{error} Without it, the profile gvisor is not to be had; runc is not affected.") from error
    return shutil.which(gvisor.RUNTIME)


def _installable() -> bool:
    if shutil.which("apt-cache") is None:
        return False
    shown = subprocess.run(  # noqa: S603 - our own words
        ["apt-cache", "show", "--no-all-versions", gvisor.RUNTIME],  # noqa: S607 - wherever this system keeps it
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return shown.returncode == 0 and bool(shown.stdout.strip())


def _refuse_when_set_by_options(daemon: Daemon) -> None:
    """Raise where dockerd has runtimes from its command line: it takes them from there or from the file, not both."""
    if any(word.partition("=")[0] == "--add-runtime" for word in daemon.command):
        raise EngineError(
            f"dockerd was started with --add-runtime, and takes no runtimes from {daemon.configuration} then. Move "
            "those options into that file and start it again."
        )


def _content(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise EngineError(f"{path} could not be read: {error}. Correct it, then try again.") from error


def _put_back(path: Path, content: str | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        write_whole(path, content)


def _listed(engine: Engine) -> bool:
    deadline = time.monotonic() + RELOAD_SECONDS
    while gvisor.RUNTIME not in engine.info().runtimes:
        if time.monotonic() > deadline:
            return False
        time.sleep(_BETWEEN_LOOKS_SECONDS)
    return True


def _option(command: Sequence[str], name: str) -> str | None:
    """The value of ``--name value`` or ``--name=value``."""
    for word, following in zip(command, (*command[1:], ""), strict=True):
        if word == name:
            return following or None
        if word.startswith(f"{name}="):
            return word.removeprefix(f"{name}=")
    return None
