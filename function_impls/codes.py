"""Codes and ciphers of old: Morse, spelling alphabets, Caesar, Atbash and Vigenere; and the numbers of characters."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Literal, TypedDict

from function_impls.constraints import Length, Pattern, Range

_MORSE_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,?'!/()&:;=+-_\"$@ĄĆĘŁŃÓŚŹŻ"
_MORSE_CODES = (
    ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. "
    "----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----. "
    ".-.-.- --..-- ..--.. .----. -.-.-- -..-. -.--. -.--.- .-... ---... -.-.-. -...- .-.-. -....- ..--.- .-..-. "
    "...-..- .--.-. .-.- -.-.. ..-.. .-..- --.-- ---. ...-... --..-. --..-"
)
_MORSE = dict(zip(_MORSE_SIGNS, _MORSE_CODES.split(), strict=True))
_LETTERS = {code: letter for letter, code in _MORSE.items()}
_NATO = (
    "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo "
    "Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu Zero One Two Three Four Five Six Seven Eight Nine"
)
_POLISH = (
    "Adam Barbara Celina Dorota Ewa Franciszek Genowefa Henryk Irena Jadwiga Karol Leon Maria Natalia Olga Paweł "
    "Quebec Roman Stanisław Tadeusz Urszula Violetta Wacław Xawery Ypsylon Zygmunt "
    "Zero Jeden Dwa Trzy Cztery Pięć Sześć Siedem Osiem Dziewięć"
)
_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_ALPHABETS = {
    "nato": dict(zip(_SIGNS, _NATO.split(), strict=True)),
    "polish": {
        **dict(zip(_SIGNS, _POLISH.split(), strict=True)),
        "Ć": "Ćma",
        "Ł": "Łukasz",
        "Ś": "Świt",
        "Ź": "Źródło",
        "Ż": "Żaba",
    },
}


class CodePoint(TypedDict):
    """A character, its number as U+0041, its Unicode name (empty where it has none), and its UTF-8 bytes in hex."""

    character: str
    code_point: str
    name: str
    utf8: str


def encode_morse(text: Annotated[str, Length(minimum=1, maximum=2000)]) -> str:
    """Write a text in Morse code: dots and hyphens, a space between letters, a slash between words.

    International code (ITU-R M.1677-1) with the Polish letters. Case does not matter.

    Args:
        text: Letters, digits and common punctuation.

    Returns:
        The code, such as ... --- ...

    Raises:
        ValueError: A character has no code.

    Examples:
        >>> encode_morse(text="SOS żaba")
        '... --- ... / --..- .- -... .-'
        >>> encode_morse(text="5%")
        Traceback (most recent call last):
        ValueError: there is no Morse code for '%'

    See Also:
        decode_morse: The way back.
        spell_aloud: Says letters by words, for the telephone.
    """
    words = []
    for word in text.upper().split():
        for character in word:
            if character not in _MORSE:
                raise ValueError(f"there is no Morse code for {character!r}")
        words.append(" ".join(_MORSE[character] for character in word))
    return " / ".join(words)


def decode_morse(code: Annotated[str, Length(minimum=1, maximum=20000), Pattern("^[-. /]+$")]) -> str:
    """Read Morse code of dots and hyphens, with a space between letters and a slash between words.

    Args:
        code: The code, such as ... --- ...

    Returns:
        The text in capitals.

    Raises:
        ValueError: A group of signs means nothing.

    Examples:
        >>> decode_morse(code=".-.. ..- -... / .--- .-")
        'LUB JA'

    See Also:
        encode_morse: The way there.
    """
    words = []
    for word in code.split("/"):
        for group in word.split():
            if group not in _LETTERS:
                raise ValueError(f"{group!r} is no letter in Morse code")
        words.append("".join(_LETTERS[group] for group in word.split()))
    return " ".join(word for word in words if word)


def spell_aloud(
    text: Annotated[str, Length(minimum=1, maximum=200)], alphabet: Literal["nato", "polish"] = "nato"
) -> list[str]:
    """Spell a text by the words of a spelling alphabet, as on the telephone. Spaces and hyphens are left out.

    Args:
        text: Letters and digits; the Polish alphabet also has words for ć, ł, ś, ź and ż.
        alphabet: nato for Alfa, Bravo, Charlie (ICAO), polish for Adam, Barbara, Celina.

    Returns:
        A word for each letter or digit.

    Raises:
        ValueError: A character has no word in this alphabet.

    Examples:
        >>> spell_aloud(text="WX 7")
        ['Whiskey', 'X-ray', 'Seven']

    See Also:
        encode_morse: Writes dots and hyphens.
    """
    words = _ALPHABETS[alphabet]
    characters = [each for each in text.upper() if not each.isspace() and each != "-"]
    for each in characters:
        if each not in words:
            raise ValueError(f"the {alphabet} alphabet has no word for {each!r}")
    return [words[each] for each in characters]


def apply_caesar_cipher(
    text: Annotated[str, Length(maximum=10000)], shift: Annotated[int, Range(minimum=-25, maximum=25)] = 13
) -> str:
    """Move each English letter of a text along the alphabet; ROT13 with the shift 13, which undoes itself.

    Letters with marks, digits and punctuation stay as they are. The opposite shift undoes it.

    Args:
        text: Any text.
        shift: How many letters forward; negative for backward.

    Returns:
        The moved text, case kept.

    Examples:
        >>> apply_caesar_cipher(text="Veni, vidi!", shift=3)
        'Yhql, ylgl!'

    See Also:
        apply_atbash_cipher: Mirrors the alphabet, without a key.
        encrypt_vigenere: Moves each letter by a letter of a key.
    """
    return "".join(_moved(each, shift) for each in text)


def apply_atbash_cipher(text: Annotated[str, Length(maximum=10000)]) -> str:
    """Mirror each English letter of a text in the alphabet, A for Z and B for Y; twice gives the text again.

    Args:
        text: Any text; all but the 26 letters stays.

    Returns:
        The mirrored text, case kept.

    Examples:
        >>> apply_atbash_cipher(text="Wizard")
        'Draziw'

    See Also:
        apply_caesar_cipher: Moves letters instead of mirroring them.
    """
    return "".join(chr(_first(each) * 2 + 25 - ord(each)) if _is_english(each) else each for each in text)


def encrypt_vigenere(
    text: Annotated[str, Length(maximum=10000)],
    key: Annotated[str, Length(minimum=1, maximum=100), Pattern("^[A-Za-z]+$")],
) -> str:
    """Encrypt a text by Vigenère's cipher: each English letter moves by the next letter of the key.

    Other characters stay and use up no letter of the key. An old cipher that protects nothing.

    Args:
        text: The open text.
        key: English letters; A moves by 0, Z by 25.

    Returns:
        The encrypted text, case kept.

    Examples:
        >>> encrypt_vigenere(text="ATTACK AT DAWN", key="LEMON")
        'LXFOPV EF RNHR'

    See Also:
        decrypt_vigenere: The way back, with the same key.
        apply_caesar_cipher: Moves all letters alike.
    """
    return _vigenere(text, key, 1)


def decrypt_vigenere(
    text: Annotated[str, Length(maximum=10000)],
    key: Annotated[str, Length(minimum=1, maximum=100), Pattern("^[A-Za-z]+$")],
) -> str:
    """Decrypt a text that encrypt_vigenere encrypted with the same key.

    Args:
        text: The encrypted text.
        key: English letters; A moves by 0, Z by 25.

    Returns:
        The open text, case kept.

    Examples:
        >>> decrypt_vigenere(text="LXFOPV EF RNHR", key="lemon")
        'ATTACK AT DAWN'

    See Also:
        encrypt_vigenere: The way there.
    """
    return _vigenere(text, key, -1)


def list_code_points(text: Annotated[str, Length(minimum=1, maximum=200)]) -> list[CodePoint]:
    """Tell the Unicode number, name and UTF-8 bytes of each character of a text.

    Use encode_hex where only the bytes of the whole are wanted.

    Args:
        text: Any text.

    Returns:
        One entry for each character.

    Examples:
        >>> list_code_points(text="ł")
        [{'character': 'ł', 'code_point': 'U+0142', 'name': 'LATIN SMALL LETTER L WITH STROKE', 'utf8': 'c582'}]

    See Also:
        encode_hex: Gives the bytes alone.
    """
    return [
        {
            "character": each,
            "code_point": f"U+{ord(each):04X}",
            "name": unicodedata.name(each, ""),
            "utf8": each.encode("utf-8").hex(),
        }
        for each in text
    ]


def _is_english(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _first(letter: str) -> int:
    return ord("a") if letter.islower() else ord("A")


def _moved(character: str, shift: int) -> str:
    if not _is_english(character):
        return character
    first = _first(character)
    return chr(first + (ord(character) - first + shift) % 26)


def _vigenere(text: str, key: str, direction: int) -> str:
    result = []
    used = 0
    for each in text:
        result.append(_moved(each, direction * (ord(key[used % len(key)].lower()) - ord("a"))))
        used += _is_english(each)
    return "".join(result)
