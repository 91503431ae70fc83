"""Work on text, English and Polish alike."""

from __future__ import annotations

import re
import unicodedata

from function_impls.model import Json

_WORD = re.compile(r"[^\W_]+(?:[-'\u2019][^\W_]+)*")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def without_diacritics(text: str) -> str:
    """``text`` with letters such as ą, é and ł turned into their plain Latin ones."""
    plain = text.replace("ł", "l").replace("Ł", "L")
    return "".join(mark for mark in unicodedata.normalize("NFD", plain) if not unicodedata.combining(mark))


def normalise_text(text: str, case: str = "keep", strip_diacritics: bool = False) -> str:
    """Bring text into Unicode form C with single spaces and no spaces at its ends.

    Args:
        text: Any text.
        case: keep, lower or upper.
        strip_diacritics: Whether to turn ą into a, ł into l and so on.
    """
    result = " ".join(unicodedata.normalize("NFC", text).split())
    if strip_diacritics:
        result = without_diacritics(result)
    cases = {"keep": result, "lower": result.lower(), "upper": result.upper()}
    return cases[case]


def slugify(text: str, max_length: int = 60) -> str:
    """Make the part of a web address that stands for a title: plain letters, digits and hyphens.

    Args:
        text: The title.
        max_length: At most so many characters; words are not cut unless the first is too long.
    """
    words: list[str] = re.findall(r"[a-z0-9]+", without_diacritics(text).lower())
    if not words:
        raise ValueError(f"{text!r} holds no letter or digit to make a slug of")
    slug = words[0][:max_length]
    for word in words[1:]:
        if len(slug) + 1 + len(word) > max_length:
            break
        slug = f"{slug}-{word}"
    return slug


def count_words(text: str, top: int = 5) -> dict[str, Json]:
    """Count words, different words and characters, and list the most frequent words.

    Args:
        text: Any text.
        top: How many of the most frequent words to list; equal counts are in alphabetical order.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    counts = {word: words.count(word) for word in set(words)}
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    most = [{"word": word, "count": count} for word, count in ranked[:top]]
    return {"words": len(words), "unique_words": len(counts), "characters": len(text), "most_frequent": most}


def extract_emails(text: str, unique: bool = True) -> list[str]:
    """Find the e-mail addresses in a text, in order.

    Args:
        text: Any text.
        unique: Whether an address that stands twice is listed once; case does not matter.
    """
    found: list[str] = []
    for match in _EMAIL.finditer(text):
        address = match.group().lower()
        if not unique or address not in found:
            found.append(address)
    return found


def mask_text(text: str, visible: int = 4, mask: str = "*") -> str:
    """Hide letters and digits of a text but for the last few; spaces and punctuation stay.

    Args:
        text: What to hide, a card number for instance.
        visible: How many letters and digits stay readable at the end.
        mask: The single character to write in place of each hidden one.
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
