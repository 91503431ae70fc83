"""Encodings, codes and ciphers against the test vectors of their standards."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.codes import (
    apply_atbash_cipher,
    apply_caesar_cipher,
    decode_morse,
    decrypt_vigenere,
    encode_morse,
    encrypt_vigenere,
    list_code_points,
    spell_aloud,
)
from function_impls.text_encodings import (
    decode_base32,
    decode_base64,
    decode_domain,
    decode_hex,
    decode_url_part,
    encode_base32,
    encode_base64,
    encode_domain,
    encode_hex,
    encode_url_part,
    escape_html,
    strip_html_tags,
    unescape_html,
)

# Source: RFC 4648, section 10, test vectors: text, BASE64, BASE32, BASE16.
RFC_4648 = [
    ("", "", "", ""),
    ("f", "Zg==", "MY======", "66"),
    ("fo", "Zm8=", "MZXQ====", "666f"),
    ("foo", "Zm9v", "MZXW6===", "666f6f"),
    ("foob", "Zm9vYg==", "MZXW6YQ=", "666f6f62"),
    ("fooba", "Zm9vYmE=", "MZXW6YTB", "666f6f6261"),
    ("foobar", "Zm9vYmFy", "MZXW6YTBOI======", "666f6f626172"),
]

# Sources: RFC 3986 section 2 and the URL of Wikipedia's "Zażółć gęślą jaźń"; HTML Living Standard, named character
# references; RFC 3492 section 7.1 and the registry's pages for xn-- names; ITU-R M.1677-1; ICAO Annex 10; Unicode
# chart U+0100; the Vigenere example of "Vigenere cipher" on Wikipedia; Suetonius' Caesar with a shift of three.
KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    (encode_base64, {"text": "ÿ?>~", "alphabet": "urlsafe", "padding": False}, "w78_Pn4"),
    (decode_base64, {"encoded": "w78_Pn4", "alphabet": "urlsafe"}, "ÿ?>~"),
    (decode_base64, {"encoded": "Zm9v\nYg"}, "foob"),
    (encode_hex, {"text": "€"}, "e282ac"),
    (encode_hex, {"text": "ab", "separator": ":"}, "61:62"),
    (decode_hex, {"encoded": "E2 82 AC"}, "€"),
    (encode_url_part, {"text": "a/b c~", "part": "path"}, "a/b%20c~"),
    (encode_url_part, {"text": "a&b c+d", "part": "query"}, "a%26b+c%2Bd"),
    (decode_url_part, {"encoded": "Za%C5%BC%C3%B3%C5%82%C4%87+1%2B"}, "Zażółć+1+"),
    (decode_url_part, {"encoded": "a+b%2B", "plus_is_space": True}, "a b+"),
    (escape_html, {"text": '"it\'s" <1>', "quotes": False}, '"it\'s" &lt;1&gt;'),
    (escape_html, {"text": "it's"}, "it&#x27;s"),
    (unescape_html, {"text": "&eacute;&hellip; &#x17B; &nosuch;"}, "é\u2026 Ż &nosuch;"),
    (unescape_html, {"text": "&lt;p&gt;"}, "<p>"),
    (strip_html_tags, {"markup": "<style>p{}</style><h1>A</h1>b<br/>c 1 < 2 &lt; 3"}, "A b c 1 < 2 < 3"),
    (strip_html_tags, {"markup": "<SCRIPT>x()</script >"}, ""),
    (encode_domain, {"domain": "żółw.example"}, "xn--w-uga1v8h.example"),
    (encode_domain, {"domain": "München.de"}, "xn--mnchen-3ya.de"),
    (decode_domain, {"domain": "xn--mnchen-3ya.de"}, "münchen.de"),
    (decode_domain, {"domain": "Example.COM"}, "example.com"),
    (
        encode_morse,
        {"text": "What hath God wrought?"},
        ".-- .... .- - / .... .- - .... / --. --- -.. / .-- .-. --- ..- --. .... - ..--..",
    ),
    (decode_morse, {"code": "--. -.. .- --.--  ... -.- / / ..---"}, "GDAŃSK 2"),
    (spell_aloud, {"text": "kr-1"}, ["Kilo", "Romeo", "One"]),
    (spell_aloud, {"text": "Łk 9", "alphabet": "polish"}, ["Łukasz", "Karol", "Dziewięć"]),
    (apply_caesar_cipher, {"text": "Hello, Świat"}, "Uryyb, Śjvng"),
    (apply_caesar_cipher, {"text": "yhql", "shift": -3}, "veni"),
    (apply_atbash_cipher, {"text": "Hob ż1"}, "Sly ż1"),
    (apply_atbash_cipher, {"text": "Sly"}, "Hob"),
    (encrypt_vigenere, {"text": "crypto is short for cryptography", "key": "ABCD"}, "csastp kv siqut gqu csastpiuaqjb"),
    (decrypt_vigenere, {"text": "csastp kv", "key": "abcd"}, "crypto is"),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_encoding_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("text", "base64", "base32", "base16"), RFC_4648)
def test_bases_agree_with_the_vectors_of_rfc_4648(text: str, base64: str, base32: str, base16: str) -> None:
    assert (encode_base64(text), encode_base32(text), encode_hex(text)) == (base64, base32, base16)
    assert (decode_base64(base64), decode_base32(base32), decode_hex(base16)) == (text, text, text)


def test_rot13_is_that_of_the_standard_library() -> None:
    assert apply_caesar_cipher("The Quick Brown Fox 13 ó") == codecs.encode("The Quick Brown Fox 13 ó", "rot13")


def test_every_letter_comes_back_from_morse() -> None:
    text = "AĄBCĆDEĘFGHIJKLŁMNŃOÓPQRSŚTUVWXYZŹŻ 0123456789 .,?'!/()&:;=+-_\"$@"

    assert decode_morse(encode_morse(text)) == text


def test_code_points_carry_the_names_of_unicode() -> None:
    assert [each["code_point"] for each in list_code_points("A€\U0001f600")] == ["U+0041", "U+20AC", "U+1F600"]
    assert list_code_points("€\n") == [
        {"character": "€", "code_point": "U+20AC", "name": "EURO SIGN", "utf8": "e282ac"},
        {"character": "\n", "code_point": "U+000A", "name": "", "utf8": "0a"},
    ]


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (decode_base64, {"encoded": "Z"}),
        (decode_base64, {"encoded": "Z=g"}),
        (decode_base64, {"encoded": "/w=="}),
        (decode_base64, {"encoded": "ż"}),
        (decode_base32, {"encoded": "M1"}),
        (decode_base32, {"encoded": "M"}),
        (decode_base32, {"encoded": "74======"}),
        (decode_hex, {"encoded": "abc"}),
        (decode_hex, {"encoded": "zz"}),
        (decode_hex, {"encoded": "ff"}),
        (decode_hex, {"encoded": "żż"}),
        (decode_url_part, {"encoded": "100%"}),
        (decode_url_part, {"encoded": "%FF"}),
        (encode_domain, {"domain": "https://example.com"}),
        (encode_domain, {"domain": "a..b"}),
        (encode_domain, {"domain": "ż" * 70}),
        (decode_domain, {"domain": "xn--999999999"}),
        (encode_morse, {"text": "#"}),
        (decode_morse, {"code": "........"}),
        (spell_aloud, {"text": "ć"}),
        (spell_aloud, {"text": "!", "alphabet": "polish"}),
        (list_code_points, {"text": "\ud800"}),
    ],
)
def test_unsound_code_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
