"""Text in the encodings of the web and of e-mail, there and back. Bytes are those of UTF-8 throughout."""

from __future__ import annotations

import base64
import binascii
import html
import re
from typing import Annotated, Literal
from urllib.parse import quote, quote_plus, unquote

from function_impls.constraints import Length, Pattern


def encode_base64(
    text: Annotated[str, Length(maximum=10000)],
    alphabet: Literal["standard", "urlsafe"] = "standard",
    padding: bool = True,
) -> str:
    """Encode a text in Base64 (RFC 4648), by its UTF-8 bytes.

    Args:
        text: Any text.
        alphabet: standard has + and /, urlsafe has - and _ instead.
        padding: Whether to fill up with = to a multiple of four characters.

    Returns:
        The encoded text on one line.

    Examples:
        >>> encode_base64(text="Zażółć")
        'WmHFvMOzxYLEhw=='

    See Also:
        encode_base32: Only capitals and the digits 2 to 7, for what people type in.
        encode_hex: Two digits for each byte.
    """
    data = text.encode("utf-8")
    encoded = base64.b64encode(data) if alphabet == "standard" else base64.urlsafe_b64encode(data)
    written = encoded.decode("ascii")
    return written if padding else written.rstrip("=")


def decode_base64(
    encoded: Annotated[str, Length(maximum=14000)], alphabet: Literal["standard", "urlsafe"] = "standard"
) -> str:
    """Decode Base64 (RFC 4648) into the text that its UTF-8 bytes stand for.

    Args:
        encoded: The encoded text; white space does not matter, and the = at the end may be left out.
        alphabet: standard has + and /, urlsafe has - and _ instead.

    Returns:
        The text.

    Raises:
        ValueError: It is not Base64 of this alphabet, or the bytes are no UTF-8.

    Examples:
        >>> decode_base64(encoded="WmHFvMOzxYLEhw==")
        'Zażółć'
        >>> decode_base64(encoded="a-b_")
        Traceback (most recent call last):
        ValueError: '-' does not belong to the standard alphabet of Base64

    See Also:
        decode_base32: For Base32.
        decode_hex: For hexadecimal digits.
    """
    compact = "".join(encoded.split()).rstrip("=")
    extra = "+/" if alphabet == "standard" else "-_"
    for character in compact:
        if not (character.isascii() and character.isalnum()) and character not in extra:
            raise ValueError(f"{character!r} does not belong to the {alphabet} alphabet of Base64")
    if len(compact) % 4 == 1:
        raise ValueError(f"{len(compact)} characters cannot be Base64: one of the last group stands alone")
    padded = compact + "=" * (-len(compact) % 4)
    return _text(base64.b64decode(padded) if alphabet == "standard" else base64.urlsafe_b64decode(padded))


def encode_base32(text: Annotated[str, Length(maximum=10000)]) -> str:
    """Encode a text in Base32 (RFC 4648), by its UTF-8 bytes: capitals and the digits 2 to 7.

    Args:
        text: Any text.

    Returns:
        The encoded text, filled up with = to a multiple of eight characters.

    Examples:
        >>> encode_base32(text="foobar")
        'MZXW6YTBOI======'

    See Also:
        encode_base64: Shorter, with small and capital letters.
    """
    return base64.b32encode(text.encode("utf-8")).decode("ascii")


def decode_base32(encoded: Annotated[str, Length(maximum=16000)]) -> str:
    """Decode Base32 (RFC 4648) into the text that its UTF-8 bytes stand for.

    Args:
        encoded: The encoded text; case and white space do not matter, and the = at the end may be left out.

    Returns:
        The text.

    Raises:
        ValueError: It is not Base32, or the bytes are no UTF-8.

    Examples:
        >>> decode_base32(encoded="mzxw6ytboi")
        'foobar'

    See Also:
        decode_base64: For Base64.
    """
    compact = "".join(encoded.split()).upper().rstrip("=")
    if not re.fullmatch(r"[A-Z2-7]*", compact) or len(compact) % 8 in (1, 3, 6):
        raise ValueError("this is not Base32: it has letters, the digits 2 to 7 and whole groups only")
    return _text(base64.b32decode(compact + "=" * (-len(compact) % 8)))


