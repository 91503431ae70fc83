"""What a guarded stem shares with its workers is found whichever way the kernel tells of it."""

from __future__ import annotations

import mmap
from pathlib import Path

from sandbox_images.runner.nursery import shared_mappings

TEXT = b"""\
5581a000-5581b000 rw-p 00000000 fe:00 1 /usr/bin/python3.11
7f120000-7f121000 rw-s 00000000 00:01 7 /dev/zero (deleted)
7f130000-7f137000 r--s 00000000 fe:00 9 /usr/lib/gconv-modules.cache
7f140000-7f141000 rw-p 00000000 00:00 0
"""


def names(path: Path) -> list[bytes]:
    with path.open("rb", buffering=0) as maps:
        return list(shared_mappings(maps))


def test_shared_memory_is_found_by_asking_and_by_reading(tmp_path: Path) -> None:
    own = Path("/proc/self/maps")
    before = names(own)
    copy = tmp_path / "maps"  # the kernel cannot be asked about a mere file
    with mmap.mmap(-1, mmap.PAGESIZE), mmap.mmap(-1, mmap.PAGESIZE, flags=mmap.MAP_PRIVATE):
        copy.write_bytes(own.read_bytes())
        assert len(names(own)) == len(names(copy)) == len(before) + 1
        assert sum(not name.startswith(b"/usr/") for name in names(own)) == 1
    assert names(own) == before


def test_a_text_is_read_where_the_kernel_cannot_be_asked(tmp_path: Path) -> None:
    (tmp_path / "maps").write_bytes(TEXT)
    assert names(tmp_path / "maps") == [b"(deleted)", b"/usr/lib/gconv-modules.cache"]
