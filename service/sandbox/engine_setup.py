"""Gets a container engine to answer, and says what it does.

==================================  =====================================================
found                               done
==================================  =====================================================
an engine that answers              use it
docker installed, silent, root      start it (systemd where it runs, else dockerd itself)
nothing, root, Debian, may install  apt-get install docker.io, then start it
anything else                       EngineError with the instruction
==================================  =====================================================

Nothing is installed for a user who is not root, nor without ``install``.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from service.errors import EngineError, ImageError
from service.sandbox.base_image import install_packages
from service.sandbox.engine import Engine
from service.settings import Settings

START_SECONDS = 60.0
LOG = Path("/var/log/callproof-dockerd.log")
_BETWEEN_TRIES_SECONDS = 0.2
_GRACE_SECONDS = 5.0
_PACKAGES = ("docker.io", "debootstrap", "ca-certificates")
_BUBBLEWRAP = "bubblewrap"


def ensure_engine(*, say: Callable[[str], None], install: bool, settings: Settings | None = None) -> Engine:
    """Return a connection to an engine that answers; started, or with ``install`` installed first, where root may.

    The caller closes it. EngineError, with the instruction or the engine's own last words, when there is none.
    """
    settings = settings or Settings.from_environment()
    try:
        return Engine.connect()
    except EngineError as error:
        _refuse_when_not_ours(error, settings)
        silent = error
    if shutil.which("dockerd") is None:
        _install(say, silent, install=install)
    return _start(say)


def install_bubblewrap(*, say: Callable[[str], None], settings: Settings | None = None) -> None:
    """Install bubblewrap where it is missing and root may, beside an engine too; says what it does.

    Where it cannot be had that is said, and not tried again: a machine without a package mirror would wait for it at
    each start.
    """
    settings = settings or Settings.from_environment()
    tried = settings.cache_folder / "tried-packages" / _BUBBLEWRAP
    if os.geteuid() != 0 or shutil.which("apt-get") is None or shutil.which("bwrap") is not None or tried.exists():
        return
    say(f"installing {_BUBBLEWRAP} from the distribution")
    try:
        install_packages((_BUBBLEWRAP,))
    except ImageError as error:
        say(f"going on without {_BUBBLEWRAP}: {error}")
        with contextlib.suppress(OSError):
            tried.parent.mkdir(parents=True, exist_ok=True)
            tried.touch()


def _refuse_when_not_ours(error: EngineError, settings: Settings) -> None:
    """Raise unless this process is root on the machine whose engine is meant."""
    if settings.docker_host is not None:
        raise EngineError(
            f"No container engine answers at DOCKER_HOST={settings.docker_host}. Start it there, or unset DOCKER_HOST "
            f"to use this machine's own. ({error.__cause__})"
        ) from error
    if os.geteuid() == 0:
        return
    if shutil.which("dockerd") or shutil.which("docker"):
        raise EngineError(
            "Docker is installed but does not answer this user. Start it (sudo systemctl start docker) and let the "
            f"user in (sudo usermod -aG docker USER, then log in again). ({error.__cause__})"
        ) from error
    raise EngineError(
        "There is no container engine on this machine, and an ordinary user's machine is not changed unasked. Install "
        "one (on the Debian family: sudo apt-get install docker.io debootstrap && sudo usermod -aG docker USER, then "
        "log in again; elsewhere: https://docs.docker.com/engine/install), or run this command once as root."
    ) from error


def _install(say: Callable[[str], None], silent: EngineError, *, install: bool) -> None:
    if not install or shutil.which("apt-get") is None:
        how = "callproof images build --install-engine" if shutil.which("apt-get") else "your system's package manager"
        raise EngineError(f"There is no container engine on this machine. Install one with {how}.") from silent
    say(f"no container engine answers: installing {', '.join(_PACKAGES)} from the distribution")
    try:
        install_packages(_PACKAGES)
    except ImageError as error:
        raise EngineError(str(error)) from error
    if shutil.which("dockerd") is None:
        raise EngineError("docker.io was installed, yet there is no dockerd on the PATH. Add /usr/sbin to it.")


def _start(say: Callable[[str], None]) -> Engine:
    if Path("/run/systemd/system").is_dir():
        say("starting docker (systemctl)")
        done = subprocess.run(
            ["systemctl", "start", "docker"],  # noqa: S607 - wherever this system keeps it
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise EngineError(f"systemctl could not start docker: {done.stderr.strip()} See: journalctl -u docker.")
        return _await(None)
    say(f"starting dockerd (its log: {LOG})")
    try:
        with LOG.open("wb") as log:
            daemon = subprocess.Popen(
                ["dockerd"],  # noqa: S607 - wherever this system keeps it
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,
            )
    except OSError as error:
        raise EngineError(f"dockerd could not be started: {error}.") from error
    return _await(daemon)


def _await(daemon: subprocess.Popen[bytes] | None) -> Engine:
    """Connect again and again until the engine answers; its own last words when it ended or took too long."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            engine = Engine.connect()
        except EngineError as error:
            if daemon is not None and daemon.poll() is not None:  # perhaps because another process was first
                deadline = min(deadline, time.monotonic() + _GRACE_SECONDS)
            if time.monotonic() > deadline:
                raise EngineError(_why_silent(daemon)) from error
            time.sleep(_BETWEEN_TRIES_SECONDS)
        else:
            if daemon is not None:
                daemon.returncode = 0  # it outlives us on purpose, which Popen would otherwise warn about
            return engine


def _why_silent(daemon: subprocess.Popen[bytes] | None) -> str:
    if daemon is None:
        return f"docker was started but did not answer within {START_SECONDS:g} s. See: journalctl -u docker."
    ending = (
        f"did not answer within {START_SECONDS:g} s" if daemon.poll() is None else f"ended with {daemon.returncode}"
    )
    lines = [line for line in LOG.read_text(errors="replace").splitlines() if "level=info" not in line][-8:]
    return (
        f"dockerd was started but {ending}. Inside a container it needs a privileged one; on a machine of its own, the "
        f"kernel may lack cgroups, overlayfs or iptables. Its log ({LOG}) ends with:\n" + "\n".join(lines)
    )
