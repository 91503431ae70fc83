"""Football tables and fixtures against published results."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

import pytest

from function_impls import sport
from function_impls.sport import (
    Stage,
    compare_world_cup_teams,
    find_world_cup_matches,
    get_world_cup_group_table,
    pair_knockout_seeds,
    rank_league_table,
    schedule_round_robin,
)

# FIFA, final group tables of 2022: team, points, goals for and against.
PUBLISHED = {
    "A": "Netherlands 7 5 1, Senegal 6 5 4, Ecuador 4 4 3, Qatar 0 1 7",
    "B": "England 7 9 2, United States 5 2 1, Iran 3 4 7, Wales 1 1 6",
    "C": "Argentina 6 5 2, Poland 4 2 2, Mexico 4 2 3, Saudi Arabia 3 3 5",
    "D": "France 6 6 3, Australia 6 3 4, Tunisia 4 1 1, Denmark 1 1 3",
    "E": "Japan 6 4 3, Spain 4 9 3, Germany 4 6 5, Costa Rica 3 3 11",
    "F": "Morocco 7 4 1, Croatia 5 4 1, Belgium 4 1 2, Canada 0 2 7",
    "G": "Brazil 6 3 1, Switzerland 6 4 3, Cameroon 4 4 4, Serbia 1 5 8",
    "H": "Portugal 6 6 4, South Korea 4 4 4, Uruguay 4 2 2, Ghana 3 5 7",
}


@pytest.mark.parametrize("group", PUBLISHED)
def test_group_tables_are_those_that_fifa_published(group: str) -> None:
    rows = get_world_cup_group_table(group=group)  # type: ignore[arg-type]  # one of the eight letters

    found = ", ".join(f"{row['team']} {row['points']} {row['goals_for']} {row['goals_against']}" for row in rows)
    assert found == PUBLISHED[group]


def test_the_tournament_has_64_matches_and_172_goals() -> None:
    # FIFA's technical report: 172 goals in 64 matches.
    teams = [row["team"] for group in "ABCDEFGH" for row in get_world_cup_group_table(group=group)]  # type: ignore[arg-type]  # letters
    matches = {(m["date"], m["home"]): m for team in teams for m in find_world_cup_matches(team=team)}

    assert len(matches) == 64
    assert sum(m["home_goals"] + m["away_goals"] for m in matches.values()) == 172
    assert {m["stage"] for m in matches.values()} == set(get_args(Stage))


def test_final_was_decided_on_penalties() -> None:
    [final] = find_world_cup_matches(team="argentina", stage="final")

    assert (final["home_goals"], final["away_goals"], final["penalties"]) == (3, 3, "4:2")


def test_a_team_that_left_early_has_no_matches_of_later_stages() -> None:
    assert find_world_cup_matches(team="Qatar", stage="final") == []


def test_meeting_decided_by_a_shoot_out_is_a_draw() -> None:
    found = compare_world_cup_teams(team_a="Croatia", team_b="Brazil")

    assert (found["wins_a"], found["wins_b"], found["draws"]) == (0, 0, 1)


def test_teams_that_met_twice_are_compared_over_both_matches() -> None:
    found = compare_world_cup_teams(team_a="Morocco", team_b="Croatia")

    assert (found["wins_a"], found["wins_b"], found["draws"]) == (0, 1, 1)


@pytest.mark.parametrize(("one", "other"), [("Poland", "Italy"), ("Poland", "Poland"), ("Poland", "Brazil")])
def test_teams_that_did_not_meet_are_refused(one: str, other: str) -> None:
    with pytest.raises(ValueError, match="2022"):
        compare_world_cup_teams(team_a=one, team_b=other)


def test_league_table_with_two_points_for_a_win() -> None:
    games: list[sport.ResultEntry] = [
        {"home": "A", "away": "B", "home_goals": 1, "away_goals": 0},
        {"home": "B", "away": "C", "home_goals": 4, "away_goals": 4},
    ]

    rows = rank_league_table(results=games, points_for_win=2)

    assert [(row["place"], row["team"], row["points"], row["drawn"]) for row in rows] == [
        (1, "A", 2, 0),
        (2, "C", 1, 1),
        (3, "B", 1, 1),
    ]


def test_team_against_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="against itself"):
        rank_league_table(results=[{"home": "A", "away": "A", "home_goals": 1, "away_goals": 0}])


def test_draw_that_is_worth_a_victory_is_refused() -> None:
    with pytest.raises(ValueError, match="less than"):
        rank_league_table(
            results=[{"home": "A", "away": "B", "home_goals": 1, "away_goals": 0}], points_for_win=1, points_for_draw=1
        )


@pytest.mark.parametrize("size", [2, 3, 7, 10])
def test_round_robin_has_each_pair_once_and_each_team_once_in_a_round(size: int) -> None:
    teams = [f"team {each}" for each in range(size)]

    rounds = schedule_round_robin(teams=teams)

    met = [frozenset((game["home"], game["away"])) for each in rounds for game in each["fixtures"]]
    assert len(met) == len(set(met))
    assert set(met) == {frozenset(pair) for pair in combinations(teams, 2)}
    for each in rounds:
        playing = [team for game in each["fixtures"] for team in (game["home"], game["away"])]
        assert sorted([*playing, *([each["free"]] if each["free"] else [])]) == sorted(teams)


def test_second_leg_exchanges_home_and_away() -> None:
    first, second = schedule_round_robin(teams=["A", "B"], both_legs=True)

    assert first["fixtures"] == [{"home": "A", "away": "B"}]
    assert second == {"number": 2, "fixtures": [{"home": "B", "away": "A"}], "free": None}


def test_bracket_of_eight_is_the_usual_one() -> None:
    # The usual bracket of eight seeds: 1-8, 4-5, 2-7, 3-6.
    pairs = pair_knockout_seeds(teams=[str(each) for each in range(1, 9)])

    assert [(each["higher"], each["lower"]) for each in pairs] == [("1", "8"), ("4", "5"), ("2", "7"), ("3", "6")]


def test_only_highest_seeds_pass_without_a_match() -> None:
    pairs = pair_knockout_seeds(teams=["1", "2", "3", "4", "5"])

    assert {each["higher"] for each in pairs if each["lower"] is None} == {"1", "2", "3"}
