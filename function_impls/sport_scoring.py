"""Scoring of tennis and decathlon, Elo ratings, and the arithmetic of running times."""

from __future__ import annotations

import math
from typing import Annotated, Literal, NotRequired, TypeAlias, TypedDict

from function_impls.constraints import Length, Range

DecathlonEvent: TypeAlias = Literal[
    "run_100m",
    "long_jump",
    "shot_put",
    "high_jump",
    "run_400m",
    "hurdles_110m",
    "discus",
    "pole_vault",
    "javelin",
    "run_1500m",
]
Metres: TypeAlias = Annotated[float, Range(minimum=100, maximum=200000)]
Seconds: TypeAlias = Annotated[float, Range(minimum=9, maximum=360000)]

# World Athletics, Scoring Tables for Combined Events: A, B, C. Runs in seconds, jumps in centimetres, throws in metres.
_DECATHLON = {
    "run_100m": (25.4347, 18.0, 1.81),
    "long_jump": (0.14354, 220.0, 1.4),
    "shot_put": (51.39, 1.5, 1.05),
    "high_jump": (0.8465, 75.0, 1.42),
    "run_400m": (1.53775, 82.0, 1.81),
    "hurdles_110m": (5.74352, 28.5, 1.92),
    "discus": (12.91, 4.0, 1.1),
    "pole_vault": (0.2797, 100.0, 1.35),
    "javelin": (10.14, 7.0, 1.08),
    "run_1500m": (0.03768, 480.0, 1.85),
}
_RUNS = frozenset({"run_100m", "run_400m", "hurdles_110m", "run_1500m"})
_JUMPS = frozenset({"long_jump", "high_jump", "pole_vault"})
_POINTS = ("0", "15", "30", "40")


class DecathlonResults(TypedDict):
    """Results by event: runs in seconds, jumps and throws in metres. Events that are left out count zero.

    Attributes:
        run_100m: 100 metres in seconds.
        long_jump: Long jump in metres.
        shot_put: Shot put in metres.
        high_jump: High jump in metres.
        run_400m: 400 metres in seconds.
        hurdles_110m: 110 metres hurdles in seconds.
        discus: Discus throw in metres.
        pole_vault: Pole vault in metres.
        javelin: Javelin throw in metres.
        run_1500m: 1500 metres in seconds.
    """

    run_100m: NotRequired[Annotated[float, Range(minimum=9, maximum=30)]]
    long_jump: NotRequired[Annotated[float, Range(minimum=0, maximum=10)]]
    shot_put: NotRequired[Annotated[float, Range(minimum=0, maximum=30)]]
    high_jump: NotRequired[Annotated[float, Range(minimum=0, maximum=3)]]
    run_400m: NotRequired[Annotated[float, Range(minimum=40, maximum=150)]]
    hurdles_110m: NotRequired[Annotated[float, Range(minimum=12, maximum=50)]]
    discus: NotRequired[Annotated[float, Range(minimum=0, maximum=100)]]
    pole_vault: NotRequired[Annotated[float, Range(minimum=0, maximum=7)]]
    javelin: NotRequired[Annotated[float, Range(minimum=0, maximum=110)]]
    run_1500m: NotRequired[Annotated[float, Range(minimum=200, maximum=900)]]


class Decathlon(TypedDict):
    """Points of a decathlon."""

    total: int
    points: dict[str, int]


class TennisGame(TypedDict):
    """The score of a game, the server's points first; ``winner`` is null until it is over."""

    score: str
    winner: Literal["server", "receiver"] | None


class TennisSet(TypedDict):
    """What a number of games in a set means."""

    finished: bool
    winner: Literal["a", "b"] | None
    tie_break_next: bool


class Split(TypedDict):
    """A time at a point of a race."""

    distance_m: float
    time: str


class EloChange(TypedDict):
    """Both ratings after a game."""

    rating_a: float
    rating_b: float


class Prediction(TypedDict):
    """A predicted time, in seconds and as text."""

    seconds: float
    time: str


