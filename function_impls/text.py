"""Work on text, English and Polish alike: cleaning, counting, hiding, and finding addresses in it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Annotated, Literal, TypedDict

from function_impls.constraints import Length, Pattern, Range

_WORD = re.compile(r"[^\W_]+(?:[-'\u2019][^\W_]+)*")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_URL = re.compile(r"https?://[^\s<>\"']{1,2000}", re.IGNORECASE)
_HASHTAG = re.compile(r"(?<![\w#&])#([^\W_][\w]*)")


class WordCount(TypedDict):
    """A word and how often it stands in the text."""

    word: str
    count: int


class TextCounts(TypedDict):
    """What ``count_words`` counts; words of equal count are in alphabetical order."""

    words: int
    unique_words: int
    characters: int
    most_frequent: list[WordCount]


def remove_diacritics(text: Annotated[str, Length(maximum=20000)]) -> str:
    """Turn letters such as ą, é and ł into their plain Latin ones, and leave all else alone.

    Use normalise_text where spaces or the case of letters are to change too. Letters that are not a plain letter with
    a mark, such as ß or æ, stay.

    Args:
        text: Any text.

    Returns:
        The text in Unicode form D without its combining marks; ł becomes l.

    Examples:
        >>> remove_diacritics(text="Zażółć gęślą jaźń, café")
        'Zazolc gesla jazn, cafe'

    See Also:
        normalise_text: Cleans spaces as well, and can change the case.
        slugify: Makes a part of a web address.
    """
    plain = text.replace("ł", "l").replace("Ł", "L")
    return "".join(mark for mark in unicodedata.normalize("NFD", plain) if not unicodedata.combining(mark))


def normalise_text(text: str, case: Literal["keep", "lower", "upper"] = "keep", strip_diacritics: bool = False) -> str:
    """Clean up text: Unicode form C, single spaces, none at the ends; if asked, one case and no diacritics.

    Args:
        text: Any text.
        case: What to do with the case of letters.
        strip_diacritics: Whether to turn ą into a, ł into l and so on.

    Returns:
        The cleaned text.

    Examples:
        >>> normalise_text(text="  Zażółć   gęślą ", case="upper", strip_diacritics=True)
        'ZAZOLC GESLA'

    See Also:
        remove_diacritics: Leaves spaces and case as they are.
        change_letter_case: Knows title and sentence case too, and leaves spaces alone.
    """
    result = " ".join(unicodedata.normalize("NFC", text).split())
    if strip_diacritics:
        result = remove_diacritics(result)
    cases = {"keep": result, "lower": result.lower(), "upper": result.upper()}
    return cases[case]


def slugify(
    text: Annotated[str, Length(minimum=1)], max_length: Annotated[int, Range(minimum=5, maximum=200)] = 60
) -> Annotated[str, Pattern("^[a-z0-9]+(-[a-z0-9]+)*$")]:
    """Make the part of a web address that stands for a title: plain letters, digits and hyphens.

    Args:
        text: The title.
        max_length: At most so many characters; words are not cut unless the first is too long.

    Returns:
        Lower-case words joined by hyphens.

    Raises:
        ValueError: The text holds no letter or digit.

    Examples:
        >>> slugify(text="Żółw & zając: wydanie 2.")
        'zolw-zajac-wydanie-2'

    See Also:
        change_identifier_style: Makes names of variables and files, and does not drop diacritics.
        remove_diacritics: Keeps spaces, capitals and punctuation.
    """
    words: list[str] = re.findall(r"[a-z0-9]+", remove_diacritics(text).lower())
    if not words:
        raise ValueError(f"{text!r} holds no letter or digit to make a slug of")
    slug = words[0][:max_length]
    for word in words[1:]:
        if len(slug) + 1 + len(word) > max_length:
            break
        slug = f"{slug}-{word}"
    return slug


def count_words(text: str, top: Annotated[int, Range(minimum=0, maximum=50)] = 5) -> TextCounts:
    """Count words, different words and characters of a text, and list its most frequent words.

    Words are compared without regard to case. Use measure_readability for sentences and their length, and
    count_occurrences for one given word.

    Args:
        text: Any text.
        top: How many of the most frequent words to list; equal counts are in alphabetical order.

    Returns:
        The counts, spaces and punctuation being characters too.

    Examples:
        >>> count_words(text="To be or not to be", top=1)
        {'words': 6, 'unique_words': 4, 'characters': 18, 'most_frequent': [{'word': 'be', 'count': 2}]}

    See Also:
        count_letters: Counts letters, not words.
        count_occurrences: Counts one given text.
        measure_readability: How hard the text is to read.
    """
    counts = Counter(word.casefold() for word in _WORD.findall(text))
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    most: list[WordCount] = [{"word": word, "count": count} for word, count in ranked[:top]]
    words = sum(counts.values())
    return {"words": words, "unique_words": len(counts), "characters": len(text), "most_frequent": most}


def extract_emails(text: str, unique: bool = True) -> list[str]:
    """Find the e-mail addresses in a text.

    Args:
        text: Any text.
        unique: Whether an address that stands twice is listed once; case does not matter.

    Returns:
        The addresses in lower case, in the order of the text.

    Examples:
        >>> extract_emails(text="Write to Anna@Example.com or jan@example.pl.")
        ['anna@example.com', 'jan@example.pl']

    See Also:
        extract_urls: Finds web addresses.
    """
    found = [match.group().lower() for match in _EMAIL.finditer(text)]
    return list(dict.fromkeys(found)) if unique else found


def extract_urls(text: Annotated[str, Length(maximum=20000)], unique: bool = True) -> list[str]:
    """Find the web addresses in a text that begin with http:// or https://.

    Punctuation that ends a sentence is not taken along, nor a closing bracket without its opening one.

    Args:
        text: Any text.
        unique: Whether an address that stands twice is listed once.

    Returns:
        The addresses as written, in the order of the text.

    Examples:
        >>> extract_urls(text="See https://example.com/a?b=1, or (http://example.pl).")
        ['https://example.com/a?b=1', 'http://example.pl']

    See Also:
        extract_emails: Finds e-mail addresses.
        extract_hashtags: Finds words marked with #.
    """
    found: list[str] = []
    for match in _URL.finditer(text):
        address = match.group().rstrip(".,;:!?")
        while address.endswith((")", "]")) and address.count(")") + address.count("]") > address.count(
            "("
        ) + address.count("["):
            address = address[:-1].rstrip(".,;:!?")
        found.append(address)
    return list(dict.fromkeys(found)) if unique else found


def extract_hashtags(text: Annotated[str, Length(maximum=20000)], unique: bool = True) -> list[str]:
    """Find the words of a text that are marked with #, Polish letters included.

    Args:
        text: Any text.
        unique: Whether a tag that stands twice is listed once; case does not matter.

    Returns:
        The tags in lower case without the #, in the order of the text.

    Examples:
        >>> extract_hashtags(text="#Kraków w #maju, znowu #kraków")
        ['kraków', 'maju']

    See Also:
        extract_urls: Finds web addresses; a # inside of one is no tag.
    """
    found = [match[1].lower() for match in _HASHTAG.finditer(_URL.sub(" ", text))]
    return list(dict.fromkeys(found)) if unique else found


def mask_text(
    text: Annotated[str, Length(minimum=1)],
    visible: Annotated[int, Range(minimum=0, maximum=20)] = 4,
    mask: Annotated[str, Length(minimum=1, maximum=1)] = "*",
) -> str:
    """Hide letters and digits of a text but for the last few, as on a card number.

    Spaces and punctuation stay.

    Args:
        text: What to hide, a card number for instance.
        visible: How many letters and digits stay readable at the end.
        mask: The character to write in place of each hidden one.

    Returns:
        The text, as long as it was.

    Raises:
        ValueError: The mask is not one character.

    Examples:
        >>> mask_text(text="4111 1111 1111 1234")
        '**** **** **** 1234'

    See Also:
        truncate_text: Cuts the text instead of hiding a part.
        normalise_polish_phone: Writes a whole telephone number in one form.
        validate_card_number: Whether a card number is sound.
    """
    if len(mask) != 1:
        raise ValueError(f"mask must be one character, not {mask!r}")
    hidden = sum(1 for character in text if character.isalnum()) - visible
    result = []
    for character in text:
        hide = character.isalnum() and hidden > 0
        hidden -= hide
        result.append(mask if hide else character)
    return "".join(result)
