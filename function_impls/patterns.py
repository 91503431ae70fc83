"""Find, replace and split by literal texts and by regular expressions.

Regular expressions are those of Python's re. Texts are short on purpose: an expression that backtracks without end is
stopped by the limit of the call.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, TypedDict

from function_impls.constraints import Length, Range

_MOST_CHARACTERS = 100_000


class PatternMatch(TypedDict):
    """A match: its text, where it begins (from 0) and ends (one past its last character), and its groups in order."""

    text: str
    start: int
    end: int
    groups: list[str | None]


class TextReplacement(TypedDict):
    """The new text and how many places were replaced."""

    text: str
    replacements: int


def find_pattern(
    text: Annotated[str, Length(maximum=5000)],
    pattern: Annotated[str, Length(minimum=1, maximum=100)],
    ignore_case: bool = False,
    limit: Annotated[int, Range(minimum=1, maximum=100)] = 20,
) -> list[PatternMatch]:
    r"""Find where a regular expression matches a text, from left to right and without overlaps.

    Use find_literal where the wanted text is to be taken as it is, and matches_glob for names with * and ?.

    Args:
        text: The text to search.
        pattern: The expression, in the syntax of Python's re.
        ignore_case: Whether small and capital letters are the same.
        limit: At most so many matches.

    Returns:
        The matches; a group that took no part is None.

    Raises:
        ValueError: The pattern is not a regular expression.

    Examples:
        >>> find_pattern(text="tel. 22 555 12 34", pattern="[0-9]{3}")
        [{'text': '555', 'start': 8, 'end': 11, 'groups': []}]
        >>> find_pattern(text="abc", pattern="(")
        Traceback (most recent call last):
        ValueError: the pattern '(' is not a regular expression: missing ), unterminated subpattern at position 0

    See Also:
        find_literal: Takes the wanted text literally.
        replace_pattern: Changes what matches.
        split_by_pattern: Cuts at the matches.
        extract_by_template: Takes a template with named fields, not an expression.
        matches_glob: Fits a whole name to a pattern with * and ?.
    """
    found: list[PatternMatch] = []
    for match in _matches(pattern, ignore_case, text):
        if len(found) == limit:
            break
        found.append(
            {"text": match.group(), "start": match.start(), "end": match.end(), "groups": list(match.groups())}
        )
    return found


def replace_pattern(
    text: Annotated[str, Length(maximum=5000)],
    pattern: Annotated[str, Length(minimum=1, maximum=100)],
    replacement: Annotated[str, Length(maximum=200)],
    ignore_case: bool = False,
) -> TextReplacement:
    r"""Replace every match of a regular expression. Use replace_literal where no expression is needed.

    Args:
        text: The text to change.
        pattern: The expression, in the syntax of Python's re.
        replacement: What to write instead; \1 stands for the first group, \g<name> for a named one.
        ignore_case: Whether small and capital letters are the same.

    Returns:
        The new text and the number of replacements.

    Raises:
        ValueError: The pattern is not a regular expression, the replacement names a group that is not there, or the
            result has more than 100,000 characters.

    Examples:
        >>> replace_pattern(text="Nowak Anna", pattern="([^ ]+) ([^ ]+)", replacement="\\2 \\1")
        {'text': 'Anna Nowak', 'replacements': 1}

    See Also:
        replace_literal: Takes both texts literally.
        fill_template: Puts values into the fields of a template.
        find_pattern: Only finds, and changes nothing.
    """
    parts: list[str] = []
    last = length = count = 0
    for match in _matches(pattern, ignore_case, text):
        try:
            written = match.expand(replacement)
        except (re.error, IndexError) as fault:
            raise ValueError(f"the replacement {replacement!r} does not fit the pattern: {fault}") from fault
        parts += [text[last : match.start()], written]
        length += len(parts[-1]) + len(parts[-2])
        last, count = match.end(), count + 1
        if length > _MOST_CHARACTERS:
            raise ValueError("the result would have more than 100,000 characters; take a shorter replacement")
    return {"text": "".join(parts) + text[last:], "replacements": count}


def split_by_pattern(
    text: Annotated[str, Length(maximum=5000)],
    pattern: Annotated[str, Length(minimum=1, maximum=100)],
    keep_empty: bool = False,
    max_parts: Annotated[int, Range(minimum=1, maximum=1000)] = 1000,
) -> list[str]:
    """Cut a text at every match of a regular expression; the matches themselves are left out.

    Use split_sentences to split by meaning.

    Args:
        text: The text to cut.
        pattern: The expression, in the syntax of Python's re; groups in it are not returned.
        keep_empty: Whether to keep empty parts.
        max_parts: At most so many parts; the last holds the rest.

    Returns:
        The parts in order.

    Raises:
        ValueError: The pattern is not a regular expression.

    Examples:
        >>> split_by_pattern(text="chleb, masło;ser", pattern="[,;] *")
        ['chleb', 'masło', 'ser']

    See Also:
        find_pattern: Returns the matches instead of what is between them.
        split_sentences: Whole sentences.
    """
    parts: list[str] = []
    last = 0
    for match in _matches(pattern, ignore_case=False, text=text):
        if len(parts) + 1 >= max_parts:
            break
        if match.end() == match.start():
            continue
        if keep_empty or match.start() > last:
            parts.append(text[last : match.start()])
        last = match.end()
    return [*parts, text[last:]] if keep_empty or text[last:] else parts


def find_literal(
    text: Annotated[str, Length(maximum=20000)],
    wanted: Annotated[str, Length(minimum=1, maximum=200)],
    ignore_case: bool = False,
    whole_words: bool = False,
) -> list[int]:
    """Find every place where a text holds another one, taken literally and without overlaps.

    Use find_pattern for regular expressions, count_occurrences where only the number matters.

    Args:
        text: The text to search.
        wanted: What to look for; no character has a special meaning.
        ignore_case: Whether small and capital letters are the same.
        whole_words: Whether no letter or digit may stand directly before or after.

    Returns:
        The positions of the first characters, from 0.

    Examples:
        >>> find_literal(text="kot i kotek", wanted="kot", whole_words=True)
        [0]

    See Also:
        find_pattern: Understands regular expressions.
        count_occurrences: Gives only the number.
    """
    return _places(text, wanted, ignore_case, whole_words)


def replace_literal(
    text: Annotated[str, Length(maximum=20000)],
    wanted: Annotated[str, Length(minimum=1, maximum=200)],
    replacement: Annotated[str, Length(maximum=200)],
    ignore_case: bool = False,
    whole_words: bool = False,
) -> TextReplacement:
    """Replace every place where a text holds another one, both taken literally.

    Args:
        text: The text to change.
        wanted: What to replace; no character has a special meaning.
        replacement: What to write instead, as it is.
        ignore_case: Whether small and capital letters are the same in wanted.
        whole_words: Whether no letter or digit may stand directly before or after.

    Returns:
        The new text and the number of replacements.

    Raises:
        ValueError: The result would have more than 100,000 characters.

    Examples:
        >>> replace_literal(text="a.b.c", wanted=".", replacement="-")
        {'text': 'a-b-c', 'replacements': 2}

    See Also:
        replace_pattern: Understands regular expressions and groups.
        fill_template: Fills the named fields of a template.
    """
    found = _places(text, wanted, ignore_case, whole_words)
    if len(text) + len(found) * len(replacement) > _MOST_CHARACTERS:
        raise ValueError("the result would have more than 100,000 characters; take a shorter replacement")
    changed = ""
    last = 0
    for start in found:
        changed += text[last:start] + replacement
        last = start + len(wanted)
    return {"text": changed + text[last:], "replacements": len(found)}


def count_occurrences(
    text: Annotated[str, Length(maximum=20000)],
    wanted: Annotated[str, Length(minimum=1, maximum=200)],
    ignore_case: bool = False,
    overlapping: bool = False,
) -> int:
    """Count how often a text holds another one, taken literally. Use count_words to count all words.

    Args:
        text: The text to search.
        wanted: What to count.
        ignore_case: Whether small and capital letters are the same.
        overlapping: Whether places may overlap: aa is in aaa twice then, otherwise once.

    Returns:
        The number of places.

    Examples:
        >>> count_occurrences(text="Mississippi", wanted="issi", overlapping=True)
        2

    See Also:
        find_literal: Gives the positions.
        count_words: Counts every word.
        count_letters: Counts kinds of characters.
    """
    searched, what = (text.casefold(), wanted.casefold()) if ignore_case else (text, wanted)
    if not overlapping:
        return searched.count(what)
    return sum(1 for start in range(len(searched) - len(what) + 1) if searched.startswith(what, start))


def _matches(pattern: str, ignore_case: bool, text: str) -> Iterator[re.Match[str]]:
    try:
        return re.compile(pattern, re.IGNORECASE if ignore_case else 0).finditer(text)
    except (re.error, OverflowError) as fault:
        raise ValueError(f"the pattern {pattern!r} is not a regular expression: {fault}") from fault


def _places(text: str, wanted: str, ignore_case: bool, whole_words: bool) -> list[int]:
    """Where ``wanted`` begins in ``text``, from left to right and without overlaps."""
    what, length = wanted.casefold(), len(wanted)
    found: list[int] = []
    start = text.find(wanted) if not ignore_case else 0
    while 0 <= start <= len(text) - length:
        fits = not ignore_case or text[start : start + length].casefold() == what
        if fits and whole_words:
            around = text[max(0, start - 1) : start] + text[start + length : start + length + 1]
            fits = not any(each.isalnum() for each in around)
        if fits:
            found.append(start)
        after = start + (length if fits else 1)
        start = after if ignore_case else text.find(wanted, after)
    return found
