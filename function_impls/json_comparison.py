"""Two JSON documents: whether they are equal, how they differ, and both merged.

Documents may hold 20,000 values on 60 levels.
"""

from __future__ import annotations

from typing import Literal

from function_impls.json_model import PatchOperation, same_values, within_limits
from function_impls.model import Json


def same_json(first: Json, second: Json) -> bool:
    """Tell whether two JSON values are equal as JSON: 1 and 1.0 are, 1 and true are not; keys have no order.

    Use diff_json to see what differs.

    Args:
        first: Any JSON value.
        second: Any JSON value.

    Returns:
        Whether they are equal.

    Raises:
        ValueError: A document is too large.

    Examples:
        >>> same_json(first={"a": 1, "b": [True]}, second={"b": [True], "a": 1.0})
        True

    See Also:
        diff_json: Lists the differences.
    """
    return same_values(within_limits(first), within_limits(second))


def diff_json(old: Json, new: Json) -> list[PatchOperation]:
    """List the steps of a JSON Patch (RFC 6902) that turn one document into another.

    Lists are compared place by place. Use compare_lines for texts.

    Args:
        old: The earlier document.
        new: The later document.

    Returns:
        Steps add, remove and replace for apply_json_patch; none where the documents are equal.

    Raises:
        ValueError: A document is too large.

    Examples:
        >>> diff_json(old={"a": 1, "b": [1, 2]}, new={"b": [1], "c": True})
        [{'op': 'remove', 'path': '/a'}, {'op': 'remove', 'path': '/b/1'}, {'op': 'add', 'path': '/c', 'value': True}]

    See Also:
        apply_json_patch: Applies the steps.
        compare_lines: Compares texts.
        check_json_types: Holds one value against expected types, without another document.
        same_json: Only whether they are equal.
    """
    return _steps(within_limits(old), within_limits(new), "")


def merge_json(first: Json, second: Json, lists: Literal["replace", "append", "unique"] = "replace") -> Json:
    """Merge two documents deeply: objects key by key, where both have a value the second wins; null is a value.

    Use apply_merge_patch to remove keys with null.

    Args:
        first: Any JSON value.
        second: The one that wins.
        lists: What becomes of two lists: the second alone, one behind the other, or so without what is there already.

    Returns:
        The merged document.

    Raises:
        ValueError: The result is too large.

    Examples:
        >>> merge_json(first={"a": [1], "b": 1}, second={"a": [2], "b": None}, lists="append")
        {'a': [1, 2], 'b': None}

    See Also:
        apply_merge_patch: The standard that removes by null.
    """
    return within_limits(_merged(within_limits(first), within_limits(second), lists))


def _steps(old: Json, new: Json, path: str) -> list[PatchOperation]:
    found: list[PatchOperation] = []
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old:
            place = f"{path}/{key.replace('~', '~0').replace('/', '~1')}"
            found += _steps(old[key], new[key], place) if key in new else [{"op": "remove", "path": place}]
        for key in new:
            if key not in old:
                place = f"{path}/{key.replace('~', '~0').replace('/', '~1')}"
                found.append({"op": "add", "path": place, "value": new[key]})
        return found
    if isinstance(old, list) and isinstance(new, list):
        for number in range(min(len(old), len(new))):
            found += _steps(old[number], new[number], f"{path}/{number}")
        for number in range(len(old) - 1, len(new) - 1, -1):
            found.append({"op": "remove", "path": f"{path}/{number}"})
        for number in range(len(old), len(new)):
            found.append({"op": "add", "path": f"{path}/{number}", "value": new[number]})
        return found
    return found if same_values(old, new) else [{"op": "replace", "path": path, "value": new}]


def _merged(first: Json, second: Json, lists: str) -> Json:
    if isinstance(first, dict) and isinstance(second, dict):
        both = {key: _merged(value, second[key], lists) if key in second else value for key, value in first.items()}
        return {**both, **{key: value for key, value in second.items() if key not in first}}
    if isinstance(first, list) and isinstance(second, list) and lists != "replace":
        new = (
            second
            if lists == "append"
            else [each for each in second if not any(same_values(each, old) for old in first)]
        )
        return [*first, *new]
    return second
