"""What is counted of mutants, what is missed, and how it is shown."""

from __future__ import annotations

from benchmarks.toolkit_mutants import Fate, Tried, below, share, survivors, table, told
from service.mutation import Mutant, Mutation


def tried(toolkit: str, mutation: Mutation, **fates: int) -> list[Tried]:
    mutant = Mutant(mutation=mutation, path="/n", arguments={"n": 2})
    return [
        Tried(toolkit=toolkit, function="book", mutant=mutant, fate=Fate[name])
        for name, count in fates.items()
        for _ in range(count)
    ]


def test_a_share_is_of_those_that_were_run() -> None:
    counted = share(tried("Desk", Mutation.OFF_BY_ONE, REFUSED=5, ERROR=2, CHANGED=1, SAME=1, OTHER=1))
    assert counted.run == 5
    assert counted.noticed == 0.6
    assert counted.noticed_or_refused == 0.8


def test_nothing_run_is_no_share() -> None:
    counted = share(tried("Desk", Mutation.OFF_BY_ONE, REFUSED=5))
    assert counted.noticed is None
    assert counted.noticed_or_refused == 1.0
    assert share([]).noticed_or_refused is None


def test_a_toolkit_and_the_total_below_their_targets_are_named() -> None:
    good = tried("Desk", Mutation.OFF_BY_ONE, ERROR=6, SAME=4)
    weak = tried("Shelf", Mutation.OFF_BY_ONE, CHANGED=5, SAME=4, OTHER=1)
    assert below(good) == []
    assert below([*good, *weak]) == ["Shelf", "the total"]
    assert below([*good * 5, *tried("Desk", Mutation.OTHER_ID, ERROR=10), *weak]) == ["Shelf"]


def test_a_toolkit_whose_mutants_are_all_refused_by_schema_has_shown_nothing() -> None:
    assert below(tried("Desk", Mutation.OFF_BY_ONE, REFUSED=5)) == ["Desk", "the total"]


def test_the_table_has_each_toolkit_each_mutation_and_the_total() -> None:
    every = [
        *tried("Shelf", Mutation.OTHER_ID, ERROR=3, SAME=1),
        *tried("Desk", Mutation.TIMES_1000, ERROR=1, CHANGED=1, REFUSED=2),
    ]
    lines = [line.split() for line in table(every, {"Desk": 4, "Shelf": 7}).splitlines()]
    assert lines[1] == ["Desk,", "4", "calls", "2", "1", "1", "0", "0", "100.0%", "2", "100.0%"]
    assert lines[2] == ["times", "1000", "2", "1", "1", "0", "0", "100.0%", "2", "100.0%"]
    assert lines[7][0] == "Shelf,"
    assert lines[11] == ["another's", "id", "4", "3", "0", "1", "0", "75.0%", "0", "75.0%"]
    assert lines[13] == ["all", "2", "toolkits,", "11", "calls", "6", "4", "1", "1", "0", "83.3%", "2", "87.5%"]
    assert len(lines) == 1 + 3 * (1 + len(Mutation))


def test_survivors_are_told_with_their_place_and_arguments() -> None:
    every = tried("Desk", Mutation.OFF_BY_ONE, SAME=1, ERROR=1, REFUSED=1)
    assert survivors(every) == ['Desk.book off by one /n {"n": 2}']


def test_figures_for_programs_are_by_toolkit_mutation_and_fate() -> None:
    figures = told(tried("Desk", Mutation.OFF_BY_ONE, ERROR=2, SAME=1), {"Desk": 4})["Desk"]
    assert figures["good_calls"] == 4
    assert figures["off by one"] == {"returned_error": 2, "ran happily": 1}
    assert figures["times 1000"] == {}
