"""Digests and checksums of texts, by their UTF-8 bytes (FIPS 180-4, FIPS 202, RFC 1321, RFC 2104, RFC 9562)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid
import zlib
from typing import Annotated, Literal

from function_impls.constraints import Format, Length, Pattern, Range


def hash_text(
    text: Annotated[str, Length(maximum=20000)],
    algorithm: Literal["md5", "sha1", "sha256", "sha512", "sha3_256", "blake2b"] = "sha256",
    output: Literal["hex", "base64"] = "hex",
) -> str:
    """Compute the cryptographic digest of a text.

    Use sign_text where a secret key is part of it, compute_checksum for a short sum against slips. md5 and sha1 are
    for old formats only.

    Args:
        text: Any text; each character counts, spaces too.
        algorithm: The hash function; blake2b gives 64 bytes.
        output: hex in lower case, or base64.

    Returns:
        The digest.

    Examples:
        >>> hash_text(text="abc", algorithm="md5")
        '900150983cd24fb0d6963f7d28e17f72'

    See Also:
        verify_text_hash: Compares with a digest that is known.
        sign_text: With a secret key (HMAC).
        compute_checksum: Short sums, not safe against intent.
        shorten_hash: A short id instead of the whole digest.
    """
    return _written(_digest(text.encode("utf-8"), algorithm), output)


def verify_text_hash(
    text: Annotated[str, Length(maximum=20000)],
    digest: Annotated[str, Pattern("^[0-9A-Fa-f]+$"), Length(minimum=32, maximum=128)],
    algorithm: Literal["md5", "sha1", "sha256", "sha512", "sha3_256", "blake2b"] = "sha256",
) -> bool:
    """Tell whether a text has a given digest, for instance to check a download.

    Args:
        text: Any text.
        digest: The expected digest in hex; case does not matter.
        algorithm: The hash function that made it.

    Returns:
        Whether they agree.

    Raises:
        ValueError: The digest does not have the length that the algorithm gives.

    Examples:
        >>> verify_text_hash(text="abc", digest="a9993e364706816aba3e25717850c26c9cd0d89d", algorithm="sha1")
        True

    See Also:
        hash_text: Computes the digest.
        verify_signature: For digests with a key.
    """
    expected = _digest(text.encode("utf-8"), algorithm).hex()
    if len(digest) != len(expected):
        raise ValueError(f"a digest of {algorithm} has {len(expected)} hexadecimal digits, not {len(digest)}")
    return digest.lower() == expected


def sign_text(
    text: Annotated[str, Length(maximum=20000)],
    key: Annotated[str, Length(minimum=1, maximum=200)],
    algorithm: Literal["md5", "sha1", "sha256", "sha512"] = "sha256",
    output: Literal["hex", "base64"] = "hex",
) -> str:
    """Compute the keyed digest of a text (HMAC, RFC 2104), as webhooks sign what they send.

    Use hash_text where there is no key.

    Args:
        text: Any text.
        key: The secret, by its UTF-8 bytes.
        algorithm: The hash function inside.
        output: hex in lower case, or base64.

    Returns:
        The signature.

    Examples:
        >>> sign_text(text="what do ya want for nothing?", key="Jefe", algorithm="md5")
        '750c783e6ab0b503eaa86e310a5db738'

    See Also:
        verify_signature: Compares with a signature that is known.
        hash_text: Without a key.
    """
    return _written(hmac.digest(key.encode("utf-8"), text.encode("utf-8"), algorithm), output)


def verify_signature(
    text: Annotated[str, Length(maximum=20000)],
    key: Annotated[str, Length(minimum=1, maximum=200)],
    signature: Annotated[str, Pattern("^[0-9A-Fa-f]+$"), Length(minimum=32, maximum=128)],
    algorithm: Literal["md5", "sha1", "sha256", "sha512"] = "sha256",
) -> bool:
    """Tell whether a text was signed with a key (HMAC, RFC 2104).

    Args:
        text: The text as it was received.
        key: The secret, by its UTF-8 bytes.
        signature: The signature in hex; case does not matter.
        algorithm: The hash function inside.

    Returns:
        Whether they agree.

    Raises:
        ValueError: The signature does not have the length that the algorithm gives.

    Examples:
        >>> verify_signature(text="a", key="k", signature="00000000000000000000000000000000", algorithm="md5")
        False

    See Also:
        sign_text: Makes the signature.
        verify_text_hash: For digests without a key.
    """
    expected = hmac.digest(key.encode("utf-8"), text.encode("utf-8"), algorithm).hex()
    if len(signature) != len(expected):
        raise ValueError(f"a signature by {algorithm} has {len(expected)} hexadecimal digits, not {len(signature)}")
    return signature.lower() == expected


def compute_checksum(
    text: Annotated[str, Length(maximum=20000)], method: Literal["crc32", "adler32", "crc16_xmodem"] = "crc32"
) -> str:
    """Compute a short checksum of a text, which finds slips of transmission but no forgery.

    Use hash_text for a cryptographic digest.

    Args:
        text: Any text.
        method: crc32 as in zip and PNG, adler32 as in zlib, crc16_xmodem with the polynomial 1021 from zero.

    Returns:
        The sum in lower-case hexadecimal digits, eight or (crc16) four.

    Examples:
        >>> compute_checksum(text="123456789")
        'cbf43926'

    See Also:
        hash_text: A digest that cannot be forged.
        add_luhn_digit: Check digits of numbers.
    """
    data = text.encode("utf-8")
    if method == "crc32":
        return f"{zlib.crc32(data):08x}"
    if method == "adler32":
        return f"{zlib.adler32(data):08x}"
    value = 0
    for byte in data:
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1 ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return f"{value:04x}"


def make_name_uuid(
    name: Annotated[str, Length(minimum=1, maximum=1000)],
    namespace: Literal["dns", "url", "oid", "x500"],
    version: Literal[3, 5] = 5,
) -> Annotated[str, Format("uuid")]:
    """Make the UUID that belongs to a name (RFC 9562): the same name and namespace always give the same one.

    Args:
        name: The name, such as example.com in dns or https://example.com/ in url.
        namespace: What kind of name it is.
        version: 5 by SHA-1, 3 by MD5.

    Returns:
        The UUID in lower case.

    Examples:
        >>> make_name_uuid(name="www.example.com", namespace="dns")
        '2ed6657d-e927-568b-95e1-2665a8aea6a2'

    See Also:
        shorten_hash: A short id without a standard.
    """
    spaces = {
        "dns": uuid.NAMESPACE_DNS,
        "url": uuid.NAMESPACE_URL,
        "oid": uuid.NAMESPACE_OID,
        "x500": uuid.NAMESPACE_X500,
    }
    made = uuid.uuid5(spaces[namespace], name) if version == 5 else uuid.uuid3(spaces[namespace], name)
    return str(made)


def shorten_hash(
    text: Annotated[str, Length(maximum=20000)], length: Annotated[int, Range(minimum=4, maximum=32)] = 8
) -> str:
    """Make a short id of a text from the first hexadecimal digits of its SHA-256 digest.

    Equal texts have equal ids; different ones may, the likelier the shorter the id.

    Args:
        text: Any text.
        length: The number of digits.

    Returns:
        The digits, in lower case.

    Examples:
        >>> shorten_hash(text="abc")
        'ba7816bf'

    See Also:
        hash_text: The whole digest.
        make_name_uuid: An id by a standard.
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:length]


def _digest(data: bytes, algorithm: str) -> bytes:
    if algorithm == "md5":
        return hashlib.md5(data, usedforsecurity=False).digest()
    if algorithm == "sha1":
        return hashlib.sha1(data, usedforsecurity=False).digest()
    if algorithm == "sha256":
        return hashlib.sha256(data).digest()
    if algorithm == "sha512":
        return hashlib.sha512(data).digest()
    return hashlib.sha3_256(data).digest() if algorithm == "sha3_256" else hashlib.blake2b(data).digest()


def _written(digest: bytes, output: str) -> str:
    return digest.hex() if output == "hex" else base64.b64encode(digest).decode("ascii")
