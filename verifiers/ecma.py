r"""Rewrites a regular expression of ECMA-262 (the dialect of JSON Schema's ``pattern``) for RE2.

Read as with the flag ``u``, which JSON Schema Core §6.4 asks for, and with the liberties of ECMA-262 Annex B.1.2 that
do not contradict it. What only Python writes is kept where ECMA-262 has no other meaning for it: ``(?P<name>…)``,
``(?i)``, ``\A`` and ``\Z``.

Nothing here matches anything; the scanner looks at each character a bounded number of times.
"""

from __future__ import annotations

import re
from itertools import pairwise

_TOKEN = re.compile(
    r"\\u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|\\(?:u\{0*(?P<braced>[0-9a-fA-F]{1,6})\}|u(?P<four>[0-9a-fA-F]{4})|x(?P<two>[0-9a-fA-F]{2}))"
    r"|\\c(?P<control>[A-Za-z])"
    r"|(?P<property>\\[pP]\{\w+\})"
    r"|(?P<back>\\k<\w{1,64}>|\\[1-9][0-9]{0,2})"
    r"|\\(?P<escaped>.)"
    r"|(?P<look>\(\?<?[=!])"
    r"|(?P<group>\(\?(?:P?<[A-Za-z_]\w{0,63}>|:|i\)|i:))"
    r"|(?P<foreign>\(\?)"
    r"|\{(?P<least>[0-9]+)(?:,(?P<most>[0-9]*))?\}"
    r"|(?P<plain>.)",
    re.DOTALL | re.ASCII,
)
_CONTROLS = {"n": "\\n", "r": "\\r", "t": "\\t", "v": "\\v", "f": "\\f"}
_PLACES = {"b": "\\b", "B": "\\B", "A": "\\A", "z": "\\z", "Z": "\\z"}
_SPACE = (
    *((0x9, 0xD), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A)),
    *((0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)),
)
_LAST = 0x10FFFF
_GAPS = tuple((one[1] + 1, other[0] - 1) for one, other in pairwise(((0, -1), *_SPACE, (_LAST + 1, 0))))


def _ranges(pairs: tuple[tuple[int, int], ...]) -> str:
    return "".join(f"\\x{{{low:x}}}-\\x{{{high:x}}}" for low, high in pairs)


# ECMA-262 WhiteSpace and LineTerminator are more than RE2's \s; both are written as whole ranges, so that a hyphen
# behind them begins none.
_SETS = {"d": "\\d", "D": "\\D", "w": "\\w", "W": "\\W", "s": _ranges(_SPACE), "S": _ranges(_GAPS)}
_NOT_LINE_END = "[^\\n\\r\\x{2028}\\x{2029}]"


class UnreadableError(ValueError):
    """The pattern is no regular expression of ECMA-262, or uses a part that is not known here."""


def rewritten(pattern: str, *, form_only: bool = False) -> str:
    """``pattern`` in RE2's syntax. Left for RE2 to refuse: unbalanced brackets, misplaced quantifiers, bad ranges.

    With ``form_only`` it matches something else, but RE2 reads it where the pattern is well formed: lookarounds,
    backreferences and long repetitions, which RE2 lacks, are replaced. Raises UnreadableError.
    """
    return _Rewriting(pattern, form_only).whole()


class _Rewriting:
    """One pass over one pattern."""

    def __init__(self, pattern: str, form_only: bool) -> None:
        self._form_only = form_only
        self._tokens = list(_TOKEN.finditer(pattern))
        self._at = 0

    def whole(self) -> str:
        out = []
        while self._at < len(self._tokens):
            token = self._next()
            out.append(self._class() if token["plain"] == "[" else self._outside(token))
        return "".join(out)

    def _outside(self, token: re.Match[str]) -> str:
        if token["plain"]:
            return _NOT_LINE_END if token["plain"] == "." else token["plain"]
        if token["group"] or token["property"]:
            return token.group()
        if token["least"]:
            return self._count(token)
        if token["foreign"] or (not self._form_only and (token["look"] or token["back"])):
            raise UnreadableError(token.group())
        if token["look"] or token["back"]:
            return "(?:" if token["look"] else "(?:)"
        if token["escaped"] in _PLACES:
            return _PLACES[token["escaped"]]
        if token["escaped"] in {"s", "S"}:
            return f"[{_SETS[token['escaped']]}]"
        return _SETS.get(token["escaped"]) or self._character(token)

    def _count(self, token: re.Match[str]) -> str:
        least, most = token["least"], token["most"]
        if most and int(most) < int(least):
            raise UnreadableError(token.group())
        return "{1}" if self._form_only else token.group()

    def _class(self) -> str:
        """A bracketed class, whose ``[`` is behind. RE2 has ``[:alpha:]`` and ``[]a]``, ECMA-262 has neither."""
        negated = self._peek() == "^"
        self._at += negated
        if self._peek() == "]":
            raise UnreadableError("[]")
        out = ["[^" if negated else "["]
        behind_set = False
        while self._at < len(self._tokens):
            token = self._next()
            if token["plain"] == "]":
                return "".join(out) + "]"
            is_set = self._is_set(token)
            if token["plain"] == "-":
                before_set = self._at < len(self._tokens) and self._is_set(self._tokens[self._at])
                out.append("\\-" if behind_set or before_set else "-")
            elif is_set:
                out.append(token["property"] or _SETS[token["escaped"]])
            elif token["escaped"] == "b":
                out.append("\\x{8}")
            elif token["plain"] is None and token["escaped"] is None and not self._is_code(token):
                out.append("".join(_literal(ord(each)) for each in self._apart(token)))
            elif token["plain"] == "[":
                out.append("\\[")
            else:
                out.append(token["plain"] or self._character(token))
            behind_set = is_set
        raise UnreadableError("[")

    def _apart(self, token: re.Match[str]) -> str:
        """Inside a class the characters of a group or a count are just characters."""
        text = token.group()
        if token["back"] or "-" in text or "]" in text:
            raise UnreadableError(text)
        return text

    def _is_set(self, token: re.Match[str]) -> bool:
        return token["property"] is not None or token["escaped"] in _SETS

    def _is_code(self, token: re.Match[str]) -> bool:
        return any(token[name] is not None for name in ("high", "braced", "four", "two", "control"))

    def _character(self, token: re.Match[str]) -> str:
        if token["high"]:
            return _literal(0x10000 + (int(token["high"], 16) - 0xD800) * 0x400 + int(token["low"], 16) - 0xDC00)
        code = token["braced"] or token["four"] or token["two"]
        if code:
            return _literal(int(code, 16))
        if token["control"]:
            return _literal(ord(token["control"]) % 32)
        escaped = token["escaped"]
        if escaped in _CONTROLS:
            return _CONTROLS[escaped]
        if escaped == "0" and not (self._peek() or "").isdigit():
            return _literal(0)
        if escaped.isascii() and escaped.isalnum():
            raise UnreadableError(token.group())
        return _literal(ord(escaped))

    def _next(self) -> re.Match[str]:
        self._at += 1
        return self._tokens[self._at - 1]

    def _peek(self) -> str | None:
        return self._tokens[self._at]["plain"] if self._at < len(self._tokens) else None


def _literal(code: int) -> str:
    if code > _LAST or 0xD800 <= code < 0xE000:
        raise UnreadableError(f"U+{code:X}")
    return f"\\x{{{code:x}}}"
