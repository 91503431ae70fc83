"""Cuts a stream of chunks into rows without parsing them.

A row is a line, or an element of a JSON array, or one of several JSON texts that stand one after the other. Memory
holds one row, never the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

# Groups are repeated greedily: Python before 3.11.5 gets possessive repeats of groups wrong (gh-106052). Greedy ones
# remember each turn, up to a hundred bytes for each byte of text, so only a portion of a chunk is looked at at once.
_PORTION_BYTES = 64 * 1024
_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*"'
_TO_MARK = re.compile(rb'(?:[^"\[\]{},]++|' + _STRING + rb")*", re.DOTALL)
# The end of the chunk counts as a mark, else a search would begin again in the middle of a string.
_BRACKET = re.compile(rb'(?:[^"\[\]{}]++|' + _STRING + rb')*(["\[\]{}]|\Z)', re.DOTALL)
_IN_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*', re.DOTALL)
_OPENING, _CLOSING = (b"[", b"{"), (b"]", b"}")
_QUOTE, _COMMA = ord('"'), ord(",")
_BLANK = b" \t\r\n"  # RFC 8259 §2


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One row's bytes. ``size_bytes`` is its full size, also where ``content`` was cut at the most that is kept.

    ``number`` is the line for lines, and the element's number otherwise; both count from 1. ``fault`` says why
    the piece cannot be a row. ``ended`` is false where the stream stopped before the piece's end was seen.
    """

    number: int
    content: bytes
    size_bytes: int
    fault: str | None = None
    ended: bool = True


class _Buffer:
    """Bytes of one row, gathered from several chunks, cut at ``most`` bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._parts: list[bytes] = []
        self._kept = 0
        self.size = 0

    def add(self, part: bytes) -> None:
        self.size += len(part)
        if part and self._kept < self._most:
            kept = part[: self._most - self._kept]
            self._parts.append(kept)
            self._kept += len(kept)

    def take(self) -> tuple[bytes, int]:
        content, size = b"".join(self._parts), self.size
        self._parts, self._kept, self.size = [], 0, 0
        return content, size


def lines(chunks: Iterator[bytes], most_kept_bytes: int) -> Iterator[Piece]:
    """Yield every line that is not blank, without its end (LF or CRLF). The last one may lack its end."""
    buffer = _Buffer(most_kept_bytes)
    number = 0
    for chunk in chunks:
        *whole, tail = chunk.split(b"\n")
        for line in whole:
            number += 1
            content, size = line, len(line)
            if buffer.size:
                buffer.add(line)
                content, size = buffer.take()
            if content and not content.isspace():
                yield _line(number, content, size)
        buffer.add(tail)
    content, size = buffer.take()
    if content and not content.isspace():
        yield replace(_line(number + 1, content, size), ended=False)


def _line(number: int, content: bytes, size: int) -> Piece:
    if content.endswith(b"\r"):
        content, size = content[:-1], size - 1
    return Piece(number=number, content=content, size_bytes=size)


def values(chunks: Iterator[bytes], most_kept_bytes: int, *, array: bool) -> Iterator[Piece]:
    """Yield the elements of one JSON array, or, where ``array`` is false, each value of a sequence of JSON texts.

    For an array the chunks start behind its opening bracket. Only strings and brackets are looked at; whether a
    piece is JSON is for the reader to say. Where the text ends in the middle, goes on behind the array, or has an
    element of nothing, that piece has a fault.
    """
    cutter = _ArrayCutter(most_kept_bytes) if array else _SequenceCutter(most_kept_bytes)
    for chunk in chunks:
        for portion in _portions(chunk):
            yield from cutter.feed(portion)
    yield from cutter.end()


class _Structure:
    """Finds where values end, over chunk borders, skipping strings. ``depth`` counts the open brackets.

    Inside a value only brackets matter, so commas there cost nothing.
    """

    def __init__(self) -> None:
        self.in_string = False
        self.depth = 0
        self._escaped = False

    def ends(self, chunk: bytes) -> Iterator[int]:
        """Positions of commas at depth 0 and of closing brackets that lead to depth 0 or below it."""
        at: int | None = self._leave_string(chunk) if self.in_string else 0
        while at is not None and at < len(chunk):
            if self.depth > 0:
                at = self._leave_value(chunk, at)
                if at is not None:
                    yield at - 1
                continue
            match = _TO_MARK.match(chunk, at)
            at = match.end() if match else at
            if at == len(chunk):
                return
            byte = chunk[at]
            at += 1
            if byte == _QUOTE:
                self._enter_string(chunk, at)
                return
            if byte in b"[{":
                self.depth = 1
            else:
                if byte != _COMMA:
                    self.depth -= 1
                yield at - 1

    def _leave_value(self, chunk: bytes, start: int) -> int | None:
        """The position behind the bracket that leads to depth 0, or None where the value goes on."""
        depth = self.depth
        for token in _BRACKET.finditer(chunk, start):
            mark = token[1]
            if mark in _OPENING:
                depth += 1
            elif mark in _CLOSING:
                depth -= 1
                if depth == 0:
                    self.depth = 0
                    return token.end()
            else:
                if mark:
                    self._enter_string(chunk, token.end())
                break
        self.depth = depth
        return None

    def _enter_string(self, chunk: bytes, start: int) -> None:
        """Note that the string that begins at ``start`` is not closed in this chunk."""
        self.in_string = True
        self._escaped = _rest_of_string(chunk, start) < len(chunk)

    def _leave_string(self, chunk: bytes) -> int | None:
        """The position behind the closing quote, or None where the string goes on."""
        end = _rest_of_string(chunk, 1 if self._escaped else 0)
        closed = end < len(chunk) and chunk[end] == _QUOTE
        self.in_string = not closed
        self._escaped = not closed and end < len(chunk)
        return end + 1 if closed else None


def open_brackets(text: bytes) -> int | None:
    """How many brackets are open at the end of the text, or None where it ends inside a string."""
    structure = _Structure()
    for portion in _portions(text):
        for _ in structure.ends(portion):
            pass
    return None if structure.in_string else structure.depth


def _portions(chunk: bytes) -> Iterator[bytes]:
    for start in range(0, len(chunk), _PORTION_BYTES):
        yield chunk[start : start + _PORTION_BYTES]


def _rest_of_string(chunk: bytes, start: int) -> int:
    """Where the string stops: its quote, a backslash that is the last byte, or the chunk's end."""
    match = _IN_STRING.match(chunk, start)
    return match.end() if match else start


