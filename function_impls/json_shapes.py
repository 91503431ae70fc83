"""The shape of JSON documents: flat and nested forms, keys kept, left out and renamed, types, and JSON as text.

Documents may hold 20,000 values on 60 levels.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal, TypedDict

from function_impls.constraints import Length, Range
from function_impls.json_model import within_limits
from function_impls.model import Json

_LARGEST = 10**400


class FoundValue(TypedDict):
    """A place in a document, as JSON Pointer, and the value there."""

    pointer: str
    value: Json


class TypeProblem(TypedDict):
    """A key whose value has another type than expected; missing keys have the type missing."""

    key: str
    expected: str
    actual: str


def flatten_json(
    document: dict[str, Json], separator: Annotated[str, Length(minimum=1, maximum=3)] = "."
) -> dict[str, Json]:
    """Turn a nested document into one level, with the keys on the way joined; list places count from 0.

    Empty objects and lists stay as values. Use find_json_key to look for one key.

    Args:
        document: An object.
        separator: What joins the keys; no key may contain it.

    Returns:
        An object of one level.

    Raises:
        ValueError: A key contains the separator, or the document is too large.

    Examples:
        >>> flatten_json(document={"a": {"b": 1}, "c": [2, {"d": 3}]})
        {'a.b': 1, 'c.0': 2, 'c.1.d': 3}

    See Also:
        unflatten_json: The way back.
        list_json_paths: The places alone.
    """
    flat: dict[str, Json] = {}
    for path, value in _leaves(within_limits(document), []):
        for key in path:
            if separator in key:
                raise ValueError(f"the key {key!r} contains the separator {separator!r}; choose another one")
        flat[separator.join(path)] = value
    return flat if document else {}


def unflatten_json(
    document: dict[str, Json], separator: Annotated[str, Length(minimum=1, maximum=3)] = "."
) -> dict[str, Json]:
    """Turn an object of one level, with joined keys, into a nested document.

    A level below the first becomes a list where its keys are 0, 1, 2 and so on without a gap, in any order.

    Args:
        document: An object whose keys are joined by the separator.
        separator: What joins the keys.

    Returns:
        The nested object.

    Raises:
        ValueError: A key has a value and further keys below it, or the result is too large.

    Examples:
        >>> unflatten_json(document={"a.b": 1, "c.0": 2, "c.1.d": 3})
        {'a': {'b': 1}, 'c': [2, {'d': 3}]}

    See Also:
        flatten_json: The way there.
    """
    entries = [(joined.split(separator), value) for joined, value in within_limits(document).items()]
    if any(len(path) > 60 for path, _ in entries):
        raise ValueError("a key has more than 60 parts")
    result: dict[str, Json] = within_limits(_nested(entries)) if entries else {}
    return result


def find_json_key(
    document: Json,
    key: Annotated[str, Length(minimum=1, maximum=200)],
    limit: Annotated[int, Range(minimum=1, maximum=1000)] = 100,
) -> list[FoundValue]:
    """Find every place in a document where an object has a given key, at any depth, from the outside in.

    Use get_json_value where the place is known.

    Args:
        document: Any JSON value.
        key: The key; case counts.
        limit: At most so many places.

    Returns:
        The places and their values.

    Raises:
        ValueError: The document is too large.

    Examples:
        >>> find_json_key(document={"id": 1, "items": [{"id": 2}]}, key="id")
        [{'pointer': '/id', 'value': 1}, {'pointer': '/items/0/id', 'value': 2}]

    See Also:
        get_json_value: Reads one known place.
        list_json_paths: Lists all places.
    """
    return _found(within_limits(document), key, "")[:limit]


def list_json_paths(document: Json) -> list[str]:
    """List the places of all values of a document that hold no others, as JSON Pointers (RFC 6901).

    Args:
        document: Any JSON value.

    Returns:
        The pointers in the document's order; empty objects and lists count as values.

    Raises:
        ValueError: The document is too large.

    Examples:
        >>> list_json_paths(document={"a": [1, {"b/c": 2}], "d": {}})
        ['/a/0', '/a/1/b~1c', '/d']

    See Also:
        flatten_json: Gives the values too.
        find_json_key: Only places that have a given key.
    """
    return ["".join(f"/{_escaped(key)}" for key in path) for path, _ in _leaves(within_limits(document), [])]


def pick_json_keys(
    document: dict[str, Json], keys: Annotated[list[Annotated[str, Length(maximum=200)]], Length(maximum=200)]
) -> dict[str, Json]:
    """Keep only some keys of an object, in the order in which they are given. Keys that are not there are left out.

    Use omit_json_keys where it is shorter to name what goes.

    Args:
        document: An object.
        keys: The keys to keep.

    Returns:
        The smaller object.

    Examples:
        >>> pick_json_keys(document={"id": 1, "name": "Ala", "age": 7}, keys=["name", "id"])
        {'name': 'Ala', 'id': 1}

    See Also:
        omit_json_keys: Names the keys to leave out.
        rename_json_keys: Keeps all keys under other names.
        get_json_value: One value anywhere in a document.
    """
    return {key: document[key] for key in keys if key in document}


def omit_json_keys(
    document: dict[str, Json], keys: Annotated[list[Annotated[str, Length(maximum=200)]], Length(maximum=200)]
) -> dict[str, Json]:
    """Leave some keys of an object out, and keep all others. Use pick_json_keys to name what stays.

    Args:
        document: An object.
        keys: The keys to leave out; those that are not there do no harm.

    Returns:
        The smaller object.

    Examples:
        >>> omit_json_keys(document={"id": 1, "password": "x"}, keys=["password"])
        {'id': 1}

    See Also:
        pick_json_keys: Names the keys to keep.
        remove_json_value: Removes one place at any depth, which must be there.
    """
    return {key: value for key, value in document.items() if key not in keys}


def rename_json_keys(
    document: dict[str, Json], names: dict[str, Annotated[str, Length(minimum=1, maximum=200)]]
) -> dict[str, Json]:
    """Give keys of an object other names; values, order and all other keys stay.

    Args:
        document: An object.
        names: The new name for each old one.

    Returns:
        The object with the new names.

    Raises:
        ValueError: An old name is not there, or two keys would have one name.

    Examples:
        >>> rename_json_keys(document={"imie": "Ala", "wiek": 7}, names={"imie": "name"})
        {'name': 'Ala', 'wiek': 7}

    See Also:
        pick_json_keys: Leaves keys out.
    """
    if missing := sorted(set(names) - set(document)):
        raise ValueError(f"the object has no key {missing[0]!r} to rename")
    renamed = {names.get(key, key): value for key, value in document.items()}
    if len(renamed) < len(document):
        raise ValueError("two keys would have one name; choose names that are not there yet")
    return renamed


def check_json_types(
    document: dict[str, Json],
    types: dict[str, Literal["string", "integer", "number", "boolean", "null", "object", "array"]],
    allow_other_keys: bool = True,
) -> list[TypeProblem]:
    """Tell which keys of an object are missing, unexpected or of another type than expected.

    Types are those of JSON Schema 2020-12: 1.0 is an integer, an integer is a number, true is neither.

    Args:
        document: The object to check.
        types: The expected type for each key.
        allow_other_keys: Whether keys without an expected type are accepted; otherwise they are expected to be missing.

    Returns:
        The problems, in the order of types and then of the document; none where all is as expected.

    Examples:
        >>> check_json_types(document={"id": "7", "age": 7}, types={"id": "integer", "age": "number"})
        [{'key': 'id', 'expected': 'integer', 'actual': 'string'}]

    See Also:
        diff_json: Compares values with another document.
    """
    problems: list[TypeProblem] = []
    for key, expected in types.items():
        actual = _type_of(document[key]) if key in document else "missing"
        if actual != expected and (actual, expected) != ("integer", "number"):
            problems.append({"key": key, "expected": expected, "actual": actual})
    for key, value in document.items():
        if not allow_other_keys and key not in types:
            problems.append({"key": key, "expected": "missing", "actual": _type_of(value)})
    return problems


def parse_json_text(text: Annotated[str, Length(minimum=1, maximum=20000)]) -> Json:
    """Read a text as strict JSON (RFC 8259). Use csv_to_records for tables.

    Args:
        text: The text; NaN and Infinity are no JSON. Of a key that stands twice in an object the last one counts.

    Returns:
        The value.

    Raises:
        ValueError: The text is no JSON, or too large or deep a document.

    Examples:
        >>> parse_json_text(text='{"a": [1, true, null]}')
        {'a': [1, True, None]}
        >>> parse_json_text(text="{'a': 1}")
        Traceback (most recent call last):
        ValueError: no JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)

    See Also:
        format_json_text: The way back.
        csv_to_records: For CSV.
    """
    depth = deepest = 0
    for each in text:
        depth += (each in "[{") - (each in "]}")
        deepest = max(deepest, depth)
    if deepest > 200:
        raise ValueError("the text has more than 200 opening brackets inside of each other")
    try:
        document = within_limits(json.loads(text))
    except json.JSONDecodeError as fault:
        raise ValueError(f"no JSON: {fault}") from fault
    _check_plain(document)
    return document


def format_json_text(
    document: Json, indent: Annotated[int, Range(minimum=0, maximum=8)] = 2, sort_keys: bool = False
) -> str:
    """Write a document as JSON text; letters such as ż are written as they are.

    Args:
        document: Any JSON value.
        indent: Spaces for each level; 0 writes one line without spaces.
        sort_keys: Whether to put the keys of objects in the order of their characters.

    Returns:
        The text.

    Raises:
        ValueError: The document is too large.

    Examples:
        >>> format_json_text(document={"b": [1, "ż"], "a": None}, indent=0, sort_keys=True)
        '{"a":null,"b":[1,"ż"]}'

    See Also:
        parse_json_text: The way back.
        records_to_csv: Writes CSV.
    """
    within_limits(document)
    if indent == 0:
        return json.dumps(document, ensure_ascii=False, sort_keys=sort_keys, separators=(",", ":"))
    return json.dumps(document, ensure_ascii=False, sort_keys=sort_keys, indent=indent)


def _leaves(document: Json, path: list[str]) -> list[tuple[list[str], Json]]:
    if isinstance(document, dict) and document:
        return [leaf for key, each in document.items() for leaf in _leaves(each, [*path, key])]
    if isinstance(document, list) and document:
        return [leaf for number, each in enumerate(document) for leaf in _leaves(each, [*path, str(number)])]
    return [(path, document)]


def _found(document: Json, key: str, pointer: str) -> list[FoundValue]:
    found: list[FoundValue] = []
    if isinstance(document, dict):
        if key in document:
            found.append({"pointer": f"{pointer}/{_escaped(key)}", "value": document[key]})
        for name, each in document.items():
            found += _found(each, key, f"{pointer}/{_escaped(name)}")
    elif isinstance(document, list):
        for number, each in enumerate(document):
            found += _found(each, key, f"{pointer}/{number}")
    return found


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _nested(entries: list[tuple[list[str], Json]], level: int = 0) -> Json:
    if len(entries) == 1 and not entries[0][0]:
        return entries[0][1]
    groups: dict[str, list[tuple[list[str], Json]]] = {}
    for path, value in entries:
        if not path:
            raise ValueError("a key has a value and further keys below it")
        groups.setdefault(path[0], []).append((path[1:], value))
    inner = {key: _nested(group, level + 1) for key, group in groups.items()}
    numbers = [str(number) for number in range(len(inner))]
    return [inner[number] for number in numbers] if level and set(inner) == set(numbers) else inner


def _type_of(value: Json) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "string"
    if isinstance(value, dict):
        return "object"
    if isinstance(value, list):
        return "array"
    return "integer" if value == int(value) else "number"


def _check_plain(document: Json) -> None:
    """Raises ValueError for numbers and texts that strict JSON has no form for."""
    if isinstance(document, dict):
        for key, each in document.items():
            _check_plain(key)
            _check_plain(each)
    elif isinstance(document, list):
        for each in document:
            _check_plain(each)
    elif isinstance(document, str):
        if any("\ud800" <= each <= "\udfff" for each in document):
            raise ValueError("a text holds half of a surrogate pair, which is no character")
    elif isinstance(document, int | float) and (document - document != 0 or abs(document) >= _LARGEST):
        raise ValueError("a number is too large, or is NaN or Infinity, which are no JSON")