def score_decathlon_event(
    event: DecathlonEvent,
    result: Annotated[float, Range(minimum=0, maximum=900)],
) -> int:
    """Compute the points for one event of a men's decathlon, by the formula of World Athletics.

    Args:
        event: Which event.
        result: Seconds for runs, metres for jumps and throws (2.05 for a high jump of 205 cm).

    Returns:
        Points, rounded down; 0 for a result too weak to count.

    Raises:
        ValueError: The result is better than 2,000 points, which means another unit.

    Examples:
        >>> score_decathlon_event(event="run_100m", result=10.55)
        963
        >>> score_decathlon_event(event="high_jump", result=205)
        Traceback (most recent call last):
        ValueError: 205 is no possible result of high_jump; give seconds for runs, metres for jumps and throws

    See Also:
        score_decathlon_total: All events at once.
    """
    points = _decathlon_points(event, result)
    if points > 2000:
        raise ValueError(
            f"{result} is no possible result of {event}; give seconds for runs, metres for jumps and throws"
        )
    return points


def score_decathlon_total(results: DecathlonResults) -> Decathlon:
    """Compute the points of a men's decathlon, each event and the total, by the formulas of World Athletics.

    Args:
        results: Results by event: runs in seconds, jumps and throws in metres. Events that are left out count zero.

    Returns:
        The total and the points of the events that were given.

    Examples:
        >>> score_decathlon_total(results={"run_100m": 10.55, "long_jump": 7.80})
        {'total': 1973, 'points': {'run_100m': 963, 'long_jump': 1010}}

    See Also:
        score_decathlon_event: A single event.
    """
    given: dict[str, float] = {str(event): float(str(result)) for event, result in results.items()}
    points = {event: _decathlon_points(event, given[event]) for event in _DECATHLON if event in given}
    return {"total": sum(points.values()), "points": points}


def score_tennis_game(
    points: Annotated[list[Literal["server", "receiver"]], Length(minimum=0, maximum=200)],
) -> TennisGame:
    """Tell the score of a tennis game (with advantage, no tie-break) from who won each point.

    Args:
        points: The winner of each point so far, in order.

    Returns:
        The score as the umpire says it, such as 30-15, deuce or advantage server, and the winner of the game.

    Raises:
        ValueError: There are points after the end of the game.

    Examples:
        >>> score_tennis_game(points=["server", "receiver", "server"])
        {'score': '30-15', 'winner': None}

    See Also:
        check_tennis_set: Games of a set, not points of a game.
    """
    server = receiver = 0
    for number, each in enumerate(points, 1):
        server += int(each == "server")
        receiver += int(each == "receiver")
        if max(server, receiver) >= 4 and abs(server - receiver) >= 2:
            if number < len(points):
                raise ValueError(f"the game ended with point {number}; leave out the {len(points) - number} after it")
            return {"score": "game", "winner": "server" if server > receiver else "receiver"}
    if min(server, receiver) >= 3:
        ahead = {0: "deuce", 1: "advantage server", -1: "advantage receiver"}
        return {"score": ahead[server - receiver], "winner": None}
    return {"score": f"{_POINTS[server]}-{_POINTS[receiver]}", "winner": None}


def check_tennis_set(
    games_a: Annotated[int, Range(minimum=0, maximum=7)],
    games_b: Annotated[int, Range(minimum=0, maximum=7)],
) -> TennisSet:
    """Tell whether a tennis set with a tie-break at 6-6 is over, and who won it.

    Args:
        games_a: Games won by player A.
        games_b: Games won by player B.

    Returns:
        Whether it is finished, by whom it is won, and whether a tie-break comes next.

    Raises:
        ValueError: No set can have this score.

    Examples:
        >>> check_tennis_set(games_a=7, games_b=6)
        {'finished': True, 'winner': 'a', 'tie_break_next': False}
        >>> check_tennis_set(games_a=7, games_b=4)
        Traceback (most recent call last):
        ValueError: no set can stand at 7-4; it would have ended at 6-4

    See Also:
        score_tennis_game: Points of a single game.
    """
    high, low = max(games_a, games_b), min(games_a, games_b)
    if high == 7 and low < 5:
        raise ValueError(f"no set can stand at {games_a}-{games_b}; it would have ended at 6-{low}")
    if high == low == 7:
        raise ValueError("no set can stand at 7-7; the tie-break ends it at 7-6")
    finished = high == 7 or (high == 6 and low <= 4)
    winner: Literal["a", "b"] | None = None
    if finished:
        winner = "a" if games_a > games_b else "b"
    return {"finished": finished, "winner": winner, "tie_break_next": high == low == 6}