def encode_hex(text: Annotated[str, Length(maximum=10000)], separator: Literal["", " ", ":", "-"] = "") -> str:
    """Write the UTF-8 bytes of a text as hexadecimal digits (Base16), two in lower case for each byte.

    Args:
        text: Any text.
        separator: What stands between the bytes.

    Returns:
        The digits.

    Examples:
        >>> encode_hex(text="kość", separator=" ")
        '6b 6f c5 9b c4 87'

    See Also:
        list_code_points: Tells the characters' Unicode numbers, not their bytes.
        encode_base64: Shorter: four characters for three bytes.
    """
    return separator.join(f"{byte:02x}" for byte in text.encode("utf-8"))


def decode_hex(encoded: Annotated[str, Length(maximum=40000)]) -> str:
    """Read hexadecimal digits (Base16) as the text that their UTF-8 bytes stand for.

    Args:
        encoded: The digits; case, white space, colons and hyphens do not matter.

    Returns:
        The text.

    Raises:
        ValueError: There are other characters, an odd number of digits, or the bytes are no UTF-8.

    Examples:
        >>> decode_hex(encoded="6B:6F C5-9B c487")
        'kość'

    See Also:
        decode_base64: For Base64.
    """
    digits = re.sub(r"[\s:-]", "", encoded)
    try:
        return _text(binascii.unhexlify(digits.encode("ascii", "replace")))
    except binascii.Error as fault:
        raise ValueError("hexadecimal text has an even number of digits 0-9 and a-f and nothing else") from fault


def encode_url_part(
    text: Annotated[str, Length(maximum=10000)], part: Literal["component", "path", "query"] = "component"
) -> str:
    """Percent-encode a text so that it can stand in a web address (RFC 3986). Use slugify for a readable address.

    Args:
        text: Any text.
        part: component encodes all but letters, digits and -._~; path keeps slashes; query also turns a space into +,
            as forms do.

    Returns:
        The encoded text.

    Examples:
        >>> encode_url_part(text="ser żółty/5%")
        'ser%20%C5%BC%C3%B3%C5%82ty%2F5%25'

    See Also:
        escape_html: For text inside of a page.
        encode_domain: For names of hosts.
    """
    if part == "query":
        return quote_plus(text)
    return quote(text, safe="/" if part == "path" else "")


def decode_url_part(encoded: Annotated[str, Length(maximum=30000)], plus_is_space: bool = False) -> str:
    """Decode the percent-encoding of a part of a web address (RFC 3986).

    Args:
        encoded: The encoded text.
        plus_is_space: Whether + stands for a space, as in what forms send.

    Returns:
        The text.

    Raises:
        ValueError: A % is not followed by two hexadecimal digits, or the bytes are no UTF-8.

    Examples:
        >>> decode_url_part(encoded="%C5%81%C3%B3d%C5%BA+1", plus_is_space=True)
        'Łódź 1'

    See Also:
        unescape_html: For text of a page.
    """
    if re.search(r"%(?![0-9A-Fa-f]{2})", encoded):
        raise ValueError("a % is not followed by two hexadecimal digits; write a percent sign itself as %25")
    try:
        return unquote(encoded.replace("+", " ") if plus_is_space else encoded, errors="strict")
    except UnicodeDecodeError as fault:
        raise ValueError("the decoded bytes are no UTF-8") from fault


