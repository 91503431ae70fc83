"""The case of letters, names in the styles of programs, and text in lines and sentences."""

from __future__ import annotations

import re
import textwrap
from typing import Annotated, Literal

from function_impls.constraints import Length, Pattern, Range

_WORD = re.compile(r"[^\W_]+(?:[-'\u2019][^\W_]+)*")
_SENTENCE_END = re.compile(
    r"(?<=[.!?\u2026])[\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u201e(\[]*[A-Z\u00c0-\u00deĄĆĘŁŃÓŚŹŻ0-9])"
)
_ABBREVIATIONS = frozenset(
    {"mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "e.g.", "i.e.", "vs.", "no.", "np.", "tj.", "tzn.", "ul.", "inż."}
)


def change_letter_case(
    text: Annotated[str, Length(maximum=20000)], case: Literal["lower", "upper", "title", "sentence", "swap"]
) -> str:
    """Change the case of the letters of a text, whose words and spaces stay as they are.

    Args:
        text: Any text.
        case: title raises the first letter of each word, sentence that of each sentence and lowers the rest, swap
            turns each letter over.

    Returns:
        The text in that case.

    Examples:
        >>> change_letter_case(text="ŁÓDŹ to miasto. leży w Polsce", case="sentence")
        'Łódź to miasto. Leży w polsce'

    See Also:
        change_identifier_style: Joins the words into a name such as order_total.
        normalise_text: Cleans spaces too.
    """
    if case == "title":
        return _WORD.sub(lambda match: match.group()[0].upper() + match.group()[1:].lower(), text)
    if case == "sentence":
        return re.sub(r"(^|[.!?\u2026]\s+)([^\W\d_])", lambda match: match[1] + match[2].upper(), text.lower())
    cases = {"lower": text.lower(), "upper": text.upper(), "swap": text.swapcase()}
    return cases[case]


def change_identifier_style(
    name: Annotated[str, Length(minimum=1, maximum=200)],
    style: Literal["snake_case", "kebab-case", "camelCase", "PascalCase", "CONSTANT_CASE"],
) -> str:
    """Write a name of several words in a style that programs use.

    Words end at spaces, hyphens, underscores and where a capital follows a small letter; of a row of capitals the last
    begins the next word when a small letter follows (HTTPServer is HTTP and Server).

    Args:
        name: The name in any style, or words with spaces.
        style: The style of the result, named by an example of itself.

    Returns:
        The name in that style.

    Raises:
        ValueError: The name holds no letter or digit.

    Examples:
        >>> change_identifier_style(name="HTTPServer port", style="snake_case")
        'http_server_port'

    See Also:
        slugify: Makes a part of a web address, with plain letters only.
        change_letter_case: Changes letters of running text.
        make_acronym: The first letters of the words alone.
    """
    spaced = re.sub(r"([^\W_])([A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż])", r"\1 \2", name)
    spaced = re.sub(r"([a-ząćęłńóśźż0-9])([A-ZĄĆĘŁŃÓŚŹŻ])", r"\1 \2", spaced)
    words: list[str] = [word.lower() for word in re.findall(r"[^\W_]+", spaced)]
    if not words:
        raise ValueError(f"{name!r} holds no letter or digit to make a name of")
    joined = {
        "snake_case": "_".join(words),
        "kebab-case": "-".join(words),
        "PascalCase": "".join(word.capitalize() for word in words),
        "camelCase": words[0] + "".join(word.capitalize() for word in words[1:]),
        "CONSTANT_CASE": "_".join(words).upper(),
    }
    return joined[style]


def wrap_text(
    text: Annotated[str, Length(maximum=20000)],
    width: Annotated[int, Range(minimum=10, maximum=200)] = 72,
    indent: Annotated[str, Length(maximum=8), Pattern("^[ \\t>*-]*$")] = "",
) -> list[str]:
    """Break a text into lines of at most so many characters, at spaces; paragraphs stay apart.

    A word longer than a line is cut. An empty line stands between paragraphs, which are told by empty lines. Use
    truncate_text where only the beginning is wanted.

    Args:
        text: Any text.
        width: The most characters of a line, the indent included.
        indent: What each line begins with: spaces, tabs, >, * or -.

    Returns:
        The lines, without line ends.

    Examples:
        >>> wrap_text(text="The quick brown fox jumps.", width=12)
        ['The quick', 'brown fox', 'jumps.']

    See Also:
        truncate_text: Cuts a text at a length.
        split_sentences: Splits by meaning, not by width.
    """
    lines: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        if lines:
            lines.append("")
        lines.extend(
            textwrap.wrap(" ".join(paragraph.split()), width=width, initial_indent=indent, subsequent_indent=indent)
        )
    return lines


def truncate_text(
    text: Annotated[str, Length(maximum=20000)],
    max_length: Annotated[int, Range(minimum=1, maximum=20000)],
    ending: Annotated[str, Length(maximum=10)] = "\u2026",
    whole_words: bool = True,
) -> str:
    """Cut a text that is too long and mark the cut; a text that fits stays as it is.

    Args:
        text: Any text.
        max_length: The most characters of the result, the ending included.
        ending: What marks the cut.
        whole_words: Whether to cut between words where that leaves at least one.

    Returns:
        The text of at most max_length characters.

    Raises:
        ValueError: The ending is longer than max_length.

    Examples:
        >>> truncate_text(text="Ala ma kota i psa", max_length=10)
        'Ala ma…'

    See Also:
        wrap_text: Keeps all of the text, on several lines.
        mask_text: Hides characters and keeps the length.
    """
    if len(text) <= max_length:
        return text
    room = max_length - len(ending)
    if room < 0:
        raise ValueError(f"the ending {ending!r} is longer than {max_length} characters; choose a shorter one")
    cut = text[:room]
    if whole_words and not text[room].isspace() and len(words := cut.rsplit(maxsplit=1)) > 1 and not cut[-1:].isspace():
        cut = words[0]
    return cut.rstrip() + ending


def split_sentences(text: Annotated[str, Length(maximum=20000)]) -> list[str]:
    """Split a text into its sentences, by full stops, exclamation and question marks before a capital or a digit.

    Common English and Polish abbreviations with a full stop, such as Dr., e.g., np. and ul., do not end a sentence.

    Args:
        text: Any text.

    Returns:
        The sentences in order, each with its closing mark and single spaces.

    Examples:
        >>> split_sentences(text="Dr. Nowak lives at ul. Długa 5. Is he in? Yes!")
        ['Dr. Nowak lives at ul. Długa 5.', 'Is he in?', 'Yes!']

    See Also:
        wrap_text: Splits by width.
        split_by_pattern: Splits where an expression matches.
    """
    found: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        before = text[start : match.start()].split()
        if before and before[-1].lower().lstrip("([\"'\u201e\u201c") in _ABBREVIATIONS:
            continue
        found.append(" ".join(text[start : match.end()].split()))
        start = match.end()
    last = " ".join(text[start:].split())
    return [*found, last] if last else found
