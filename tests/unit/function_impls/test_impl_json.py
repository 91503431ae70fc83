"""JSON functions against the examples of RFC 6901, RFC 6902 and RFC 7396."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.json_comparison import diff_json, merge_json, same_json
from function_impls.json_documents import (
    apply_json_patch,
    apply_merge_patch,
    get_json_value,
    insert_json_item,
    remove_json_value,
    set_json_value,
)
from function_impls.json_shapes import (
    check_json_types,
    find_json_key,
    flatten_json,
    format_json_text,
    list_json_paths,
    omit_json_keys,
    parse_json_text,
    pick_json_keys,
    rename_json_keys,
    unflatten_json,
)

RFC_6901 = {"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, 'k"l': 6, " ": 7, "m~n": 8}


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("", RFC_6901),
        ("/foo", ["bar", "baz"]),
        ("/foo/0", "bar"),
        ("/", 0),
        ("/a~1b", 1),
        ("/c%d", 2),
        ("/i\\j", 5),
        ('/k"l', 6),
        ("/ ", 7),
        ("/m~0n", 8),
    ],
)
def test_pointer_reads_what_rfc_6901_section_5_says(pointer: str, value: Any) -> None:
    assert get_json_value(RFC_6901, pointer) == value


# Source: RFC 6902, appendix A (A.1 to A.6, A.10, A.14, A.16); "from" is called source here.
@pytest.mark.parametrize(
    ("document", "operation", "answer"),
    [
        ({"foo": "bar"}, {"op": "add", "path": "/baz", "value": "qux"}, {"baz": "qux", "foo": "bar"}),
        ({"foo": ["bar", "baz"]}, {"op": "add", "path": "/foo/1", "value": "qux"}, {"foo": ["bar", "qux", "baz"]}),
        ({"baz": "qux", "foo": "bar"}, {"op": "remove", "path": "/baz"}, {"foo": "bar"}),
        ({"foo": ["bar", "qux", "baz"]}, {"op": "remove", "path": "/foo/1"}, {"foo": ["bar", "baz"]}),
        ({"baz": "qux"}, {"op": "replace", "path": "/baz", "value": "boo"}, {"baz": "boo"}),
        (
            {"foo": {"bar": "baz", "waldo": "fred"}, "qux": {"corge": "grault"}},
            {"op": "move", "source": "/foo/waldo", "path": "/qux/thud"},
            {"foo": {"bar": "baz"}, "qux": {"corge": "grault", "thud": "fred"}},
        ),
        (
            {"foo": ["all", "grass", "cows", "eat"]},
            {"op": "move", "source": "/foo/1", "path": "/foo/3"},
            {"foo": ["all", "cows", "eat", "grass"]},
        ),
        ({"foo": "bar"}, {"op": "add", "path": "/child", "value": {"g": {}}}, {"foo": "bar", "child": {"g": {}}}),
        ({"/": 9, "~1": 10}, {"op": "test", "path": "/~01", "value": 10}, {"/": 9, "~1": 10}),
        ({"foo": ["bar"]}, {"op": "add", "path": "/foo/-", "value": ["abc"]}, {"foo": ["bar", ["abc"]]}),
        ({"foo": [1]}, {"op": "copy", "source": "/foo", "path": "/bar"}, {"foo": [1], "bar": [1]}),
        ({"foo": 1}, {"op": "replace", "path": "", "value": 2}, 2),
    ],
)
def test_patch_does_what_rfc_6902_says(document: Any, operation: Any, answer: Any) -> None:
    before = json.dumps(document)

    assert apply_json_patch(document, [operation]) == answer
    assert json.dumps(document) == before


# Source: RFC 7396, appendix A.
@pytest.mark.parametrize(
    ("document", "patch", "answer"),
    [
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        (["a", "b"], ["c", "d"], ["c", "d"]),
        ({"a": "b"}, ["c"], ["c"]),
        ({"a": "foo"}, None, None),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_merge_patch_does_what_rfc_7396_says(document: Any, patch: Any, answer: Any) -> None:
    assert apply_merge_patch(document, patch) == answer


KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    (set_json_value, {"document": [1, 2], "pointer": "/1", "value": 3}, [1, 3]),
    (set_json_value, {"document": {"a": 1}, "pointer": "", "value": 3}, 3),
    (insert_json_item, {"document": {"a": [1]}, "pointer": "/a/-", "value": 2}, {"a": [1, 2]}),
    (insert_json_item, {"document": [1, 2], "pointer": "/1", "value": 9}, [1, 9, 2]),
    (remove_json_value, {"document": [1, 2], "pointer": "/0"}, [2]),
    (remove_json_value, {"document": {"a": {"b": 1}}, "pointer": "/a/b"}, {"a": {}}),
    (merge_json, {"first": {"a": {"b": 1}}, "second": {"a": {"c": 2}}}, {"a": {"b": 1, "c": 2}}),
    (merge_json, {"first": [1, 1.0, True], "second": [1, 2], "lists": "unique"}, [1, 1.0, True, 2]),
    (merge_json, {"first": [1], "second": [2]}, [2]),
    (same_json, {"first": [1], "second": [True]}, False),
    (same_json, {"first": {"a": 1}, "second": {"a": 1, "b": 2}}, False),
    (same_json, {"first": [[]], "second": [[]]}, True),
    (diff_json, {"old": 1, "new": 1.0}, []),
    (diff_json, {"old": {"a/b": 1}, "new": {"a/b": 2}}, [{"op": "replace", "path": "/a~1b", "value": 2}]),
    (flatten_json, {"document": {"a": {}, "b": []}, "separator": "/"}, {"a": {}, "b": []}),
    (flatten_json, {"document": {}}, {}),
    (unflatten_json, {"document": {"a.1": "y", "a.0": "x", "0": 1}}, {"a": ["x", "y"], "0": 1}),
    (unflatten_json, {"document": {"a.0": 1, "a.2": 2}}, {"a": {"0": 1, "2": 2}}),
    (unflatten_json, {"document": {"a.b": {"0": 1}}}, {"a": {"b": {"0": 1}}}),
    (find_json_key, {"document": [{"a": {"a": 1}}], "key": "a", "limit": 1}, [{"pointer": "/0/a", "value": {"a": 1}}]),
    (find_json_key, {"document": {"b": 1}, "key": "a"}, []),
    (list_json_paths, {"document": 5}, [""]),
    (list_json_paths, {"document": {"a": [1, 2], "b~": 3}}, ["/a/0", "/a/1", "/b~0"]),
    (pick_json_keys, {"document": {"a": 1}, "keys": ["b"]}, {}),
    (omit_json_keys, {"document": {"a": 1, "b": 2}, "keys": ["b", "c"]}, {"a": 1}),
    (rename_json_keys, {"document": {"a": 1, "b": 2}, "names": {"a": "b", "b": "a"}}, {"b": 1, "a": 2}),
    (
        check_json_types,
        {
            "document": {"a": 1.0, "b": True, "c": None, "d": [], "e": {}, "f": 1.5},
            "types": {"a": "integer", "b": "boolean", "c": "null", "d": "array", "e": "object", "f": "number"},
        },
        [],
    ),
    (
        check_json_types,
        {"document": {"a": True, "b": 1}, "types": {"a": "number"}, "allow_other_keys": False},
        [
            {"key": "a", "expected": "number", "actual": "boolean"},
            {"key": "b", "expected": "missing", "actual": "integer"},
        ],
    ),
    (parse_json_text, {"text": ' [1.5e3, "\\u017c", false] '}, [1500.0, "ż", False]),
    (parse_json_text, {"text": "null"}, None),
    (format_json_text, {"document": {"a": [1]}}, '{\n  "a": [\n    1\n  ]\n}'),
    (format_json_text, {"document": "ż", "indent": 0}, '"ż"'),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_json_function_gives_the_known_answer(
    function: Callable[..., Any], arguments: dict[str, Any], answer: Any
) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"a": [1, 2, 3], "b": {"c": None}}, {"a": [1], "b": {"d": "x"}, "e": []}),
        ([1, [2]], [1, [2, 3], {"a/~b": 4}]),
        ({"a/~b": {"c": 1}}, {"a/~b": {"c": True}}),
        ([], {}),
    ],
)
def test_difference_turns_the_old_document_into_the_new_one(old: Any, new: Any) -> None:
    assert same_json(apply_json_patch(old, diff_json(old, new)), new)


def test_flat_document_becomes_what_it_was() -> None:
    document = {"a": {"b": [1, {"c": None}]}, "d": {}, "e": []}

    assert unflatten_json(flatten_json(document)) == document


DEEP: Any = json.loads("[" * 70 + "]" * 70)
WIDE = [0] * 20_001


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (get_json_value, {"document": [1], "pointer": "/1"}),
        (get_json_value, {"document": [1], "pointer": "/01"}),
        (get_json_value, {"document": 1, "pointer": "/a"}),
        (get_json_value, {"document": {"~": 1}, "pointer": "/~"}),
        (set_json_value, {"document": {"a": 1}, "pointer": "/b/c", "value": 1}),
        (set_json_value, {"document": [1], "pointer": "/1", "value": 1}),
        (set_json_value, {"document": 1, "pointer": "/a", "value": 1}),
        (set_json_value, {"document": {}, "pointer": "/a", "value": WIDE}),
        (insert_json_item, {"document": {"a": 1}, "pointer": "/a", "value": 1}),
        (insert_json_item, {"document": [1], "pointer": "/2", "value": 1}),
        (remove_json_value, {"document": {"a": 1}, "pointer": "/b"}),
        (remove_json_value, {"document": [1], "pointer": "/-"}),
        (apply_json_patch, {"document": {}, "operations": [{"op": "add", "path": "/a"}]}),
        (apply_json_patch, {"document": {}, "operations": [{"op": "copy", "path": "/a"}]}),
        (apply_json_patch, {"document": {}, "operations": [{"op": "remove", "path": ""}]}),
        (apply_json_patch, {"document": {}, "operations": [{"op": "replace", "path": "/a", "value": 1}]}),
        (apply_json_patch, {"document": {"a": {}}, "operations": [{"op": "move", "path": "/a/b", "source": "/a"}]}),
        (apply_json_patch, {"document": [0], "operations": [{"op": "copy", "path": "/-", "source": ""}] * 20}),
        (apply_merge_patch, {"document": DEEP, "patch": {}}),
        (merge_json, {"first": DEEP, "second": 1}),
        (diff_json, {"old": WIDE, "new": []}),
        (same_json, {"first": DEEP, "second": 1}),
        (flatten_json, {"document": {"a.b": 1}}),
        (unflatten_json, {"document": {"a": {}, "a.b": 1}}),
        (unflatten_json, {"document": {"a.b": 1, "a": 1}}),
        (unflatten_json, {"document": {"." * 100: 1}}),
        (find_json_key, {"document": DEEP, "key": "a"}),
        (list_json_paths, {"document": WIDE}),
        (rename_json_keys, {"document": {"a": 1}, "names": {"b": "c"}}),
        (rename_json_keys, {"document": {"a": 1, "b": 2}, "names": {"a": "b"}}),
        (parse_json_text, {"text": "[1,]"}),
        (parse_json_text, {"text": "NaN"}),
        (parse_json_text, {"text": "1e999"}),
        (parse_json_text, {"text": '"\\ud800"'}),
        (parse_json_text, {"text": '{"\\ud800": 1}'}),
        (parse_json_text, {"text": "9" * 4200}),
        (parse_json_text, {"text": "[" * 300}),
        (format_json_text, {"document": DEEP}),
    ],
)
def test_impossible_json_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
