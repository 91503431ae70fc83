"""Reproducible chance: the same seed and arguments give the same draw, on every machine and in every version.

Draws come from SHA-256 over the seed and a counter, not from Python's ``random``. Numbers below a bound are found by
rejection, so all are equally likely. Nothing here is fit for secrets.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal, NotRequired, TypeAlias, TypedDict

from function_impls.constraints import Length, Pattern, Range

Seed: TypeAlias = Annotated[int, Range(minimum=0, maximum=2147483647)]
Item: TypeAlias = Annotated[str, Length(minimum=1, maximum=100)]
Items: TypeAlias = Annotated[list[Item], Length(minimum=1, maximum=200)]

_LIMIT = 2**64
_LETTERS = "abcdefghijkmnpqrstuvwxyz"
_CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_DIGITS = "23456789"
_SYMBOLS = "!#%+-=?@_"


class Roll(TypedDict):
    """The dice one by one, and their sum with the modifier."""

    rolls: list[int]
    modifier: int
    total: int


class WeightedItem(TypedDict):
    """Something to choose, and how often as compared to the others.

    Attributes:
        item: What may be chosen.
        weight: Its weight; one of weight 2 comes twice as often as one of weight 1.
    """

    item: Item
    weight: Annotated[int, Range(minimum=1, maximum=1000000)]


class PasswordRules(TypedDict):
    """Which kinds of characters a password has besides small letters; each is true where it is left out.

    Attributes:
        capitals: Whether there are capital letters.
        digits: Whether there are digits.
        symbols: Whether there are symbols.
    """

    capitals: NotRequired[bool]
    digits: NotRequired[bool]
    symbols: NotRequired[bool]


def roll_dice(dice: Annotated[str, Pattern(r"^[1-9][0-9]?d[1-9][0-9]{0,2}([+-][0-9]{1,3})?$")], seed: Seed) -> Roll:
    """Roll dice that are written in the notation of role-playing games.

    Args:
        dice: Number of dice, the letter d, number of sides (at least 2), and optionally a modifier, such as 2d6+3.
        seed: Number that decides the rolls; the same seed gives the same rolls.

    Returns:
        The rolls in order, the modifier and the total.

    Raises:
        ValueError: A die has one side only.

    Examples:
        >>> roll_dice(dice="2d6+3", seed=42)
        {'rolls': [1, 5], 'modifier': 3, 'total': 9}
        >>> roll_dice(dice="1d1", seed=1)
        Traceback (most recent call last):
        ValueError: a die needs at least 2 sides; write 1d2 for a coin

    See Also:
        flip_coins: Heads and tails.
        draw_number: One number between two bounds.
    """
    count, _, rest = dice.partition("d")
    sign = "-" if "-" in rest else "+"
    sides, _, modifier = rest.partition(sign)
    if int(sides) < 2:
        raise ValueError("a die needs at least 2 sides; write 1d2 for a coin")
    rolls = [1 + each for each in _numbers(f"dice {seed}", int(count), int(sides))]
    change = int(sign + (modifier or "0"))
    return {"rolls": rolls, "modifier": change, "total": sum(rolls) + change}


def flip_coins(count: Annotated[int, Range(minimum=1, maximum=1000)], seed: Seed) -> list[Literal["heads", "tails"]]:
    """Flip a fair coin some times.

    Args:
        count: How many times.
        seed: Number that decides the flips; the same seed gives the same flips.

    Returns:
        The flips in order.

    Examples:
        >>> flip_coins(count=3, seed=7)
        ['tails', 'tails', 'heads']

    See Also:
        roll_dice: Dice with two or more sides.
    """
    return ["heads" if each else "tails" for each in _numbers(f"coin {seed}", count, 2)]


def draw_number(
    minimum: Annotated[int, Range(minimum=-1000000000, maximum=1000000000)],
    maximum: Annotated[int, Range(minimum=-1000000000, maximum=1000000000)],
    seed: Seed,
) -> int:
    """Draw one whole number between two bounds, both included.

    Args:
        minimum: Smallest number.
        maximum: Greatest number.
        seed: Number that decides the draw; the same seed gives the same number.

    Returns:
        The number.

    Raises:
        ValueError: The minimum is over the maximum.

    Examples:
        >>> draw_number(minimum=5, maximum=5, seed=1)
        5
        >>> draw_number(minimum=6, maximum=5, seed=1)
        Traceback (most recent call last):
        ValueError: minimum 6 must not be over maximum 5

    See Also:
        draw_lottery_numbers: Several different numbers.
        roll_dice: Dice, as games write them.
    """
    if minimum > maximum:
        raise ValueError(f"minimum {minimum} must not be over maximum {maximum}")
    return minimum + _numbers(f"number {seed}", 1, maximum - minimum + 1)[0]


def draw_lottery_numbers(
    pool: Annotated[int, Range(minimum=2, maximum=100)],
    count: Annotated[int, Range(minimum=1, maximum=100)],
    seed: Seed,
) -> list[int]:
    """Draw different numbers from 1 to the size of a pool, as a lottery does (Lotto: 6 of 49).

    Args:
        pool: Greatest number in the pool.
        count: How many numbers are drawn.
        seed: Number that decides the draw; the same seed gives the same numbers.

    Returns:
        The numbers, ascending.

    Raises:
        ValueError: More numbers are wanted than the pool has.

    Examples:
        >>> draw_lottery_numbers(pool=3, count=3, seed=1)
        [1, 2, 3]

    See Also:
        draw_number: A single number.
    """
    if count > pool:
        raise ValueError(f"a pool of {pool} numbers has no {count} different ones; count must be at most {pool}")
    return sorted(1 + each for each in _order(f"lottery {seed}", pool)[:count])


def shuffle_items(items: Items, seed: Seed) -> list[str]:
    """Put all items of a list into a random order.

    Args:
        items: The items; equal ones count separately.
        seed: Number that decides the order; the same seed gives the same order.

    Returns:
        All items in their new order.

    Examples:
        >>> shuffle_items(items=["b", "a", "c"], seed=3)
        ['a', 'c', 'b']

    See Also:
        pick_items: Only some of the items.
        split_into_teams: Groups of them.
    """
    return [items[each] for each in _order(f"shuffle {seed}", len(items))]


def pick_items(items: Items, count: Annotated[int, Range(minimum=1, maximum=200)], seed: Seed) -> list[str]:
    """Pick some items of a list at random, all equally likely, none of them twice.

    Args:
        items: The items to choose from.
        count: How many are picked.
        seed: Number that decides the choice; the same seed gives the same choice.

    Returns:
        The picked items in the order of the draw.

    Raises:
        ValueError: More items are wanted than there are.

    Examples:
        >>> pick_items(items=["a"], count=2, seed=1)
        Traceback (most recent call last):
        ValueError: 1 items cannot give 2 without repeats; count must be at most 1

    See Also:
        pick_weighted_item: One item, some likelier than others.
        shuffle_items: All items in a new order.
    """
    if count > len(items):
        raise ValueError(f"{len(items)} items cannot give {count} without repeats; count must be at most {len(items)}")
    return [items[each] for each in _order(f"pick {seed}", len(items))[:count]]


def pick_weighted_item(options: Annotated[list[WeightedItem], Length(minimum=1, maximum=100)], seed: Seed) -> str:
    """Pick one item at random, where items with a greater weight are likelier.

    Args:
        options: The items and their weights; weight 2 is twice as likely as weight 1.
        seed: Number that decides the choice; the same seed gives the same choice.

    Returns:
        The picked item.

    Examples:
        >>> pick_weighted_item(options=[{"item": "rain", "weight": 3}], seed=9)
        'rain'

    See Also:
        pick_items: All items are equally likely.
    """
    rest = _numbers(f"weighted {seed}", 1, sum([each["weight"] for each in options]))[0]
    for each in options:
        rest -= each["weight"]
        if rest < 0:
            return each["item"]
    return options[-1]["item"]


def make_sample_password(
    length: Annotated[int, Range(minimum=8, maximum=64)], seed: Seed, rules: PasswordRules | None = None
) -> str:
    """Make a password for examples and tests. The seed tells it to everybody, so never protect anything with it.

    Characters that look alike (l, I, O, o, 0, 1) are left out. Each kind that is asked for occurs at least once.

    Args:
        length: Number of characters.
        seed: Number that decides the password; the same seed gives the same one.
        rules: Which kinds of characters it has besides small letters; null for all.

    Returns:
        The password.

    Examples:
        >>> make_sample_password(length=12, seed=8)
        'z#X%6qpDxAtr'
    """
    chosen = rules or {}
    kinds = [_LETTERS]
    kinds += [_CAPITALS] if chosen.get("capitals", True) else []
    kinds += [_DIGITS] if chosen.get("digits", True) else []
    kinds += [_SYMBOLS] if chosen.get("symbols", True) else []
    every = "".join(kinds)
    pools = kinds + [every] * (length - len(kinds))
    letters = [pool[_numbers(f"password {seed} {at}", 1, len(pool))[0]] for at, pool in enumerate(pools)]
    return "".join([letters[each] for each in _order(f"password {seed}", length)])


def _numbers(name: str, count: int, bound: int) -> list[int]:
    """So many independent numbers from 0 to below ``bound``."""
    found: list[int] = []
    step = 0
    while len(found) < count:
        digest = hashlib.sha256(f"{name} {step}".encode()).digest()
        number = int.from_bytes(digest[:8], "big")
        step += 1
        if number < _LIMIT - _LIMIT % bound:
            found.append(number % bound)
    return found


def _order(name: str, size: int) -> list[int]:
    """A random order of 0 to below ``size``, by Fisher and Yates."""
    order = list(range(size))
    for last in range(size - 1, 0, -1):
        other = _numbers(f"{name} {last}", 1, last + 1)[0]
        order[last], order[other] = order[other], order[last]
    return order
