"""Palindromes, anagrams and the letters of words. Case, spaces and punctuation do not count unless it is said."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, TypedDict

from function_impls.constraints import Length
from function_impls.text import remove_diacritics

_VOWELS = frozenset("aeiouyąęó")


class LetterCounts(TypedDict):
    """Letters of a text; y is a vowel, as it is in Polish."""

    letters: int
    vowels: int
    consonants: int
    digits: int
    frequencies: dict[str, int]


def is_palindrome(text: Annotated[str, Length(minimum=1, maximum=2000)], ignore_diacritics: bool = False) -> bool:
    """Tell whether the letters and digits of a text are the same read backwards.

    Case, spaces and punctuation are left out. Use reverse_text to see the text backwards.

    Args:
        text: A word or sentence with at least one letter or digit.
        ignore_diacritics: Whether ą counts as a, ł as l and so on.

    Returns:
        Whether it is a palindrome.

    Raises:
        ValueError: The text holds no letter or digit.

    Examples:
        >>> is_palindrome(text="Kobyła ma mały bok.")
        True

    See Also:
        are_anagrams: Compares two texts.
    """
    letters = _letters(text, ignore_diacritics)
    if not letters:
        raise ValueError(f"{text!r} holds no letter or digit")
    return letters == letters[::-1]


def are_anagrams(
    first: Annotated[str, Length(minimum=1, maximum=2000)],
    second: Annotated[str, Length(minimum=1, maximum=2000)],
    ignore_diacritics: bool = False,
) -> bool:
    """Tell whether two texts are made of the same letters and digits in another order.

    Two texts with the same letters in the same order are no anagrams. Use find_anagrams to search a list of words.

    Args:
        first: A word or sentence.
        second: Another word or sentence.
        ignore_diacritics: Whether ą counts as a, ł as l and so on.

    Returns:
        Whether each is an anagram of the other.

    Examples:
        >>> are_anagrams(first="Dormitory", second="dirty room")
        True

    See Also:
        find_anagrams: Picks the anagrams of one word out of many.
        is_palindrome: Compares a text with itself backwards.
    """
    one, other = _letters(first, ignore_diacritics), _letters(second, ignore_diacritics)
    return one != other and sorted(one) == sorted(other)


def find_anagrams(
    word: Annotated[str, Length(minimum=1, maximum=100)],
    candidates: Annotated[list[Annotated[str, Length(maximum=100)]], Length(minimum=1, maximum=500)],
) -> list[str]:
    """Pick the anagrams of a word out of a list of candidates; diacritics count, the word itself does not.

    Args:
        word: The word.
        candidates: The words to look through.

    Returns:
        The candidates that are anagrams, as written and in their order.

    Examples:
        >>> find_anagrams(word="listen", candidates=["silent", "Listen", "enlist", "tinsels"])
        ['silent', 'enlist']

    See Also:
        are_anagrams: Tells of two texts only.
        words_from_letters: Finds words that use only some of the letters.
    """
    return [each for each in candidates if are_anagrams(word, each)]


def words_from_letters(
    letters: Annotated[str, Length(minimum=1, maximum=30)],
    candidates: Annotated[list[Annotated[str, Length(minimum=1, maximum=30)]], Length(minimum=1, maximum=500)],
) -> list[str]:
    """Pick the words that can be laid with some of the given letters, each letter used once, as in a word game.

    Args:
        letters: The letters at hand; an underscore or * stands for any one letter.
        candidates: The words to try.

    Returns:
        The words that can be laid, the longest first, equal lengths in alphabetical order of their characters.

    Examples:
        >>> words_from_letters(letters="katolw_", candidates=["kot", "wół", "kwiat", "lotka"])
        ['kwiat', 'lotka', 'kot']

    See Also:
        find_anagrams: All letters must be used.
    """
    hand = Counter(letters.casefold())
    jokers = hand.pop("_", 0) + hand.pop("*", 0)
    laid = [each for each in candidates if (Counter(each.casefold()) - hand).total() <= jokers]
    return sorted(laid, key=lambda each: (-len(each), each))


def reverse_text(text: Annotated[str, Length(maximum=20000)]) -> str:
    """Write the characters of a text backwards. Use reverse_word_order to keep the words readable.

    Args:
        text: Any text.

    Returns:
        The text backwards.

    Examples:
        >>> reverse_text(text="Łódź 24")
        '42 źdóŁ'

    See Also:
        reverse_word_order: Turns the order of words, not of letters.
    """
    return text[::-1]


def reverse_word_order(text: Annotated[str, Length(maximum=20000)]) -> str:
    """Write the words of a text in the opposite order, each word as it is, with single spaces.

    Args:
        text: Any text; words are parted by spaces.

    Returns:
        The words from last to first.

    Examples:
        >>> reverse_word_order(text="jeden dwa  trzy")
        'trzy dwa jeden'

    See Also:
        reverse_text: Turns the order of letters.
    """
    return " ".join(reversed(text.split()))


def count_letters(text: Annotated[str, Length(maximum=20000)], ignore_diacritics: bool = False) -> LetterCounts:
    """Count the letters, vowels, consonants and digits of a text, without regard to case.

    Use count_words for words. Vowels are a, e, i, o, u, y and ą, ę, ó; other letters with marks count by their plain
    letter.

    Args:
        text: Any text.
        ignore_diacritics: Whether ą is listed under a, ł under l and so on.

    Returns:
        The counts, with each letter's own in alphabetical order of characters.

    Examples:
        >>> count_letters(text="Żaba 2")
        {'letters': 4, 'vowels': 2, 'consonants': 2, 'digits': 1, 'frequencies': {'a': 2, 'b': 1, 'ż': 1}}

    See Also:
        count_words: Counts words and characters.
        count_occurrences: Counts one given text.
    """
    characters = _letters(text, ignore_diacritics)
    letters = [each for each in characters if each.isalpha()]
    vowels = sum(1 for each in letters if each in _VOWELS or remove_diacritics(each) in _VOWELS)
    counts = Counter(letters)
    return {
        "letters": len(letters),
        "vowels": vowels,
        "consonants": len(letters) - vowels,
        "digits": sum(1 for each in characters if each.isdecimal()),
        "frequencies": {letter: counts[letter] for letter in sorted(counts)},
    }


def make_acronym(
    phrase: Annotated[str, Length(minimum=1, maximum=500)],
    skip_words: Annotated[list[Annotated[str, Length(minimum=1, maximum=30)]], Length(maximum=30)] | None = None,
) -> str:
    """Make the acronym of a phrase from the first letters of its words, in capitals.

    Args:
        phrase: The phrase; words are parted by spaces or hyphens.
        skip_words: Words that give no letter, such as of and the; case does not matter. None skips nothing.

    Returns:
        The acronym.

    Raises:
        ValueError: No word is left.

    Examples:
        >>> make_acronym(phrase="Zakład Ubezpieczeń Społecznych")
        'ZUS'

    See Also:
        change_identifier_style: Keeps the whole words.
    """
    skipped = {each.casefold() for each in skip_words or []}
    words = [word for word in phrase.replace("-", " ").split() if word.casefold() not in skipped]
    initials = [next((each for each in word if each.isalnum()), "") for word in words]
    acronym = "".join(initials).upper()
    if not acronym:
        raise ValueError(f"{phrase!r} holds no word to take a letter of")
    return acronym


def _letters(text: str, ignore_diacritics: bool) -> str:
    plain = remove_diacritics(text) if ignore_diacritics else text
    return "".join(each for each in plain.casefold() if each.isalnum())
