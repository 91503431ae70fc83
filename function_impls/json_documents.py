"""JSON documents: JSON Pointer (RFC 6901), JSON Patch (RFC 6902) and JSON Merge Patch (RFC 7396).

Documents are not changed in place: what comes back is new. They may hold 20,000 values on 60 levels.
"""

from __future__ import annotations

import re
from typing import Annotated

from function_impls.constraints import Length, Pattern
from function_impls.json_model import PatchOperation, same_values, within_limits
from function_impls.model import Json


def get_json_value(document: Json, pointer: Annotated[str, Length(maximum=300), Pattern("^(/.*)?$")]) -> Json:
    """Read the value at a JSON Pointer (RFC 6901). Use find_json_key where only the name of the key is known.

    Args:
        document: Any JSON value.
        pointer: The place, such as /items/0/name; empty for the whole document. ~1 stands for / and ~0 for ~ in a key.

    Returns:
        The value.

    Raises:
        ValueError: Nothing is there.

    Examples:
        >>> get_json_value(document={"items": [{"name": "chleb"}]}, pointer="/items/0/name")
        'chleb'
        >>> get_json_value(document={"a": 1}, pointer="/b")
        Traceback (most recent call last):
        ValueError: there is no '/b': the object has no key 'b'

    See Also:
        find_json_key: Finds every place that has a given key.
        pick_json_keys: Keeps some keys of an object.
    """
    found = document
    for token in _tokens(pointer):
        found = _child(found, token, pointer)
    return found


def set_json_value(
    document: Json, pointer: Annotated[str, Length(maximum=300), Pattern("^(/.*)?$")], value: Json
) -> Json:
    """Replace the value at a JSON Pointer, or add the key where the object lacks it. What leads there must exist.

    In a list the item is replaced; use insert_json_item to push items aside, apply_json_patch for several changes.

    Args:
        document: Any JSON value.
        pointer: The place, such as /items/0/name; empty for the whole document.
        value: The new value.

    Returns:
        The changed document.

    Raises:
        ValueError: What leads to the place is not there, or the result is too large.

    Examples:
        >>> set_json_value(document={"a": {"b": 1}}, pointer="/a/c", value=2)
        {'a': {'b': 1, 'c': 2}}

    See Also:
        insert_json_item: Adds to a list.
        apply_merge_patch: Sets several keys by an object of the same shape.
    """
    tokens = _tokens(pointer)
    parent = document
    for token in tokens[:-1]:
        parent = _child(parent, token, pointer)
    kind = "replace" if tokens and isinstance(parent, list) else "add"
    return within_limits(_edited(document, tokens, kind, value, pointer))


def insert_json_item(
    document: Json, pointer: Annotated[str, Length(minimum=1, maximum=300), Pattern("^/.*$")], value: Json
) -> Json:
    """Insert an item into a list of a JSON document; the items from that place on move up by one.

    Use set_json_value to replace an item or to set a key of an object.

    Args:
        document: Any JSON value.
        pointer: The place in the list, such as /items/0, or /items/- for the end.
        value: The new item.

    Returns:
        The changed document.

    Raises:
        ValueError: There is no such list, the place is beyond its end, or the result is too large.

    Examples:
        >>> insert_json_item(document={"items": ["b"]}, pointer="/items/0", value="a")
        {'items': ['a', 'b']}

    See Also:
        set_json_value: Replaces the item instead.
    """
    tokens = _tokens(pointer)
    parent = document
    for token in tokens[:-1]:
        parent = _child(parent, token, pointer)
    if not isinstance(parent, list):
        raise ValueError(  # noqa: TRY004  # every impossible input raises ValueError
            f"{pointer!r} does not lead into a list; use set_json_value for objects"
        )
    return within_limits(_edited(document, tokens, "add", value, pointer))


def remove_json_value(
    document: Json, pointer: Annotated[str, Length(minimum=1, maximum=300), Pattern("^/.*$")]
) -> Json:
    """Remove the key or the list item at a JSON Pointer.

    Args:
        document: Any JSON value.
        pointer: The place, such as /items/0.

    Returns:
        The changed document.

    Raises:
        ValueError: Nothing is there.

    Examples:
        >>> remove_json_value(document={"a": 1, "b": [2, 3]}, pointer="/b/0")
        {'a': 1, 'b': [3]}

    See Also:
        omit_json_keys: Removes several keys of an object.
    """
    return _edited(document, _tokens(pointer), "remove", None, pointer)


def apply_json_patch(
    document: Json, operations: Annotated[list[PatchOperation], Length(minimum=1, maximum=50)]
) -> Json:
    """Apply a JSON Patch (RFC 6902): steps in order, all or none.

    Use apply_merge_patch where the change is given as an object of the document's shape.

    Args:
        document: Any JSON value.
        operations: The steps. add, replace and test need value; move and copy need source, which the standard
            calls from.

    Returns:
        The changed document.

    Raises:
        ValueError: A step lacks what it needs, a place is not there, a test fails, or the result is too large.

    Examples:
        >>> apply_json_patch(document={"a": 1}, operations=[{"op": "move", "path": "/b", "source": "/a"}])
        {'b': 1}
        >>> apply_json_patch(document={"a": 1}, operations=[{"op": "test", "path": "/a", "value": 2}])
        Traceback (most recent call last):
        ValueError: step 1: the value at '/a' is not the expected one

    See Also:
        diff_json: Makes such a patch of two documents.
        apply_merge_patch: The simpler form of RFC 7396.
    """
    for number, operation in enumerate(operations, 1):
        try:
            document = within_limits(_stepped(document, operation))
        except ValueError as fault:
            raise ValueError(f"step {number}: {fault}") from fault
    return document