def list_race_splits(
    distance_m: Metres,
    finish_seconds: Seconds,
    every_m: Annotated[float, Range(minimum=50, maximum=50000)] = 1000,
) -> list[Split]:
    """List the times at which a runner at even pace passes each split of a race.

    Args:
        distance_m: Length of the race in metres.
        finish_seconds: Time at the finish, in seconds.
        every_m: Metres between two splits.

    Returns:
        The splits and the finish, times as h:mm:ss rounded half up to a second.

    Raises:
        ValueError: There would be over 500 splits.

    Examples:
        >>> list_race_splits(distance_m=5000, finish_seconds=1500, every_m=2000)
        [{'distance_m': 2000.0, 'time': '0:10:00'},
         {'distance_m': 4000.0, 'time': '0:20:00'},
         {'distance_m': 5000.0, 'time': '0:25:00'}]

    See Also:
        predict_finish_time: A time for another distance.
    """
    count = math.ceil(distance_m / every_m)
    if count > 500:
        raise ValueError(f"{count} splits are too many; make every_m at least {math.ceil(distance_m / 500)}")
    points = [each * every_m for each in range(1, count)] + [distance_m]
    return [{"distance_m": float(each), "time": _clock(finish_seconds * each / distance_m)} for each in points]


def predict_finish_time(known_distance_m: Metres, known_seconds: Seconds, target_distance_m: Metres) -> Prediction:
    """Predict a runner's time for a distance from a time over another, by Riegel's formula with exponent 1.06.

    Args:
        known_distance_m: Distance that was run, in metres.
        known_seconds: Time for it, in seconds.
        target_distance_m: Distance to predict, in metres.

    Returns:
        The time in seconds to 0.1, and as h:mm:ss.

    Raises:
        ValueError: The known time is faster than 12 metres a second, which nobody runs.

    Examples:
        >>> predict_finish_time(known_distance_m=10000, known_seconds=2400, target_distance_m=21097.5)
        {'seconds': 5295.4, 'time': '1:28:15'}

    See Also:
        list_race_splits: Times within one race.
    """
    if known_distance_m / known_seconds > 12:
        raise ValueError(
            f"{known_distance_m} m in {known_seconds} s is faster than anybody runs; give metres and seconds"
        )
    seconds = known_seconds * (target_distance_m / known_distance_m) ** 1.06
    return {"seconds": round(seconds, 1), "time": _clock(seconds)}


def expect_elo_score(
    rating_a: Annotated[float, Range(minimum=0, maximum=4000)],
    rating_b: Annotated[float, Range(minimum=0, maximum=4000)],
) -> float:
    """Compute the score that player A is expected to make against B by their Elo ratings, before the game.

    A victory is 1, a draw 0.5. The scale is 400 points; the result is rounded to 0.0001.

    Args:
        rating_a: Rating of player A.
        rating_b: Rating of player B.

    Returns:
        Expected score of A, from 0 to 1.

    Examples:
        >>> expect_elo_score(rating_a=1613, rating_b=1609)
        0.5058

    See Also:
        update_elo_ratings: New ratings, after the game.
    """
    return round(_expected(rating_a, rating_b), 4)


def update_elo_ratings(
    rating_a: Annotated[float, Range(minimum=0, maximum=4000)],
    rating_b: Annotated[float, Range(minimum=0, maximum=4000)],
    result: Literal["a_wins", "b_wins", "draw"],
    k_factor: Annotated[int, Range(minimum=1, maximum=100)] = 20,
) -> EloChange:
    """Compute the Elo ratings of two players after a game between them, rounded to 0.1.

    Args:
        rating_a: Rating of player A before the game.
        rating_b: Rating of player B before the game.
        result: How the game ended.
        k_factor: How many points a game can move at most.

    Returns:
        Both new ratings.

    Examples:
        >>> update_elo_ratings(rating_a=2400, rating_b=2000, result="b_wins", k_factor=32)
        {'rating_a': 2370.9, 'rating_b': 2029.1}

    See Also:
        expect_elo_score: The expectation before a game.
    """
    score = {"a_wins": 1.0, "b_wins": 0.0, "draw": 0.5}[result]
    change = k_factor * (score - _expected(rating_a, rating_b))
    return {"rating_a": round(rating_a + change, 1), "rating_b": round(rating_b - change, 1)}


def _expected(rating_a: float, rating_b: float) -> float:
    return 1 / (1 + float(10 ** ((rating_b - rating_a) / 400)))


def _decathlon_points(event: str, result: float) -> int:
    factor, base, power = _DECATHLON[event]
    measured = result * 100 if event in _JUMPS else result
    margin = base - measured if event in _RUNS else measured - base
    return math.floor(factor * round(margin, 6) ** power + 1e-9) if margin > 0 else 0


def _clock(seconds: float) -> str:
    whole = math.floor(seconds + 0.5)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"
