"""What this machine is, as far as sandboxes depend on it. An engine elsewhere has another machine under it."""

from __future__ import annotations

import ctypes
import os
import platform
import subprocess
import sys
from collections.abc import Iterator

from service.doctor.model import Kind, Observation, Standing
from verifiers.model import Json

TRIAL_SECONDS = 10.0
_CREATE_RULESET, _ASK_VERSION = 444, 1  # landlock(7)
_NEW_USER = 0x10000000
_MAKE_NAMESPACE = (
    "import ctypes, os, sys; libc = ctypes.CDLL(None, use_errno=True); "
    f"sys.exit(os.strerror(ctypes.get_errno()) if libc.unshare({_NEW_USER}) else 0)"
)


def examine_machine() -> Iterator[Observation]:
    """Kernel, processors, user, Landlock and user namespaces of this machine."""
    yield _fact("kernel", f"{platform.system()} {platform.release()}", platform.release())
    yield _fact("architecture", platform.machine(), platform.machine())
    processors = len(os.sched_getaffinity(0))
    yield _fact("processors", str(processors), processors)
    user = os.geteuid()
    yield _fact("user", "root" if user == 0 else f"an ordinary one, {user}", user)
    version = _landlock_version()
    yield Observation(
        place=None,
        kind=Kind.FACT,
        name="landlock",
        standing=Standing.OK if version else Standing.ABSENT,
        found=f"version {version}" if version else "it needs Linux 5.13 or later with landlock among its lsm=",
        value=version,
    )
    refusal = _user_namespace_refusal()
    yield Observation(
        place=None,
        kind=Kind.FACT,
        name="user_namespaces",
        standing=Standing.OK if refusal is None else Standing.ABSENT,
        found="can be made" if refusal is None else f"{refusal}; bubblewrap needs them where this user is not root",
        value=refusal is None,
    )


def _fact(name: str, found: str, value: Json) -> Observation:
    return Observation(place=None, kind=Kind.FACT, name=name, standing=Standing.TOLD, found=found, value=value)


def _landlock_version() -> int:
    answer: int = ctypes.CDLL(None, use_errno=True).syscall(_CREATE_RULESET, None, 0, _ASK_VERSION)
    return max(answer, 0)


def _user_namespace_refusal() -> str | None:
    """Why no user namespace can be made, None where one was. In a process of its own, which it would change."""
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-S", "-c", _MAKE_NAMESPACE],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=TRIAL_SECONDS,
        )
    except (OSError, subprocess.SubprocessError) as error:
        return str(error)
    return None if done.returncode == 0 else done.stderr.strip() or f"status {done.returncode}"
