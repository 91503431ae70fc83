"""Makes the kernel hand mapped code on to forked processes, so that workers need not fault it in page by page.

fork(2) copies the page tables of memory that a process has written to. Those of mapped files that it only read, such as
the interpreter's code, it leaves out: each child takes a page fault for every 64 KiB that it touches, about fifty for
a small call. One page that was written to makes the kernel copy the table of the whole mapping (``vma_needs_copy`` in
mm/memory.c). So one byte of each mapping is written over with itself, while the mapping is writable for a moment.
"""

from __future__ import annotations

import ctypes

_PROTECTION = {"r": 1, "w": 2, "x": 4}  # PROT_READ, PROT_WRITE, PROT_EXEC
_PRIVATE_AND_READ_ONLY = ("r-xp", "r--p")


def copy_at_fork() -> None:
    """Do so for all code and constants of this process; where the system forbids it, workers are a little slower."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.mprotect.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    for address, size_bytes, rights in _mapped_files():
        protection = sum(_PROTECTION[right] for right in rights if right in _PROTECTION)
        if libc.mprotect(address, size_bytes, protection | _PROTECTION["w"]) == 0:
            ctypes.memmove(address, address, 1)
            libc.mprotect(address, size_bytes, protection)


def _mapped_files() -> list[tuple[int, int, str]]:
    """Address, size and rights of the mappings of files that cannot be written to (proc(5), maps)."""
    found = []
    try:
        with open("/proc/self/maps") as maps:
            for line in maps:
                fields = line.split()
                if len(fields) == 6 and fields[5].startswith("/") and fields[1] in _PRIVATE_AND_READ_ONLY:
                    start, end = (int(number, 16) for number in fields[0].split("-"))
                    found.append((start, end - start, fields[1]))
    except OSError:
        return []  # a box without /proc
    return found
