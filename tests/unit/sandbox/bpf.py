"""Runs a seccomp filter as the kernel would (seccomp(2), linux/filter.h), for the few instructions that ours has."""

from __future__ import annotations

import struct
from collections.abc import Sequence

ALLOW, KILL = 0x7FFF0000, 0x80000000
ERRNO = 0x00050000
EPERM, ENOSYS = ERRNO | 1, ERRNO | 38
_LOAD, _JUMP, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x05, 0x15, 0x35, 0x45, 0x06
_MOST_STATEMENTS = 4096  # BPF_MAXINSNS
_DATA_BYTES = 64  # struct seccomp_data


class BadProgramError(Exception):
    """The kernel would refuse this program."""


def statements(program: bytes) -> list[tuple[int, int, int, int]]:
    """The program's statements, checked as the kernel checks them. Raises BadProgramError."""
    if len(program) % 8 or not 0 < len(program) // 8 <= _MOST_STATEMENTS:
        raise BadProgramError(f"{len(program)} bytes")
    found = [struct.unpack_from("=HBBI", program, at) for at in range(0, len(program), 8)]
    for place, (code, if_true, if_false, value) in enumerate(found):
        left = len(found) - place - 1
        if code == _LOAD:
            if value % 4 or value + 4 > _DATA_BYTES:
                raise BadProgramError(f"statement {place} loads from {value}")
        elif code in {_EQUAL, _AT_LEAST, _ANY_BIT}:
            if if_true >= left or if_false >= left:
                raise BadProgramError(f"statement {place} jumps out of the program")
        elif code != _RETURN:
            raise BadProgramError(f"statement {place} has the code {code:#x}")
    if found[-1][0] != _RETURN:
        raise BadProgramError("the last statement does not return")
    return found


def run(program: bytes, architecture: int, number: int, arguments: Sequence[int] = ()) -> int:
    """What the filter answers to one system call. Arguments are 64 bits wide; negative ones are wrapped."""
    told = [*arguments, *[0] * (6 - len(arguments))]
    words = struct.pack("<IIQ6Q", number & 0xFFFFFFFF, architecture, 0, *(each & (2**64 - 1) for each in told))
    steps = statements(program)
    accumulator = place = 0
    while True:
        code, if_true, if_false, value = steps[place]
        place += 1
        if code == _RETURN:
            return value
        if code == _LOAD:
            (accumulator,) = struct.unpack_from("<I", words, value)
            continue
        met = {_EQUAL: accumulator == value, _AT_LEAST: accumulator >= value, _ANY_BIT: bool(accumulator & value)}
        place += if_true if met[code] else if_false
