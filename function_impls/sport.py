"""Team sports: the men's football World Cup of 2022 match by match, tables, fixtures and knockout pairings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Range

Stage: TypeAlias = Literal["group", "round_of_16", "quarter_final", "semi_final", "third_place", "final"]
Name: TypeAlias = Annotated[str, Length(minimum=1, maximum=60)]
Goals: TypeAlias = Annotated[int, Range(minimum=0, maximum=200)]

# Source: FIFA's official results. Date, stage or group, teams, goals after extra time, penalties.
_MATCHES_TEXT = """
11-20|A|Qatar|Ecuador|0|2;11-21|A|Senegal|Netherlands|0|2;11-25|A|Qatar|Senegal|1|3;11-25|A|Netherlands|Ecuador|1|1
11-29|A|Ecuador|Senegal|1|2;11-29|A|Netherlands|Qatar|2|0;11-21|B|England|Iran|6|2;11-21|B|United States|Wales|1|1
11-25|B|Wales|Iran|0|2;11-25|B|England|United States|0|0;11-29|B|Wales|England|0|3;11-29|B|Iran|United States|0|1
11-22|C|Argentina|Saudi Arabia|1|2;11-22|C|Mexico|Poland|0|0;11-26|C|Poland|Saudi Arabia|2|0
11-26|C|Argentina|Mexico|2|0;11-30|C|Poland|Argentina|0|2;11-30|C|Saudi Arabia|Mexico|1|2
11-22|D|Denmark|Tunisia|0|0;11-22|D|France|Australia|4|1;11-26|D|Tunisia|Australia|0|1;11-26|D|France|Denmark|2|1
11-30|D|Australia|Denmark|1|0;11-30|D|Tunisia|France|1|0;11-23|E|Germany|Japan|1|2;11-23|E|Spain|Costa Rica|7|0
11-27|E|Japan|Costa Rica|0|1;11-27|E|Spain|Germany|1|1;12-01|E|Japan|Spain|2|1;12-01|E|Costa Rica|Germany|2|4
11-23|F|Morocco|Croatia|0|0;11-23|F|Belgium|Canada|1|0;11-27|F|Belgium|Morocco|0|2;11-27|F|Croatia|Canada|4|1
12-01|F|Croatia|Belgium|0|0;12-01|F|Canada|Morocco|1|2;11-24|G|Switzerland|Cameroon|1|0;11-24|G|Brazil|Serbia|2|0
11-28|G|Cameroon|Serbia|3|3;11-28|G|Brazil|Switzerland|1|0;12-02|G|Serbia|Switzerland|2|3
12-02|G|Cameroon|Brazil|1|0;11-24|H|Uruguay|South Korea|0|0;11-24|H|Portugal|Ghana|3|2;11-28|H|South Korea|Ghana|2|3
11-28|H|Portugal|Uruguay|2|0;12-02|H|Ghana|Uruguay|0|2;12-02|H|South Korea|Portugal|2|1
12-03|round_of_16|Netherlands|United States|3|1;12-03|round_of_16|Argentina|Australia|2|1
12-04|round_of_16|France|Poland|3|1;12-04|round_of_16|England|Senegal|3|0
12-05|round_of_16|Japan|Croatia|1|1|1|3;12-05|round_of_16|Brazil|South Korea|4|1
12-06|round_of_16|Morocco|Spain|0|0|3|0;12-06|round_of_16|Portugal|Switzerland|6|1
12-09|quarter_final|Croatia|Brazil|1|1|4|2;12-09|quarter_final|Netherlands|Argentina|2|2|3|4
12-10|quarter_final|Morocco|Portugal|1|0;12-10|quarter_final|England|France|1|2
12-13|semi_final|Argentina|Croatia|3|0;12-14|semi_final|France|Morocco|2|0
12-17|third_place|Croatia|Morocco|2|1;12-18|final|Argentina|France|3|3|4|2
"""
_MATCHES = [row.split("|") for row in _MATCHES_TEXT.strip().replace("\n", ";").split(";")]
_KNOCKOUT: tuple[Stage, ...] = ("round_of_16", "quarter_final", "semi_final", "third_place", "final")


class Match(TypedDict):
    """A match; goals are those after extra time, ``penalties`` is null where no shoot-out decided it."""

    date: str
    stage: Stage
    group: str | None
    home: str
    away: str
    home_goals: int
    away_goals: int
    penalties: str | None


class TableRow(TypedDict):
    """A team's line in a table."""

    place: int
    team: str
    played: int
    won: int
    drawn: int
    lost: int
    goals_for: int
    goals_against: int
    points: int


