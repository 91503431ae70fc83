"""The interpreter's code on huge pages, so that no worker has to fault it in.

A child process starts without page tables for mapped files: each stretch of code that it runs costs a page fault, and
undoing it at the exit, some thirty times in one short worker. Anonymous huge pages are different: fork(2) passes on
2 MiB of them with one entry. So the process that all workers descend from copies the interpreter's read-only segments
into huge pages, once, and puts these in place of the file's.

Where the kernel has no huge pages to give, everything stays as it was. In their place the pages are never writable;
constants that share one with code become executable with it.
"""

from __future__ import annotations

import ctypes
import sys

_HUGE_BYTES = 2 * 1024 * 1024
_PROT_READ, _PROT_WRITE, _PROT_EXEC = 1, 2, 4  # mmap(2)
_MAP_PRIVATE, _MAP_ANONYMOUS = 0x02, 0x20
_MADV_COLLAPSE = 25  # madvise(2), since Linux 6.1
_MREMAP_MAYMOVE, _MREMAP_FIXED = 1, 2
_FAILED = ctypes.c_void_p(-1).value

_libc = ctypes.CDLL(None)
_libc.mmap.restype = _libc.mremap.restype = ctypes.c_void_p
_libc.mmap.argtypes = (ctypes.c_void_p, ctypes.c_size_t, *(ctypes.c_int,) * 3, ctypes.c_long)
_libc.mremap.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_size_t, ctypes.c_int, ctypes.c_void_p)
_libc.madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
_libc.mprotect.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
_libc.munmap.argtypes = (ctypes.c_void_p, ctypes.c_size_t)


def move_interpreter() -> int:
    """Put the interpreter's read-only segments onto huge pages; how many of these it took."""
    moved = 0
    for start, end in _read_only_stretches():
        first = -(-start // _HUGE_BYTES) * _HUGE_BYTES
        count = max(0, end - first) // _HUGE_BYTES
        if count and _move(first, count * _HUGE_BYTES):
            moved += count
    return moved


def _read_only_stretches() -> list[tuple[int, int]]:
    """Where segments of the interpreter stand side by side that nothing writes to and that hold code in part."""
    stretches: list[tuple[int, int]] = []
    grown: tuple[int, int, bool] | None = None
    try:
        with open("/proc/self/maps") as maps:
            lines = maps.read().splitlines()
    except OSError:
        return []
    owner = _interpreter_file(lines)
    for line in [*lines, "0-0 ---p 0 0 0"]:
        fields = line.split()
        start, end = (int(bound, 16) for bound in fields[0].split("-"))
        mine = len(fields) > 5 and fields[5] == owner and fields[1][:2] == "r-"
        if mine and grown is not None and grown[1] == start:
            grown = (grown[0], end, grown[2] or "x" in fields[1])
            continue
        if grown is not None and grown[2]:
            stretches.append(grown[:2])
        grown = (start, end, "x" in fields[1]) if mine else None
    return stretches


def _interpreter_file(lines: list[str]) -> str:
    """The file that the interpreter's own functions are in: the program, or the library of it."""
    address = ctypes.cast(ctypes.pythonapi.Py_IncRef, ctypes.c_void_p).value or 0
    for line in lines:
        start, end = (int(bound, 16) for bound in line.split()[0].split("-"))
        if start <= address < end:
            return line.split()[5]
    return sys.executable


def _move(address: int, size_bytes: int) -> bool:
    """Replace an aligned stretch by huge pages of the same content; False, and nothing changed, where there are none.

    Code among it runs meanwhile: the kernel puts the new pages in place in one step (MREMAP_FIXED of mremap(2)).
    """
    reserved_bytes = size_bytes + _HUGE_BYTES
    reserved = _libc.mmap(None, reserved_bytes, _PROT_READ | _PROT_WRITE, _MAP_PRIVATE | _MAP_ANONYMOUS, -1, 0)
    if reserved == _FAILED:
        return False
    copy = -(-reserved // _HUGE_BYTES) * _HUGE_BYTES
    ctypes.memmove(copy, address, size_bytes)
    moved: bool = (
        _libc.madvise(copy, size_bytes, _MADV_COLLAPSE) == 0
        and _libc.mprotect(copy, size_bytes, _PROT_READ | _PROT_EXEC) == 0
        and _libc.mremap(copy, size_bytes, size_bytes, _MREMAP_MAYMOVE | _MREMAP_FIXED, address) == address
    )
    if not moved:
        _libc.munmap(copy, size_bytes)
    if copy > reserved:
        _libc.munmap(reserved, copy - reserved)
    _libc.munmap(copy + size_bytes, reserved + _HUGE_BYTES - copy)
    return moved
