"""Standard library modules that the supervisor holds so that workers need not load them. Catalog code never is.

Each one costs a little at every fork (a megabyte of them about 50 µs), and saves its import in every worker that uses
it. So the host names those that the catalog's sources import, and only modules that are cheap to hold and free of side
effects are taken.
"""

from __future__ import annotations

import importlib
import os
import site

VARIABLE = "CALLPROOF_PRELOAD"
"""The environment variable that names them, separated by commas."""

HOLDABLE = (
    "abc",
    "array",
    "base64",
    "binascii",
    "bisect",
    "calendar",
    "cmath",
    "collections",
    "collections.abc",
    "contextlib",
    "copy",
    "csv",
    "dataclasses",
    "datetime",
    "decimal",
    "difflib",
    "enum",
    "fractions",
    "functools",
    "hashlib",
    "heapq",
    "hmac",
    "html",
    "inspect",
    "io",
    "ipaddress",
    "itertools",
    "json",
    "locale",
    "logging",
    "math",
    "numbers",
    "operator",
    "pathlib",
    "pprint",
    "queue",
    "random",
    "re",
    "secrets",
    "shlex",
    "statistics",
    "string",
    "struct",
    "subprocess",
    "sys",
    "tempfile",
    "textwrap",
    "threading",
    "time",
    "traceback",
    "types",
    "typing",
    "unicodedata",
    "urllib.parse",
    "uuid",
    "warnings",
    "weakref",
    "zlib",
    "zoneinfo",
)


def load() -> None:
    """Import those that are named. A base image that lacks one fails here, at the start, and says which.

    ``random`` would reseed itself in every worker from the kernel's entropy; workers are seeded by the request.
    """
    register_at_fork = os.register_at_fork
    os.register_at_fork = lambda **_: None
    try:
        importlib.import_module("random")
    finally:
        os.register_at_fork = register_at_fork
    for name in os.environ.pop(VARIABLE, "").split(","):
        if name in HOLDABLE:
            importlib.import_module(name)
    site.setquit()  # the runner starts without `site`, but functions may know exit() and quit()
