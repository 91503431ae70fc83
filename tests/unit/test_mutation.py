"""Wrong calls from right ones, and which values of a world are ids."""

from __future__ import annotations

import pytest

from service.mutation import Mutant, Mutation, collections, mutants, result_schema
from verifiers.model import Json

ACCOUNTS = ("ACC-1001", "ACC-1002", "ACC-2077")


def wrong(arguments: dict[str, Json], mutation: Mutation, *kinds: tuple[str | int, ...]) -> list[Json]:
    return [each.arguments for each in mutants(arguments, kinds) if each.mutation is mutation]


@pytest.mark.parametrize(
    ("value", "thousandfold", "neighbours"),
    [(7, 7000, [8, 6]), (-1, -1000, [0, -2]), (0.07, 70.0, [1.07, -0.93]), (14.8, 14800.0, [15.8, 13.8])],
)
def test_a_number_is_multiplied_and_moved_by_one(value: float, thousandfold: float, neighbours: list[float]) -> None:
    assert wrong({"n": value}, Mutation.TIMES_1000) == [{"n": thousandfold}]
    assert wrong({"n": value}, Mutation.OFF_BY_ONE) == [{"n": each} for each in neighbours]


def test_whole_numbers_stay_whole_however_large() -> None:
    (changed,) = wrong({"n": 10**40 + 1}, Mutation.TIMES_1000)
    assert changed == {"n": 10**43 + 1000}


@pytest.mark.parametrize("value", [True, None, "42", "2025-03-01", "ACC-9999"])
def test_what_is_neither_a_number_nor_an_id_of_the_world_stays(value: Json) -> None:
    assert mutants({"given": value}, [ACCOUNTS]) == []


def test_no_mutant_equals_the_call() -> None:
    assert wrong({"n": 0}, Mutation.TIMES_1000) == []
    assert wrong({"n": 1e308}, Mutation.TIMES_1000) == []


def test_an_id_becomes_its_neighbours_another_entity_and_nobody() -> None:
    arguments = {"account": "ACC-1002"}
    assert [(each.mutation, each.arguments["account"]) for each in mutants(arguments, [ACCOUNTS])] == [
        (Mutation.ID_OFF_BY_ONE, "ACC-1003"),
        (Mutation.ID_OFF_BY_ONE, "ACC-1001"),
        (Mutation.OTHER_ID, "ACC-2077"),
        (Mutation.UNKNOWN_ID, "ACC-6557"),
    ]


def test_two_mutations_that_give_the_same_call_are_one_mutant() -> None:
    made = mutants({"account": "ACC-1001"}, [ACCOUNTS])
    assert [each.arguments["account"] for each in made] == ["ACC-1002", "ACC-1000", "ACC-6556"]


def test_the_last_number_of_an_id_keeps_its_width() -> None:
    assert wrong({"id": "FV-0099/b"}, Mutation.ID_OFF_BY_ONE, ("FV-0099/b",)) == [
        {"id": "FV-0100/b"},
        {"id": "FV-0098/b"},
    ]


def test_an_id_without_digits_gets_other_letters() -> None:
    assert wrong({"stock": "BTE"}, Mutation.UNKNOWN_ID, ("BTE", "GYJ")) == [{"stock": "HZK"}]


def test_an_id_that_is_a_number_is_mutated_as_both() -> None:
    made = mutants({"record": 5120}, [(5120, 5137)])
    assert [(each.mutation, each.arguments["record"]) for each in made] == [
        (Mutation.TIMES_1000, 5_120_000),
        (Mutation.OFF_BY_ONE, 5121),
        (Mutation.OFF_BY_ONE, 5119),
        (Mutation.OTHER_ID, 5137),
        (Mutation.UNKNOWN_ID, 675),
    ]


def test_values_within_lists_and_objects_are_reached_and_the_call_is_left_alone() -> None:
    arguments = {"rows": [{"a/b": 1}, {"to": ["ACC-1001"]}]}
    made = mutants(arguments, [("ACC-1001",)])
    assert {each.path for each in made} == {"/rows/0/a~1b", "/rows/1/to/0"}
    assert made[0] == Mutant(
        mutation=Mutation.TIMES_1000,
        path="/rows/0/a~1b",
        arguments={"rows": [{"a/b": 1000}, {"to": ["ACC-1001"]}]},
    )
    assert arguments == {"rows": [{"a/b": 1}, {"to": ["ACC-1001"]}]}


def test_entities_are_found_by_what_they_stand_under() -> None:
    world = {
        "today": "2025-03-10",
        "limit": 5,
        "accounts": {"ACC-1": {"owner": "Ewa", "cards": {}}, "ACC-2": {"owner": "Jan", "cards": {"K-1": {"pin": 1}}}},
        "folders": ["inbox", "sent", "trash"],
        "seats": {"T1": 2, "T2": 4, "T3": 2, "T4": 8},
        "tables": {"orders": [{"id": 5120, "customer": 7}, {"id": 5137, "customer": 7}]},
        "basket": {"quantities": {"BOO-1": 2}, "coupon": None},
    }
    found = collections(world)
    assert found == [
        ("T1", "T2", "T3", "T4"),
        ("inbox", "sent", "trash"),
        ("ACC-1", "ACC-2"),
        (5120, 5137),
        ("K-1",),
        ("orders",),
    ]


def test_the_largest_collection_that_holds_an_id_gives_the_other_one() -> None:
    kinds = collections({"watched": ["BTE", "XXL"], "stocks": {"ABC": {}, "BTE": {}, "CDE": {}}})
    (other,) = [each for each in mutants({"symbol": "BTE"}, kinds) if each.mutation is Mutation.OTHER_ID]
    assert other.arguments == {"symbol": "CDE"}


@pytest.mark.parametrize("world", [None, 3, [], {}, {"a": {}, "b": []}])
def test_a_world_without_entities_has_no_ids(world: Json) -> None:
    assert collections(world) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"a": 1, "b": "x"}, {"b": "y", "a": 2.5}, True),
        ([1, 2, 3], [4], True),
        ([1], [], False),
        ([1], ["1"], False),
        ({"a": None}, {"a": 1}, False),
        ({"a": 1}, {"a": 1, "b": 1}, False),
        ({"rows": [{"a": 1}]}, {"rows": [{"a": 1}, {"b": 1}]}, False),
        (True, 1, False),
    ],
)
def test_a_result_schema_tells_keys_types_and_emptiness(one: Json, other: Json, same: bool) -> None:
    assert (result_schema(one) == result_schema(other)) is same
