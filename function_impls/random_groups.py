"""Reproducible draws of teams, opponents, presents and hands of cards: a seed gives the same draw everywhere."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Range
from function_impls.random_choices import Item, Seed, shuffle_items

UniqueItems: TypeAlias = Annotated[list[Item], Length(minimum=1, maximum=200, unique=True)]
Suit: TypeAlias = Literal["clubs", "diamonds", "hearts", "spades"]

_SUITS: tuple[Suit, ...] = ("clubs", "diamonds", "hearts", "spades")
_RANKS = ("2", "3", "4", "5", "6", "7", "8", "9", "10", "jack", "queen", "king", "ace")


class Pair(TypedDict):
    """Two that meet; ``second`` is null where the first passes without a match."""

    first: str
    second: str | None


class Gift(TypedDict):
    """Who gives a present to whom."""

    giver: str
    receiver: str


class Card(TypedDict):
    """A card of a deck of 52."""

    rank: str
    suit: Suit


def split_into_teams(
    people: UniqueItems, team_count: Annotated[int, Range(minimum=2, maximum=100)], seed: Seed
) -> list[list[str]]:
    """Split people at random into teams whose sizes differ by at most one.

    Args:
        people: Names, all different.
        team_count: How many teams.
        seed: Number that decides the split; the same seed gives the same teams.

    Returns:
        The teams, larger ones first.

    Raises:
        ValueError: There are fewer people than teams.

    Examples:
        >>> split_into_teams(people=["Ala", "Olek", "Ewa"], team_count=2, seed=4)
        [['Ewa', 'Ala'], ['Olek']]

    See Also:
        draw_knockout_bracket: Pairs that play against each other.
        shuffle_items: An order, without teams.
    """
    if len(people) < team_count:
        raise ValueError(
            f"{len(people)} people cannot fill {team_count} teams; team_count must be at most {len(people)}"
        )
    order = shuffle_items(people, seed)
    return [order[start::team_count] for start in range(team_count)]


def draw_knockout_bracket(players: UniqueItems, seed: Seed) -> list[Pair]:
    """Draw the first round of a knockout by lot.

    Where the number of players is no power of two, some pass without a match, so that the next round is full.

    Args:
        players: Names, all different.
        seed: Number that decides the draw; the same seed gives the same pairs.

    Returns:
        The pairs in the order of the bracket, those without an opponent first.

    Raises:
        ValueError: There is only one player.

    Examples:
        >>> draw_knockout_bracket(players=["A", "B", "C", "D", "E"], seed=2)
        [{'first': 'B', 'second': None},
         {'first': 'D', 'second': None},
         {'first': 'C', 'second': None},
         {'first': 'E', 'second': 'A'}]

    See Also:
        pair_knockout_seeds: Pairs by strength, nothing is drawn.
        draw_gift_givers: Everybody draws somebody else.
        split_into_teams: Teams of several people.
    """
    if len(players) < 2:
        raise ValueError("a bracket needs at least 2 players")
    order = shuffle_items(players, seed)
    size = 2
    while size < len(players):
        size *= 2
    byes = size - len(players)
    free: list[Pair] = [{"first": each, "second": None} for each in order[:byes]]
    playing = order[byes:]
    return free + [{"first": playing[at], "second": playing[at + 1]} for at in range(0, len(playing), 2)]


def draw_gift_givers(people: UniqueItems, seed: Seed) -> list[Gift]:
    """Draw who gives a present to whom, so that nobody draws themselves and all form one circle (Secret Santa).

    Args:
        people: Names, all different.
        seed: Number that decides the draw; the same seed gives the same pairs.

    Returns:
        One entry for each person, in the order of the argument.

    Raises:
        ValueError: There are fewer than two people.

    Examples:
        >>> draw_gift_givers(people=["Ala", "Olek"], seed=5)
        [{'giver': 'Ala', 'receiver': 'Olek'}, {'giver': 'Olek', 'receiver': 'Ala'}]

    See Also:
        draw_knockout_bracket: Pairs for a match.
    """
    if len(people) < 2:
        raise ValueError("a draw of presents needs at least 2 people")
    order = shuffle_items(people, seed)
    after = {order[at - 1]: order[at] for at in range(len(order))}
    return [{"giver": giver, "receiver": after[giver]} for giver in people]


def deal_cards(
    players: Annotated[int, Range(minimum=1, maximum=10)],
    cards_each: Annotated[int, Range(minimum=1, maximum=52)],
    seed: Seed,
) -> list[list[Card]]:
    """Shuffle a deck of 52 cards and deal hands one card at a time.

    Args:
        players: How many hands.
        cards_each: Cards in each hand.
        seed: Number that decides the shuffle; the same seed gives the same hands.

    Returns:
        The hands, in the order of dealing.

    Raises:
        ValueError: The deck has too few cards.

    Examples:
        >>> deal_cards(players=10, cards_each=6, seed=1)
        Traceback (most recent call last):
        ValueError: 10 hands of 6 cards need 60, and the deck has 52
    """
    needed = players * cards_each
    if needed > 52:
        raise ValueError(f"{players} hands of {cards_each} cards need {needed}, and the deck has 52")
    deck: list[Card] = [{"rank": rank, "suit": suit} for suit in _SUITS for rank in _RANKS]
    order = shuffle_items([str(number) for number in range(52)], seed)
    dealt = [deck[int(each)] for each in order[:needed]]
    return [dealt[start::players] for start in range(players)]