class ResultEntry(TypedDict):
    """The result of one match, as an argument.

    Attributes:
        home: Home team.
        away: Visiting team.
        home_goals: Goals of the home team.
        away_goals: Goals of the visiting team.
    """

    home: Name
    away: Name
    home_goals: Goals
    away_goals: Goals


class HeadToHead(TypedDict):
    """All meetings of two teams, and how many each won; a shoot-out counts as a draw."""

    matches: list[Match]
    wins_a: int
    wins_b: int
    draws: int


class Fixture(TypedDict):
    """Two teams that meet."""

    home: str
    away: str


class Round(TypedDict):
    """One round of a season; ``free`` is the team that does not play."""

    number: int
    fixtures: list[Fixture]
    free: str | None


class Pairing(TypedDict):
    """A match of a first round; ``lower`` is null where the higher seed passes without a match."""

    higher: str
    lower: str | None


def get_world_cup_group_table(
    group: Literal["A", "B", "C", "D", "E", "F", "G", "H"],
) -> list[TableRow]:
    """Show the final table of one group of the men's football World Cup of 2022 in Qatar.

    Args:
        group: Letter of the group.

    Returns:
        Four rows, ordered by points, goal difference and goals scored.

    Examples:
        >>> get_world_cup_group_table(group="C")
        [{'place': 1,
          'team': 'Argentina',
          'played': 3,
          'won': 2,
          'drawn': 0,
          'lost': 1,
          'goals_for': 5,
          'goals_against': 2,
          'points': 6},
         {'place': 2,
          'team': 'Poland',
          'played': 3,
          'won': 1,
          'drawn': 1,
          'lost': 1,
          'goals_for': 2,
          'goals_against': 2,
          'points': 4},
         {'place': 3,
          'team': 'Mexico',
          'played': 3,
          'won': 1,
          'drawn': 1,
          'lost': 1,
          'goals_for': 2,
          'goals_against': 3,
          'points': 4},
         {'place': 4,
          'team': 'Saudi Arabia',
          'played': 3,
          'won': 1,
          'drawn': 0,
          'lost': 2,
          'goals_for': 3,
          'goals_against': 5,
          'points': 3}]

    See Also:
        rank_league_table: A table of results that you give.
        find_world_cup_matches: The single matches.
    """
    return _table([_match(row) for row in _MATCHES if row[1] == group], 3, 1)


def find_world_cup_matches(team: Name, stage: Stage | None = None) -> list[Match]:
    """Find the matches of a team at the men's football World Cup of 2022.

    Args:
        team: English name of the country, such as South Korea, United States or Poland.
        stage: Only matches of this stage; null for all.

    Returns:
        The matches by date; empty where the team did not reach the stage.

    Raises:
        ValueError: The team did not take part.

    Examples:
        >>> find_world_cup_matches(team="Poland", stage="round_of_16")
        [{'date': '2022-12-04',
          'stage': 'round_of_16',
          'group': None,
          'home': 'France',
          'away': 'Poland',
          'home_goals': 3,
          'away_goals': 1,
          'penalties': None}]
        >>> find_world_cup_matches(team="Italy")
        Traceback (most recent call last):
        ValueError: no team 'Italy' took part in 2022; use the English name of a participant, such as Poland

    See Also:
        compare_world_cup_teams: Only the matches of two teams against each other.
        get_world_cup_group_table: Points and places of a group.
    """
    name = _team(team)
    found = [_match(row) for row in _MATCHES if name in (row[2], row[3])]
    return [each for each in found if stage is None or each["stage"] == stage]


