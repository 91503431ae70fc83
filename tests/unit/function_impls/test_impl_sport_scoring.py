"""Scores and ratings against records and published tables."""

from __future__ import annotations

import pytest

from function_impls import sport_scoring
from function_impls.sport_scoring import (
    check_tennis_set,
    expect_elo_score,
    list_race_splits,
    predict_finish_time,
    score_decathlon_event,
    score_decathlon_total,
    score_tennis_game,
    update_elo_ratings,
)


def test_world_record_of_the_decathlon() -> None:
    # World Athletics: Kevin Mayer, Talence 2018, 9126 points.
    score = score_decathlon_total(
        results={
            "run_100m": 10.55,
            "long_jump": 7.80,
            "shot_put": 16.00,
            "high_jump": 2.05,
            "run_400m": 48.42,
            "hurdles_110m": 13.75,
            "discus": 50.54,
            "pole_vault": 5.45,
            "javelin": 71.90,
            "run_1500m": 276.11,
        }
    )

    assert list(score["points"].values()) == [963, 1010, 851, 850, 889, 1007, 882, 1051, 918, 705]
    assert score["total"] == 9126


@pytest.mark.parametrize(
    ("event", "result", "points"),
    # World Athletics, table of results worth 1000 and 700 points.
    [("run_100m", 10.395, 1000), ("long_jump", 7.76, 1000), ("javelin", 77.19, 1000), ("high_jump", 1.88, 696)],
)
def test_decathlon_events(event: sport_scoring.DecathlonEvent, result: float, points: int) -> None:
    assert score_decathlon_event(event=event, result=result) == points


def test_weak_result_counts_nothing() -> None:
    assert score_decathlon_event(event="run_100m", result=18) == 0


def test_centimetres_are_refused() -> None:
    with pytest.raises(ValueError, match="metres"):
        score_decathlon_event(event="long_jump", result=780)


@pytest.mark.parametrize(
    ("points", "score", "winner"),
    # ITF, Rules of Tennis, rule 5a.
    [
        ("", "0-0", None),
        ("sss", "40-0", None),
        ("ssrr", "30-30", None),
        ("sssrrr", "deuce", None),
        ("sssrrrr", "advantage receiver", None),
        ("sssrrrrs", "deuce", None),
        ("ssss", "game", "server"),
        ("sssrrrrr", "game", "receiver"),
    ],
)
def test_tennis_game(points: str, score: str, winner: str | None) -> None:
    winners = ["server" if each == "s" else "receiver" for each in points]

    assert score_tennis_game(points=winners) == {"score": score, "winner": winner}  # type: ignore[arg-type]  # literals


def test_points_after_the_game_are_refused() -> None:
    with pytest.raises(ValueError, match="ended with point 4"):
        score_tennis_game(points=["server"] * 5)


@pytest.mark.parametrize(
    ("games", "finished", "winner", "tie_break"),
    # ITF, Rules of Tennis, rule 6b.
    [((6, 4), True, "a", False), ((5, 7), True, "b", False), ((6, 5), False, None, False), ((6, 6), False, None, True)],
)
def test_tennis_set(games: tuple[int, int], finished: bool, winner: str | None, tie_break: bool) -> None:
    found = check_tennis_set(games_a=games[0], games_b=games[1])

    assert found == {"finished": finished, "winner": winner, "tie_break_next": tie_break}


@pytest.mark.parametrize("games", [(7, 7), (3, 7)])
def test_impossible_sets_are_refused(games: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no set can stand"):
        check_tennis_set(games_a=games[0], games_b=games[1])


def test_marathon_record_at_even_pace() -> None:
    # Eliud Kipchoge, Berlin 2022, 2:01:09; an even pace passes half way at 1:00:34.5.
    splits = list_race_splits(distance_m=42195, finish_seconds=7269, every_m=21097.5)

    assert splits == [{"distance_m": 21097.5, "time": "1:00:35"}, {"distance_m": 42195.0, "time": "2:01:09"}]


def test_last_split_is_the_finish() -> None:
    assert [each["distance_m"] for each in list_race_splits(distance_m=2500, finish_seconds=500)] == [1000, 2000, 2500]


def test_too_many_splits_are_refused() -> None:
    with pytest.raises(ValueError, match="make every_m at least 200"):
        list_race_splits(distance_m=100000, finish_seconds=36000, every_m=50)


def test_riegel() -> None:
    # Doubling the distance multiplies the time by 2 ** 1.06 = 2.0849 (Riegel, American Scientist 69, 1981).
    assert predict_finish_time(known_distance_m=5000, known_seconds=1200, target_distance_m=10000)["seconds"] == 2501.9
    assert predict_finish_time(known_distance_m=5000, known_seconds=1200, target_distance_m=5000)["time"] == "0:20:00"


def test_impossible_speed_is_refused() -> None:
    with pytest.raises(ValueError, match="faster than anybody"):
        predict_finish_time(known_distance_m=5000, known_seconds=20, target_distance_m=10000)


def test_elo_against_fide_table() -> None:
    # FIDE Handbook B.02, table 8.1.2: a difference of 200 points gives 0.76, of 100 points 0.64.
    assert round(expect_elo_score(rating_a=1700, rating_b=1500), 2) == 0.76
    assert round(expect_elo_score(rating_a=1600, rating_b=1500), 2) == 0.64
    assert expect_elo_score(rating_a=1500, rating_b=1500) == 0.5


def test_elo_moves_both_by_the_same() -> None:
    assert update_elo_ratings(rating_a=1500, rating_b=1500, result="a_wins") == {"rating_a": 1510, "rating_b": 1490}
    assert update_elo_ratings(rating_a=1500, rating_b=1500, result="draw") == {"rating_a": 1500, "rating_b": 1500}