class _Cutter:
    """Gathers the bytes between two ends of values."""

    def __init__(self, most_kept_bytes: int) -> None:
        self._buffer = _Buffer(most_kept_bytes)
        self._structure = _Structure()
        self._number = 0

    def _take(self) -> Piece | None:
        """The gathered bytes as a piece, without the space around them; None where there is nothing else."""
        content, size = self._buffer.take()
        stripped = content.strip(_BLANK)
        if not stripped:
            return None
        self._number += 1
        return Piece(number=self._number, content=stripped, size_bytes=size - len(content) + len(stripped))

    def _end(self, fault: str | None) -> Iterator[Piece]:
        if piece := self._take():
            yield replace(piece, fault=fault, ended=False)


class _ArrayCutter(_Cutter):
    """Cuts at the commas of one array, whose opening bracket is already behind."""

    _closed = False
    _after_comma = False

    def feed(self, chunk: bytes) -> Iterator[Piece]:
        start = 0
        for at in self._structure.ends(chunk) if not self._closed else ():
            comma = chunk[at] == _COMMA
            if not comma and self._structure.depth >= 0:
                continue
            self._buffer.add(chunk[start:at])
            start = at + 1
            piece = self._take()
            if piece is None and (comma or self._after_comma):
                piece = self._nothing()
            if piece is not None:
                yield piece
            self._after_comma = comma
            self._closed = not comma
            if self._closed:
                break
        self._buffer.add(chunk[start:])

    def end(self) -> Iterator[Piece]:
        if self._closed:
            yield from self._end("Text follows behind the end of the array.")
            return
        fault = "The file ends in the middle of the array; it may have been cut short."
        yield from self._end(fault)

    def _nothing(self) -> Piece:
        self._number += 1
        fault = "An element of the array is empty: a comma too many."
        return Piece(number=self._number, content=b"", size_bytes=0, fault=fault)


class _SequenceCutter(_Cutter):
    """Cuts behind every object or array that stands at the top."""

    def feed(self, chunk: bytes) -> Iterator[Piece]:
        start = 0
        for at in self._structure.ends(chunk):
            self._structure.depth = max(self._structure.depth, 0)
            if chunk[at] == _COMMA:
                continue
            self._buffer.add(chunk[start : at + 1])
            start = at + 1
            if piece := self._take():
                yield piece
        self._buffer.add(chunk[start:])

    def end(self) -> Iterator[Piece]:
        cut = self._structure.depth > 0
        yield from self._end("The file ends in the middle of an object; it may have been cut short." if cut else None)
