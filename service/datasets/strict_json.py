"""JSON as RFC 8259 means it, read without ever raising: what is wrong becomes a finding.

The clean row pays for pydantic's parser and a count; only a row with a defect, or one that might have one, is read by
the standard library's to collect the defects. Nesting is measured on the text before a parser sees it, so no input can
exhaust the stack.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from pydantic_core import from_json, to_json

from verifiers.codes import finding
from verifiers.model import Finding, Json

MAX_DEPTH = 100
"""Objects and arrays nested deeper than this are not read."""

_SAFE_DIGITS = 308
"""An integer of at most so many characters is surely within a double's range (1.8e308)."""

_NOT_DIGITS = bytes(ord("0") if byte in b"123456789" else byte for byte in range(256))
_LONG_NUMBER = b"0" * _SAFE_DIGITS
_ESCAPES = (b"\\u003a", b"\\u003A", b"\\u0000")
"""A colon, which the count of keys must see, and NUL, which is a finding."""

_BELOW_0300 = bytes(byte for byte in range(0xCC) if byte < 0xC0 or byte >= 0xC2)
"""Bytes of UTF-8 below U+0300. Text of them alone is in normal form C: combining marks begin there (UAX #15)."""

_NUL_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
_NOT_MARKS = bytes(byte for byte in range(256) if byte not in b'[]{}"')
_STEP = tuple(1 if byte in b"[{" else -1 for byte in range(256))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """What a text held. Where ``readable`` is false, ``value`` is None and at least one finding says why."""

    value: Json
    readable: bool
    findings: tuple[Finding, ...] = ()


class _DefectError(ValueError):
    """Raised by the hooks of the fast decoder: the text needs the slow one."""


def decode_bytes(content: bytes, path: str = "") -> Decoded:
    """Decode UTF-8 JSON. ``path`` is the JSON Pointer that findings are given."""
    clean = read_at_once(content)
    if clean is not None:
        return clean
    if b"\0" in content:
        return _unreadable("format.bad_encoding", path, "The text holds a NUL byte; remove it from the file.")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"Byte {error.start} is not valid UTF-8 ({error.reason}); write the file as UTF-8."
        return _unreadable("format.bad_encoding", path, message, offset=error.start)
    if text.startswith("\ufeff"):
        mark = finding("format.bad_encoding", path=path, message="The text starts with a byte order mark; remove it.")
        rest = read_thoroughly(text[1:], path)
        return Decoded(value=rest.value, readable=rest.readable, findings=(mark, *rest.findings))
    return read_thoroughly(text, path)


def decode_text(text: str, path: str = "") -> Decoded:
    """Decode JSON text. Not readable: no JSON, not finite numbers, lone surrogates, nesting over ``MAX_DEPTH``.

    A repeated key (the last value stays), NUL characters and text outside NFC are findings beside the value.
    """
    clean = read_at_once(text.encode("utf-8", "surrogatepass"))
    return clean if clean is not None else read_thoroughly(text, path)


def read_thoroughly(text: str, path: str) -> Decoded:
    """Decode JSON text with the standard library's parser, which tells of every defect."""
    if nested_deeper_than(text, MAX_DEPTH):
        return _unreadable("format.too_deep", path, f"The text is nested deeper than {MAX_DEPTH} levels.")
    found: list[Finding] = []
    try:
        value = _FAST.decode(text)
    except _DefectError:
        collector = _Collector()
        try:
            value = collector.decoder().decode(text)
        except json.JSONDecodeError as error:
            return _not_json(error, path)
        found += collector.findings(path)
        if collector.not_finite:
            return Decoded(value=None, readable=False, findings=tuple(found))
    except json.JSONDecodeError as error:
        return _not_json(error, path)
    if ("\\ud" in text or "\\uD" in text) and not _encodable(value):
        found.append(finding("format.bad_encoding", path=path, message="A string holds a lone surrogate (\\ud800 …)."))
        return Decoded(value=None, readable=False, findings=tuple(found))
    if "\\u0000" in text and _NUL_ESCAPE.search(text):
        found.append(finding("format.bad_encoding", path=path, message="A string holds a NUL character (\\u0000)."))
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        message = "Text is not in Unicode normal form C, so equal-looking strings may differ."
        found.append(finding("format.not_nfc", path=path, message=message))
    return Decoded(value=value, readable=True, findings=tuple(found))


