"""Digests against the test vectors of their standards."""

from __future__ import annotations

import binascii
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.hashing import (
    compute_checksum,
    hash_text,
    make_name_uuid,
    shorten_hash,
    sign_text,
    verify_signature,
    verify_text_hash,
)

ABC_SHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
JEFE_SHA256 = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"

# Sources: RFC 1321 A.5 (md5), FIPS 180-4 examples (sha1, sha256, sha512), NIST's SHA3-256 of "abc", RFC 7693
# appendix A (blake2b of "abc"), RFC 2202 and RFC 4231 case 2 (HMAC of "Jefe"), RFC 9562 A.2 and A.4 (UUID), the check
# values of "123456789" in the CRC catalogue of Greg Cook, RFC 1950 by Wikipedia's "Adler-32" (adler32).
KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    (hash_text, {"text": "", "algorithm": "md5"}, "d41d8cd98f00b204e9800998ecf8427e"),
    (hash_text, {"text": "abc", "algorithm": "sha1"}, "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (hash_text, {"text": "abc"}, ABC_SHA256),
    (hash_text, {"text": "abc", "output": "base64"}, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    (
        hash_text,
        {"text": "abc", "algorithm": "sha3_256"},
        "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
    ),
    (
        hash_text,
        {"text": "abc", "algorithm": "sha512"},
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    ),
    (
        hash_text,
        {"text": "abc", "algorithm": "blake2b"},
        "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
        "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
    ),
    (verify_text_hash, {"text": "abc", "digest": ABC_SHA256.upper()}, True),
    (verify_text_hash, {"text": "abd", "digest": ABC_SHA256}, False),
    (sign_text, {"text": "what do ya want for nothing?", "key": "Jefe"}, JEFE_SHA256),
    (
        sign_text,
        {"text": "what do ya want for nothing?", "key": "Jefe", "algorithm": "sha1", "output": "base64"},
        binascii.b2a_base64(bytes.fromhex("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"), newline=False).decode(),
    ),
    (verify_signature, {"text": "what do ya want for nothing?", "key": "Jefe", "signature": JEFE_SHA256}, True),
    (verify_signature, {"text": "what do ya want for nothing?", "key": "jefe", "signature": JEFE_SHA256}, False),
    (compute_checksum, {"text": "Wikipedia", "method": "adler32"}, "11e60398"),
    (compute_checksum, {"text": "123456789", "method": "crc16_xmodem"}, "31c3"),
    (compute_checksum, {"text": ""}, "00000000"),
    (
        make_name_uuid,
        {"name": "www.example.com", "namespace": "dns", "version": 3},
        "5df41881-3aed-3515-88a7-2f4a814cf09e",
    ),
    (shorten_hash, {"text": "abc", "length": 32}, ABC_SHA256[:32]),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_digest_is_that_of_the_standard(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize("namespace", ["dns", "url", "oid", "x500"])
def test_uuid_of_a_namespace_is_its_own(namespace: Any) -> None:
    others = {make_name_uuid("a", each) for each in ("dns", "url", "oid", "x500") if each != namespace}

    assert make_name_uuid("a", namespace) not in others


def test_crc16_agrees_with_the_standard_library() -> None:
    # Source: binascii.crc_hqx, which is the CRC of XMODEM.
    assert compute_checksum("Zażółć", "crc16_xmodem") == f"{binascii.crc_hqx('Zażółć'.encode(), 0):04x}"


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (verify_text_hash, {"text": "abc", "digest": ABC_SHA256[:-2]}),
        (verify_signature, {"text": "a", "key": "k", "signature": JEFE_SHA256, "algorithm": "sha512"}),
        (hash_text, {"text": "\ud800"}),
        (sign_text, {"text": "\ud800", "key": "k"}),
        (shorten_hash, {"text": "\ud800"}),
        (compute_checksum, {"text": "\ud800"}),
    ],
)
def test_what_cannot_be_hashed_or_compared_raises_value_error(
    function: Callable[..., Any], arguments: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