def apply_merge_patch(document: Json, patch: Json) -> Json:
    """Apply a JSON Merge Patch (RFC 7396): keys of the patch are set, those with null are removed, lists are replaced.

    Use merge_json where null is a value like others, or lists are to be joined.

    Args:
        document: Any JSON value.
        patch: An object of the document's shape that holds what changes; anything else replaces the document.

    Returns:
        The changed document.

    Raises:
        ValueError: The result is too large.

    Examples:
        >>> apply_merge_patch(document={"a": {"b": 1, "c": 2}}, patch={"a": {"b": None, "d": 3}})
        {'a': {'c': 2, 'd': 3}}

    See Also:
        apply_json_patch: Steps at pointers.
        merge_json: Keeps null, can join lists.
        set_json_value: Sets one value by its place.
    """
    within_limits(document)
    return within_limits(_patched(document, within_limits(patch)))


def _tokens(pointer: str) -> list[str]:
    if pointer == "":
        return []
    if not pointer.startswith("/") or re.search(r"~(?![01])", pointer):
        raise ValueError(f"{pointer!r} is no JSON Pointer: it begins with /, and ~ is written ~0")
    return [each.replace("~1", "/").replace("~0", "~") for each in pointer[1:].split("/")]


def _child(parent: Json, token: str, pointer: str) -> Json:
    if isinstance(parent, dict):
        if token not in parent:
            raise ValueError(f"there is no {pointer!r}: the object has no key {token!r}")
        return parent[token]
    if isinstance(parent, list):
        return parent[_place(token, len(parent), pointer)]
    raise ValueError(f"there is no {pointer!r}: {token!r} is looked for in what is neither object nor list")


def _place(token: str, count: int, pointer: str) -> int:
    if not re.fullmatch(r"0|[1-9][0-9]{0,8}", token) or int(token) >= count:
        raise ValueError(f"there is no {pointer!r}: {token!r} is no place in a list of {count}")
    return int(token)


def _edited(document: Json, tokens: list[str], kind: str, value: Json, pointer: str) -> Json:
    if not tokens:
        return value
    token, rest = tokens[0], tokens[1:]
    if rest:
        value = _edited(_child(document, token, pointer), rest, kind, value, pointer)
        kind = "replace"
    if isinstance(document, list):
        place = (
            len(document) if (kind, token) == ("add", "-") else _place(token, len(document) + (kind == "add"), pointer)
        )
        inserted = [] if kind == "remove" else [value]
        return [*document[:place], *inserted, *document[place + (kind != "add") :]]
    if kind != "add":
        _child(document, token, pointer)
    if not isinstance(document, dict):
        raise ValueError(  # noqa: TRY004  # every impossible input raises ValueError
            f"there is no {pointer!r}: {token!r} is put into what is neither object nor list"
        )
    if kind == "remove":
        return {key: each for key, each in document.items() if key != token}
    return {**document, token: value}


def _stepped(document: Json, operation: PatchOperation) -> Json:
    op, path = operation["op"], operation["path"]
    if op in ("move", "copy"):
        return _taken(document, operation)
    if op == "remove":
        if path == "":
            raise ValueError("the whole document cannot be removed")
        return _edited(document, _tokens(path), "remove", None, path)
    if "value" not in operation:
        raise ValueError(f"{op} needs a value")
    value = operation["value"]
    if op == "add":
        return _edited(document, _tokens(path), "add", value, path)
    there = get_json_value(document, path)
    if op == "replace":
        return _edited(document, _tokens(path), "replace", value, path)
    if not same_values(there, value):
        raise ValueError(f"the value at {path!r} is not the expected one")
    return document


def _taken(document: Json, operation: PatchOperation) -> Json:
    op, path = operation["op"], operation["path"]
    if "source" not in operation:
        raise ValueError(f"{op} needs source")
    source = operation["source"]
    value = get_json_value(document, source)
    if op == "move":
        if path.startswith(f"{source}/"):
            raise ValueError(f"{source!r} cannot be moved into itself")
        document = _edited(document, _tokens(source), "remove", None, source)
    return _edited(document, _tokens(path), "add", value, path)


def _patched(document: Json, patch: Json) -> Json:
    if not isinstance(patch, dict):
        return patch
    kept = document if isinstance(document, dict) else {}
    result = {key: value for key, value in kept.items() if patch.get(key, 0) is not None}
    for key, value in patch.items():
        if value is not None:
            result[key] = _patched(kept.get(key), value)
    return result
