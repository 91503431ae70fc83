"""Functions that leave state behind, each of a kind of its own, and one that sees all these kinds."""

import builtins
import datetime
import decimal
import functools
import gc
import json
import locale
import logging
import math
import os
import random
import re
import resource
import signal
import socket
import sys
import threading
import time
import uuid
import warnings
from collections.abc import Callable
from typing import Any

from reach import system_call

_seen: list[int] = []


class Account:
    balance = 0


@functools.lru_cache
def _remembered(value: int) -> list[int]:
    return [value]


def leave_state(kind: str) -> str:
    """Change one kind of state for good."""
    LEAVE[kind]()
    return kind


def leave_all_state() -> int:
    for action in LEAVE.values():
        action()
    return len(LEAVE)


def observe_state() -> dict[str, Any]:
    """All kinds of state, as they look now."""
    return {kind: look() for kind, look in LOOK.items()}


def _patch_modules() -> None:
    json.loads = json.dumps = lambda *_, **__: "patched"  # type: ignore[assignment]
    time.time = time.monotonic = time.localtime = lambda *_: 0.0  # type: ignore[assignment]
    random.random = random.randint = lambda *_: 4  # type: ignore[assignment]
    datetime.datetime = datetime.date = None  # type: ignore[assignment,misc]
    re.match = math.sqrt = os.urandom = uuid.uuid4 = None  # type: ignore[assignment]


def _patch_builtins() -> None:
    builtins.abs = lambda _: "patched"  # type: ignore[assignment]
    builtins.planted = 1  # type: ignore[attr-defined]


def _change_locale() -> None:
    locale.setlocale(locale.LC_ALL, "C")
    os.environ["TZ"] = "Asia/Tokyo"
    time.tzset()


def _change_signals() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGUSR1, lambda *_: None)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR2})


def _change_limits() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))
    resource.setrlimit(resource.RLIMIT_STACK, (65536, 65536))


def _change_decimals() -> None:
    decimal.getcontext().prec = 3
    decimal.DefaultContext.prec = 3


def _take_entropy() -> None:
    random.seed(1)
    random.random()
    os.urandom(100)


LEAVE: dict[str, Callable[[], object]] = {
    "global": lambda: _seen.append(1),
    "class attribute": lambda: setattr(Account, "balance", 5),
    "cache": lambda: _remembered(1).append(2),
    "builtins": _patch_builtins,
    "folder": lambda: os.chdir("/usr"),
    "umask": lambda: os.umask(0),
    "environment": lambda: os.environ.update(PLANTED="1", PATH="/planted"),
    "locale": _change_locale,
    "signals": _change_signals,
    "search path": lambda: sys.path.insert(0, "/planted"),
    "loaded modules": lambda: sys.modules.update(planted=sys),
    "recursion": lambda: sys.setrecursionlimit(5000),
    "switch interval": lambda: sys.setswitchinterval(1.0),
    "collector": gc.disable,
    "warnings": lambda: warnings.simplefilter("error"),
    "logging": lambda: logging.disable(logging.CRITICAL),
    "decimals": _change_decimals,
    "digits": lambda: sys.set_int_max_str_digits(0),
    "socket time-out": lambda: socket.setdefaulttimeout(0.1),
    "thread stack": lambda: threading.stack_size(1 << 20),
    "limits": _change_limits,
    "priority": lambda: os.nice(19),
    "affinity": lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}),
    "entropy": _take_entropy,
    "module attribute": lambda: setattr(os, "planted", 1),
    "streams": lambda: setattr(sys, "stdout", sys.stderr),
    "modules": _patch_modules,
}

LOOK: dict[str, Callable[[], Any]] = {
    "global": lambda: len(_seen),
    "class attribute": lambda: Account.balance,
    "cache": lambda: _remembered(1),
    "builtins": lambda: [abs(-1), hasattr(builtins, "planted")],
    "modules": lambda: [json.dumps([1]), time.time(), random.random(), str(datetime.date(2020, 1, 2)), math.sqrt(4)],
    "folder": os.getcwd,
    "umask": lambda: os.umask(0o22),
    "environment": lambda: dict(os.environ),
    "locale": lambda: [locale.setlocale(locale.LC_ALL), time.tzname, time.strftime("%H:%M %z")],
    "signals": lambda: [
        [str(signal.getsignal(number)) for number in (signal.SIGTERM, signal.SIGUSR1, signal.SIGINT)],
        len(signal.pthread_sigmask(signal.SIG_BLOCK, ())),
    ],
    "search path": lambda: sys.path,
    "loaded modules": lambda: "planted" in sys.modules,
    "recursion": sys.getrecursionlimit,
    "switch interval": sys.getswitchinterval,
    "collector": gc.isenabled,
    "warnings": lambda: len(warnings.filters),
    "logging": lambda: logging.root.manager.disable,
    "decimals": lambda: str(decimal.Decimal(1) / decimal.Decimal(3)),
    "digits": sys.get_int_max_str_digits,
    "socket time-out": socket.getdefaulttimeout,
    "thread stack": lambda: [threading.stack_size(), threading.active_count()],
    "limits": lambda: [
        resource.getrlimit(each)
        for each in (resource.RLIMIT_NOFILE, resource.RLIMIT_STACK, resource.RLIMIT_CORE, resource.RLIMIT_FSIZE)
    ],
    "priority": lambda: [os.getpriority(os.PRIO_PROCESS, 0), os.sched_getscheduler(0), system_call("ioprio_get", 1, 0)],
    "affinity": lambda: len(os.sched_getaffinity(0)),
    "entropy": lambda: [random.random(), os.urandom(4).hex(), str(uuid.uuid4()), hash("text")],
    "module attribute": lambda: hasattr(os, "planted"),
    "streams": lambda: sys.stdout is sys.stderr,
}