def compare_world_cup_teams(team_a: Name, team_b: Name) -> HeadToHead:
    """Compare two teams by the matches they played against each other at the men's World Cup of 2022.

    Args:
        team_a: English name of one country.
        team_b: English name of the other.

    Returns:
        Their matches and how many each won.

    Raises:
        ValueError: A team did not take part, both are the same, or they did not meet.

    Examples:
        >>> compare_world_cup_teams(team_a="Poland", team_b="Argentina")
        {'matches': [{'date': '2022-11-30',
                      'stage': 'group',
                      'group': 'C',
                      'home': 'Poland',
                      'away': 'Argentina',
                      'home_goals': 0,
                      'away_goals': 2,
                      'penalties': None}],
         'wins_a': 0,
         'wins_b': 1,
         'draws': 0}
        >>> compare_world_cup_teams(team_a="Poland", team_b="Brazil")
        Traceback (most recent call last):
        ValueError: Poland and Brazil did not meet at the World Cup of 2022

    See Also:
        find_world_cup_matches: All matches of one team.
    """
    first, second = _team(team_a), _team(team_b)
    matches = [_match(row) for row in _MATCHES if {row[2], row[3]} == {first, second}]
    if not matches:
        raise ValueError(f"{first} and {second} did not meet at the World Cup of 2022")
    wins_a = sum(1 for each in matches if _goals(each, first) > _goals(each, second))
    wins_b = sum(1 for each in matches if _goals(each, first) < _goals(each, second))
    return {"matches": matches, "wins_a": wins_a, "wins_b": wins_b, "draws": len(matches) - wins_a - wins_b}


def rank_league_table(
    results: Annotated[list[ResultEntry], Length(minimum=1, maximum=500)],
    points_for_win: Annotated[int, Range(minimum=1, maximum=5)] = 3,
    points_for_draw: Annotated[int, Range(minimum=0, maximum=4)] = 1,
) -> list[TableRow]:
    """Rank the teams of a league by the results of their matches.

    Order: points, goal difference, goals scored, then the name. Teams are told apart by their exact names.

    Args:
        results: The matches played.
        points_for_win: Points for a victory.
        points_for_draw: Points for a draw; a defeat gives none.

    Returns:
        One row for each team, the leader first.

    Raises:
        ValueError: A team plays against itself, or a draw would be worth as much as a victory.

    Examples:
        >>> rank_league_table(results=[{"home": "Wisła", "away": "Lech", "home_goals": 2, "away_goals": 2}])
        [{'place': 1,
          'team': 'Lech',
          'played': 1,
          'won': 0,
          'drawn': 1,
          'lost': 0,
          'goals_for': 2,
          'goals_against': 2,
          'points': 1},
         {'place': 2,
          'team': 'Wisła',
          'played': 1,
          'won': 0,
          'drawn': 1,
          'lost': 0,
          'goals_for': 2,
          'goals_against': 2,
          'points': 1}]

    See Also:
        get_world_cup_group_table: A table of the World Cup of 2022, whose results are known here.
    """
    for each in results:
        if each["home"] == each["away"]:
            raise ValueError(f"{each['home']!r} cannot play against itself; home and away must differ")
    if points_for_draw >= points_for_win:
        raise ValueError("points_for_draw must be less than points_for_win")
    return _table([{**each} for each in results], points_for_win, points_for_draw)