def escape_html(text: Annotated[str, Length(maximum=10000)], quotes: bool = True) -> str:
    """Escape a text so that a web page shows it as it is: & < > and, if asked, both quotation marks.

    Args:
        text: Any text.
        quotes: Whether to escape quotation marks too, which attributes need.

    Returns:
        The text with references such as &lt;.

    Examples:
        >>> escape_html(text='<b class="x">A & B</b>')
        '&lt;b class=&quot;x&quot;&gt;A &amp; B&lt;/b&gt;'

    See Also:
        encode_url_part: For web addresses.
        strip_html_tags: Takes the tags away.
    """
    return html.escape(text, quote=quotes)


def unescape_html(text: Annotated[str, Length(maximum=20000)]) -> str:
    """Turn the character references of HTML, named or by number, into the characters they stand for.

    Args:
        text: Text with references such as &oacute;, &#380; or &lt;; tags stay as they are.

    Returns:
        The text; what is no reference stays.

    Examples:
        >>> unescape_html(text="&#379;&oacute;&lstrok;w &amp; &lt;b&gt;")
        'Żółw & <b>'

    See Also:
        strip_html_tags: Takes the tags away and turns references too.
        decode_url_part: For a part of a web address.
    """
    return html.unescape(text)


def strip_html_tags(markup: Annotated[str, Length(maximum=5000)]) -> str:
    """Take the tags and comments out of HTML, turn character references, and leave single spaces.

    What is inside of script and style is taken out too. This makes text readable; it does not make markup safe.

    Args:
        markup: HTML.

    Returns:
        The text of it.

    Examples:
        >>> strip_html_tags(markup="<p>Ala <b>ma</b>&nbsp;kota</p><!-- x -->")
        'Ala ma kota'

    See Also:
        unescape_html: Leaves the tags.
        escape_html: Shows the tags as text.
    """
    bare = re.sub(r"<(script|style)\b[^>]*>.*?</\1\s*>", " ", markup, flags=re.IGNORECASE | re.DOTALL)
    bare = re.sub(r"<!-{2}.*?-{2}>", " ", bare, flags=re.DOTALL)
    bare = re.sub(r"</?(?:p|div|br|li|ul|ol|tr|td|th|h[1-6]|table)\b[^>]*>", " ", bare, flags=re.IGNORECASE)
    bare = re.sub(r"</?[A-Za-z][^>]*>", "", bare)
    return " ".join(html.unescape(bare).split())


def encode_domain(domain: Annotated[str, Length(minimum=1, maximum=253)]) -> str:
    """Write an internationalised domain name in the ASCII form that DNS uses (IDNA 2003, Punycode with xn--).

    Args:
        domain: The name, such as żółw.example; no scheme and no path.

    Returns:
        The name in ASCII, in lower case.

    Raises:
        ValueError: A label is empty, too long, or holds a character that no name may have.

    Examples:
        >>> encode_domain(domain="Bücher.example")
        'xn--bcher-kva.example'

    See Also:
        decode_domain: The way back.
        encode_url_part: For paths and queries.
    """
    if re.search(r"[\s/:?#@]", domain):
        raise ValueError(f"{domain!r} is no domain name alone; leave scheme, port and path out")
    try:
        return domain.lower().encode("idna").decode("ascii")
    except UnicodeError as fault:
        raise ValueError(f"{domain!r} cannot be a domain name: {fault}") from fault


def decode_domain(domain: Annotated[str, Length(minimum=1, maximum=253), Pattern("^[A-Za-z0-9.-]+$")]) -> str:
    """Write a domain name with xn-- labels in its readable letters (IDNA 2003, Punycode).

    Args:
        domain: The name in ASCII.

    Returns:
        The name with letters of any script.

    Raises:
        ValueError: A label is no sound Punycode.

    Examples:
        >>> decode_domain(domain="xn--bcher-kva.example")
        'bücher.example'

    See Also:
        encode_domain: The way there.
    """
    try:
        return domain.lower().encode("ascii").decode("idna")
    except UnicodeError as fault:
        raise ValueError(f"{domain!r} holds a label that is no sound Punycode") from fault


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise ValueError("the decoded bytes are no UTF-8 text") from fault
