"""Where the objects lie that a worker writes to, so that the kernel has few pages to copy for it.

A worker writes to every page in which it allocates, and a page is 4 KiB, whatever is written. The interpreter keeps
objects of one size in pools of 16 KiB whose first page has the pool's header. In a heap with history, a new object
lands in any pool that has a hole: a page for the hole, another one for the header, and that for each size.
"""

from __future__ import annotations

import gc
import importlib
from functools import partial

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

_POOL_BYTES = 16 * 1024
_HEADER_BYTES = 48
_STEP_BYTES = 16
_LARGEST_BYTES = 512
_BYTES_OBJECT = b"".__sizeof__()
_TRIES = 200_000
_filler: list[object] = []
"""Objects in the holes, kept for good."""


def open_fresh_pools() -> None:
    """Fill every hole, so that the next objects of each size lie in a pool's first page, beside its header."""
    gc.collect()  # it also empties the interpreter's own lists of free tuples, dicts and the like
    _fill(16, object)
    for size in range(48, _LARGEST_BYTES + 1, _STEP_BYTES):
        _fill(size, partial(bytes, size - _BYTES_OBJECT))
    _fill(32, _new_number)


def rebuild(*modules: ModuleType) -> None:
    """Execute modules anew, so that their functions lie side by side in fresh pools; what they had stays allocated."""
    open_fresh_pools()
    for module in modules:
        _filler.append(dict(vars(module)))
        importlib.reload(module)


def _new_number() -> object:
    return int("123456789")


def _fill(size: int, make: Callable[[], object]) -> None:
    before = 0
    for _ in range(_TRIES):
        made = make()
        _filler.append(made)
        address = id(made)
        if address == before + size and before % _POOL_BYTES == _HEADER_BYTES:
            return
        before = address
