"""Checking of states against TypedDicts, and ids that do not follow each other."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired, TypedDict

import pytest

from function_impls.constraints import Format, Length, Pattern, Range
from function_impls.worlds import fresh_id, moment_of, sound


class Shape(TypedDict):
    id: Annotated[str, Pattern("^x-")]
    day: Annotated[str, Format("date")] | None
    kind: Literal["a", "b"]
    count: NotRequired[Annotated[int, Range(minimum=1)]]
    names: NotRequired[dict[str, Annotated[list[str], Length(minimum=1)]]]


GOOD: dict[str, Any] = {"id": "x-1", "day": None, "kind": "a", "names": {"n": ["m"]}}


def test_sound_state_is_copied_whole() -> None:
    copied = sound(GOOD, Shape)
    copied["names"]["n"].append("more")

    assert GOOD["names"] == {"n": ["m"]}
    assert sound({**GOOD, "day": "2024-02-29", "count": 1}, Shape)["day"] == "2024-02-29"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "y-1"}, r"state\.id is 'y-1' and must match"),
        ({"id": 7}, r"state\.id must be str, not int"),
        ({"day": "2025-02-29"}, r"must be a date, such as"),
        ({"kind": "c"}, r"must be one of 'a', 'b'"),
        ({"count": 0}, r"at least 1"),
        ({"count": True}, r"must be int, not bool"),
        ({"names": {"n": []}}, r"state\.names\.n must not be shorter than 1"),
        ({"names": {"n": [None]}}, r"state\.names\.n\[0\] must be str"),
        ({"more": 1}, r"unknown keys: more"),
    ],
)
def test_unsound_state_is_refused_by_its_place(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        sound({**GOOD, **change}, Shape)


def test_missing_key_is_refused() -> None:
    with pytest.raises(ValueError, match="state lacks day, kind"):
        sound({"id": "x-1"}, Shape)


def test_ids_differ_until_all_are_taken() -> None:
    taken: set[str] = set()
    for _ in range(90):
        taken.add(fresh_id("q", taken, digits=2))

    assert taken == {f"q{number}" for number in range(10, 100)}
    with pytest.raises(ValueError, match="all ids"):
        fresh_id("q", taken, digits=2)


def test_ids_do_not_follow_each_other() -> None:
    assert abs(int(fresh_id("", {"1000"})) - int(fresh_id("", {"1000", "1001"}))) > 1


@pytest.mark.parametrize("text", ["2025-03-01T09:00:00", "9500-01-01T00:00:00Z", "noon"])
def test_moment_needs_an_offset_and_a_near_year(text: str) -> None:
    with pytest.raises(ValueError, match=r"offset|too far|isoformat"):
        moment_of(text)