def read_at_once(content: bytes) -> Decoded | None:
    """What ``content`` holds, where it surely has no defect; None says nothing.

    Each member of an object brings one colon, and no other stands outside strings. So where the value, written again,
    has as many colons as the text, no member was lost to one of the same name.
    """
    if (
        _nested_deeper_than(content, MAX_DEPTH)
        or (b"\\u00" in content and any(escape in content for escape in _ESCAPES))
        or _LONG_NUMBER in content.translate(_NOT_DIGITS)
        or (not content.isascii() and content.translate(None, _BELOW_0300))
    ):
        return None
    try:
        value = from_json(content, allow_inf_nan=False)
    except ValueError:
        return None
    written = to_json(value, inf_nan_mode="constants")
    if written.count(b":") != content.count(b":") or b"Infinity" in written:
        return None
    return Decoded(value=value, readable=True)


def nested_deeper_than(text: str, limit: int) -> bool:
    """Whether brackets outside strings nest deeper than ``limit``; nothing is parsed.

    Only quotes and brackets are kept. Dropping two quotes that touch changes for no other byte whether it stands in
    a string; dropping brackets that touch lowers the depth by at most one.
    """
    return _nested_deeper_than(text.encode("utf-8", "surrogatepass"), limit)


def _nested_deeper_than(whole: bytes, limit: int) -> bool:
    if whole.count(b"{") + whole.count(b"[") <= limit:
        return False
    if b"\\" in whole:
        whole = whole.replace(b"\\\\", b"").replace(b'\\"', b"")
    whole = whole.translate(None, _NOT_MARKS).replace(b'""', b"")
    if b'"' in whole:
        whole = b"".join(whole.split(b'"')[::2])
    marks = whole
    for lowered in range(2, 10, 2):
        marks = marks.replace(b"{}", b"").replace(b"[]", b"")
        if marks.count(b"{") + marks.count(b"[") + lowered <= limit:
            return False
    return max(accumulate(map(_STEP.__getitem__, whole)), default=0) > limit


def _unreadable(code: str, path: str, message: str, **facts: Json) -> Decoded:
    return Decoded(value=None, readable=False, findings=(finding(code, path=path, message=message, facts=facts),))


def _not_json(error: json.JSONDecodeError, path: str) -> Decoded:
    message = f"The text is not JSON: {error.msg} at character {error.pos}."
    return _unreadable("format.unreadable_container", path, message, offset=error.pos)


def _encodable(value: Json) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _unique(pairs: Sequence[tuple[str, Json]]) -> dict[str, Json]:
    whole = dict(pairs)
    if len(whole) != len(pairs):
        raise _DefectError
    return whole


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise _DefectError
    return number


def _integer(text: str) -> int:
    if len(text) > _SAFE_DIGITS and math.isinf(float(text)):
        raise _DefectError
    return int(text)


def _constant(text: str) -> Json:
    raise _DefectError(text)


_FAST = json.JSONDecoder(object_pairs_hook=_unique, parse_float=_finite, parse_int=_integer, parse_constant=_constant)


class _Collector:
    """Hooks that gather every defect instead of stopping at the first."""

    def __init__(self) -> None:
        self.repeated_keys: list[str] = []
        self.not_finite: list[str] = []

    def decoder(self) -> json.JSONDecoder:
        return json.JSONDecoder(
            object_pairs_hook=self._pairs,
            parse_float=self._float,
            parse_int=self._int,
            parse_constant=self._refuse,
        )

    def findings(self, path: str) -> list[Finding]:
        keys = [
            finding(
                "format.duplicate_json_key",
                path=path,
                message=f"An object names the key '{_shown(key)}' twice; only the last value is seen.",
                facts={"key": _shown(key)},
            )
            for key in dict.fromkeys(self.repeated_keys)
        ]
        numbers = [
            finding(
                "format.not_finite_number",
                path=path,
                message=f"{text[:40]} is not a finite JSON number.",
                facts={"number": text[:40]},
            )
            for text in dict.fromkeys(self.not_finite)
        ]
        return keys + numbers

    def _pairs(self, pairs: Sequence[tuple[str, Json]]) -> dict[str, Json]:
        whole: dict[str, Json] = {}
        for key, value in pairs:
            if key in whole:
                self.repeated_keys.append(key)
            whole[key] = value
        return whole

    def _float(self, text: str) -> float | None:
        number = float(text)
        if not math.isinf(number):
            return number
        self._refuse(text)
        return None

    def _int(self, text: str) -> int | None:
        if len(text) <= _SAFE_DIGITS or not math.isinf(float(text)):
            return int(text)
        self._refuse(text)
        return None

    def _refuse(self, text: str) -> None:
        self.not_finite.append(text)


def _shown(key: str) -> str:
    """The key, shortened, without what UTF-8 cannot carry (a lone surrogate)."""
    return key[:80].encode("utf-8", "replace").decode("utf-8")
