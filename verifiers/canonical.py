"""Canonical JSON: the bytes that a result's digest is over."""

from __future__ import annotations

import hashlib
import re

import rfc8785

from verifiers.model import Json

_SAFE_INTEGER = 2**53 - 1
_BIG_INTEGER = re.compile(rb'"\\u0000(-?[0-9]+)"')


def canonical(value: Json) -> bytes:
    """RFC 8785 form of a JSON value.

    One extension: RFC 8785 has no integers beyond 2^53 - 1; they stand with all their digits.
    """
    try:
        return rfc8785.dumps(value)
    except rfc8785.IntegerDomainError:
        return _BIG_INTEGER.sub(rb"\1", rfc8785.dumps(_quoted(value)))


def sha256(value: Json) -> str:
    """SHA-256 (hex) of the canonical form."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _quoted(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _quoted(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_quoted(item) for item in value]
    if type(value) is int and abs(value) > _SAFE_INTEGER:
        return f"\0{value}"
    return value
