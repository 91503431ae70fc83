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
    "base64",
    "binascii",
    "bisect",
    "calendar",
    "cmath",
    "collections",
    "contextlib",
    "copy",
    "csv",
    "dataclasses",
    "datetime",
    "decimal",
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
    "math",
    "numbers",
    "operator",
    "random",
    "re",
    "secrets",
    "statistics",
    "string",
    "struct",
    "sys",
    "textwrap",
    "time",
    "typing",
    "unicodedata",
    "uuid",
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
        for name in os.environ.pop(VARIABLE, "").split(","):
            if name in HOLDABLE:
                importlib.import_module(name)
    finally:
        os.register_at_fork = register_at_fork
    site.setquit()  # the runner starts without `site`, but functions may know exit() and quit()