def schedule_round_robin(
    teams: Annotated[list[Name], Length(minimum=2, maximum=40, unique=True)],
    both_legs: bool = False,
) -> list[Round]:
    """Schedule a season in which each team meets each other once or twice (circle method).

    Args:
        teams: Names of the teams.
        both_legs: Whether all rounds are played again with home and away exchanged.

    Returns:
        The rounds in order. With an odd number of teams one is free in each round.

    Examples:
        >>> schedule_round_robin(teams=["A", "B", "C"])
        [{'number': 1, 'fixtures': [{'home': 'B', 'away': 'C'}], 'free': 'A'},
         {'number': 2, 'fixtures': [{'home': 'C', 'away': 'A'}], 'free': 'B'},
         {'number': 3, 'fixtures': [{'home': 'A', 'away': 'B'}], 'free': 'C'}]

    See Also:
        pair_knockout_seeds: Only the winner goes on.
    """
    circle: list[str | None] = [*teams] if len(teams) % 2 == 0 else [*teams, None]
    rounds: list[Round] = []
    for number in range(1, len(circle)):
        pairs = [(circle[each], circle[-1 - each]) for each in range(len(circle) // 2)]
        free = next((one or other for one, other in pairs if one is None or other is None), None)
        fixtures: list[Fixture] = [
            {"home": one, "away": other} if number % 2 or place else {"home": other, "away": one}
            for place, (one, other) in enumerate(pairs)
            if one is not None and other is not None
        ]
        rounds.append({"number": number, "fixtures": fixtures, "free": free})
        circle = [circle[0], circle[-1], *circle[1:-1]]
    if not both_legs:
        return rounds
    back: list[Round] = [
        {
            "number": each["number"] + len(rounds),
            "fixtures": [{"home": game["away"], "away": game["home"]} for game in each["fixtures"]],
            "free": each["free"],
        }
        for each in rounds
    ]
    return rounds + back


def pair_knockout_seeds(teams: Annotated[list[Name], Length(minimum=2, maximum=64, unique=True)]) -> list[Pairing]:
    """Pair seeded teams for the first round of a knockout, so that seeds 1 and 2 can only meet in the final.

    Nothing is drawn by lot. Where the number of teams is no power of two, the highest seeds pass without a match.

    Args:
        teams: Names from the highest seed to the lowest.

    Returns:
        The pairings in the order of the bracket; winners of neighbours meet.

    Examples:
        >>> pair_knockout_seeds(teams=["Iga", "Coco", "Aryna"])
        [{'higher': 'Iga', 'lower': None}, {'higher': 'Coco', 'lower': 'Aryna'}]

    See Also:
        schedule_round_robin: Everybody plays everybody.
        draw_knockout_bracket: Opponents drawn by lot, reproducibly from a seed number.
    """
    order = [0]
    while len(order) < len(teams):
        size = 2 * len(order)
        order = [place for each in order for place in (each, size - 1 - each)]
    pairs = [(order[each], order[each + 1]) for each in range(0, len(order), 2)]
    return [{"higher": teams[one], "lower": teams[other] if other < len(teams) else None} for one, other in pairs]


def _team(name: str) -> str:
    for row in _MATCHES:
        for team in (row[2], row[3]):
            if team.casefold() == name.strip().casefold():
                return team
    raise ValueError(f"no team {name!r} took part in 2022; use the English name of a participant, such as Poland")


def _match(row: list[str]) -> Match:
    grouped = len(row[1]) == 1
    stages: dict[str, Stage] = {each: each for each in _KNOCKOUT}
    return {
        "date": f"2022-{row[0]}",
        "stage": "group" if grouped else stages[row[1]],
        "group": row[1] if grouped else None,
        "home": row[2],
        "away": row[3],
        "home_goals": int(row[4]),
        "away_goals": int(row[5]),
        "penalties": f"{row[6]}:{row[7]}" if len(row) > 6 else None,
    }


def _goals(match: Match, team: str) -> int:
    return match["home_goals"] if match["home"] == team else match["away_goals"]


def _table(results: Sequence[Match | ResultEntry], win: int, draw: int) -> list[TableRow]:
    teams = {each["home"] for each in results} | {each["away"] for each in results}
    rows = sorted(
        (_row(team, _scores(results, team), win, draw) for team in teams),
        key=lambda row: (-row["points"], row["goals_against"] - row["goals_for"], -row["goals_for"], row["team"]),
    )
    return [{**row, "place": place} for place, row in enumerate(rows, 1)]


def _scores(results: Sequence[Match | ResultEntry], team: str) -> list[tuple[int, int]]:
    home = [(each["home_goals"], each["away_goals"]) for each in results if each["home"] == team]
    return home + [(each["away_goals"], each["home_goals"]) for each in results if each["away"] == team]


def _row(team: str, scores: list[tuple[int, int]], win: int, draw: int) -> TableRow:
    won = sum(1 for scored, conceded in scores if scored > conceded)
    drawn = sum(1 for scored, conceded in scores if scored == conceded)
    return {
        "place": 0,
        "team": team,
        "played": len(scores),
        "won": won,
        "drawn": drawn,
        "lost": len(scores) - won - drawn,
        "goals_for": sum(scored for scored, _ in scores),
        "goals_against": sum(conceded for _, conceded in scores),
        "points": win * won + draw * drawn,
    }
