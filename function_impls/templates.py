"""Names that fit a glob such as *.txt, and templates with fields such as {name}."""

from __future__ import annotations

import re
from typing import Annotated

from function_impls.constraints import Length, Pattern

_MOST_CHARACTERS = 100_000
_FIELD = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


def matches_glob(
    name: Annotated[str, Length(maximum=300)], glob: Annotated[str, Length(minimum=1, maximum=100)]
) -> bool:
    """Tell whether a whole name fits a glob: * is any run of characters, ? is one, [abc] or [a-z] one of these.

    [!abc] is one character that is none of these. Case counts. Use filter_by_glob for a list of names.

    Args:
        name: The name, of a file for instance; a slash is a character as any other.
        glob: The glob.

    Returns:
        Whether the whole name fits.

    Examples:
        >>> matches_glob(name="report-2025.pdf", glob="report-*.p?f")
        True

    See Also:
        filter_by_glob: Picks names out of a list.
        find_pattern: Takes regular expressions and finds parts.
    """
    return _fits(name, _glob_parts(glob))


def filter_by_glob(
    names: Annotated[list[Annotated[str, Length(maximum=300)]], Length(maximum=200)],
    glob: Annotated[str, Length(minimum=1, maximum=100)],
    invert: bool = False,
) -> list[str]:
    """Pick the names that fit a glob; * is any run of characters, ? is one, [abc] one of these, [!abc] none of these.

    Args:
        names: The names; case counts.
        glob: The glob, which the whole name must fit.
        invert: Whether to pick the names that do not fit instead.

    Returns:
        The names in their order.

    Examples:
        >>> filter_by_glob(names=["a.txt", "b.csv", "c.txt"], glob="*.txt")
        ['a.txt', 'c.txt']

    See Also:
        matches_glob: Tells of one name.
        find_closest_texts: Picks by likeness.
    """
    parts = _glob_parts(glob)
    return [name for name in names if _fits(name, parts) != invert]


def fill_template(
    template: Annotated[str, Length(minimum=1, maximum=5000)],
    values: dict[str, Annotated[str, Length(maximum=1000)]],
) -> str:
    """Write values into the fields of a template, each named in braces, such as {name}.

    Use extract_by_template for the way back. Braces that hold no name stay as they are.

    Args:
        template: The text with fields; a name has letters of English, digits and underscores.
        values: The text for each field; every field of the template needs one, and no other may be given.

    Returns:
        The filled text.

    Raises:
        ValueError: A field has no value, a value has no field, or the result has more than 100,000 characters.

    Examples:
        >>> fill_template(template="Dzień dobry, {name}!", values={"name": "Anno"})
        'Dzień dobry, Anno!'
        >>> fill_template(template="{a}", values={"b": "x"})
        Traceback (most recent call last):
        ValueError: values are missing for: a

    See Also:
        extract_by_template: Reads the values out of a filled text.
        replace_literal: Replaces any text, not fields.
        replace_pattern: Replaces whatever an expression matches.
    """
    names: list[str] = _FIELD.findall(template)
    if missing := sorted(set(names) - set(values)):
        raise ValueError(f"values are missing for: {', '.join(missing)}")
    if unknown := sorted(set(values) - set(names)):
        raise ValueError(f"the template has no field for: {', '.join(unknown)}")
    if len(template) + sum(len(values[name]) for name in names) > _MOST_CHARACTERS:
        raise ValueError("the result would have more than 100,000 characters; give shorter values")
    return _FIELD.sub(lambda match: values[match[1]], template)


def extract_by_template(
    text: Annotated[str, Length(maximum=5000)],
    template: Annotated[str, Length(minimum=1, maximum=500), Pattern("\\{[A-Za-z_][A-Za-z0-9_]*\\}")],
) -> dict[str, str]:
    """Read the values of a template's fields out of a text that follows it, each field as short as possible.

    Use fill_template for the way there. A value is never empty; the last one reaches to the end of the text.

    Args:
        text: The whole text.
        template: The text with fields in braces, such as {name}, with something between each two of them.

    Returns:
        The value of each field.

    Raises:
        ValueError: The text does not follow the template, two fields touch, or a field is there twice.

    Examples:
        >>> extract_by_template(text="Order 7 from Łódź", template="Order {number} from {city}")
        {'number': '7', 'city': 'Łódź'}

    See Also:
        fill_template: Writes the values into the template.
        find_pattern: Takes regular expressions.
    """
    names: list[str] = _FIELD.findall(template)
    literals = _FIELD.sub("\0", template).split("\0")
    if len(set(names)) < len(names):
        raise ValueError("the template has a field twice; name each once")
    if "" in literals[1:-1]:
        raise ValueError("two fields of the template touch; put a character between them")
    if not text.startswith(literals[0]):
        raise ValueError(f"the text does not begin with {literals[0]!r}, as the template does")
    start = len(literals[0])
    values: dict[str, str] = {}
    for name, literal in zip(names[:-1], literals[1:-1], strict=True):
        end = text.find(literal, start + 1)
        if end < 0:
            raise ValueError(f"the text has no {literal!r} after the field {name!r}")
        values[name] = text[start:end]
        start = end + len(literal)
    end = len(text) - len(literals[-1])
    if end <= start or not text.endswith(literals[-1]):
        raise ValueError(f"the text does not end with the field {names[-1]!r} and {literals[-1]!r}")
    return {**values, names[-1]: text[start:end]}


def _glob_parts(glob: str) -> list[str]:
    """The glob cut into ``*``, ``?``, ``[…]`` and single characters; a bracket without its end is a character."""
    return re.findall(r"\[!?\]?[^\]]*\]|[\s\S]", re.sub(r"\*+", "*", glob))


def _fits(name: str, parts: list[str]) -> bool:
    """Whether the name fits: the places up to which it does are kept part by part, so that time stays bounded."""
    places = {0}
    for part in parts:
        if part == "*":
            places = set(range(min(places), len(name) + 1)) if places else places
        else:
            places = {each + 1 for each in places if each < len(name) and _fits_one(name[each], part)}
    return len(name) in places


def _fits_one(character: str, part: str) -> bool:
    if len(part) == 1:
        return part in ("?", character)
    inner = part[1:-1]
    inverted = inner.startswith("!")
    inner = inner[1:] if inverted else inner
    inside = False
    while inner:
        if len(inner) > 2 and inner[1] == "-":
            inside = inside or inner[0] <= character <= inner[2]
            inner = inner[3:]
        else:
            inside = inside or character == inner[0]
            inner = inner[1:]
    return inside != inverted
