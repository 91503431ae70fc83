"""Draws: reproducible, complete, and as likely as the theory of chance says."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest

from function_impls import random_choices
from function_impls.random_choices import (
    draw_lottery_numbers,
    draw_number,
    flip_coins,
    make_sample_password,
    pick_items,
    pick_weighted_item,
    roll_dice,
    shuffle_items,
)

LETTERS = list("abcdefghij")
SEEDS = range(600)


def test_a_die_is_the_digest_that_the_module_describes() -> None:
    # FIPS 180-4, by hashlib: the first eight bytes of SHA-256 over "dice <seed> <step>", modulo the sides.
    digest = hashlib.sha256(b"dice 42 0").digest()

    assert roll_dice(dice="1d20", seed=42)["rolls"] == [1 + int.from_bytes(digest[:8], "big") % 20]


def test_dice_are_fair() -> None:
    # Chi-squared with 5 degrees of freedom stays below 20.5 in 999 of 1,000 cases (table of the distribution).
    counts = Counter(each for seed in SEEDS for each in roll_dice(dice="10d6", seed=seed)["rolls"])

    assert set(counts) == {1, 2, 3, 4, 5, 6}
    assert sum((count - 1000) ** 2 / 1000 for count in counts.values()) < 20.5


def test_modifier_is_added() -> None:
    plain, more, less = (roll_dice(dice=dice, seed=5) for dice in ("3d8", "3d8+4", "3d8-2"))

    assert (more["total"], less["total"]) == (plain["total"] + 4, plain["total"] - 2)
    assert less["modifier"] == -2


def test_die_of_one_side_is_refused() -> None:
    with pytest.raises(ValueError, match="2 sides"):
        roll_dice(dice="2d1", seed=1)


def test_coins_are_fair_and_reproducible() -> None:
    flips = flip_coins(count=1000, seed=3)

    assert flips == flip_coins(count=1000, seed=3)
    assert flips != flip_coins(count=1000, seed=4)
    assert 420 < flips.count("heads") < 580


def test_numbers_reach_both_bounds() -> None:
    assert {draw_number(minimum=-2, maximum=2, seed=seed) for seed in SEEDS} == {-2, -1, 0, 1, 2}
    with pytest.raises(ValueError, match="must not be over"):
        draw_number(minimum=1, maximum=0, seed=1)


def test_lottery_numbers_differ() -> None:
    numbers = draw_lottery_numbers(pool=49, count=6, seed=2025)

    assert len(set(numbers)) == 6
    assert numbers == sorted(numbers)
    assert set(numbers) <= set(range(1, 50))
    assert Counter(each for seed in SEEDS for each in draw_lottery_numbers(pool=5, count=2, seed=seed)).keys() == {
        1,
        2,
        3,
        4,
        5,
    }
    with pytest.raises(ValueError, match="at most 5"):
        draw_lottery_numbers(pool=5, count=6, seed=1)


def test_shuffling_reaches_all_orders_equally() -> None:
    # Six orders of three items, 100 expected of each; chi-squared as above.
    counts = Counter(tuple(shuffle_items(items=["a", "b", "c"], seed=seed)) for seed in SEEDS)

    assert len(counts) == 6
    assert sum((count - 100) ** 2 / 100 for count in counts.values()) < 20.5


def test_picked_items_do_not_repeat() -> None:
    picked = pick_items(items=LETTERS, count=4, seed=1)

    assert len(set(picked)) == 4
    assert set(picked) <= set(LETTERS)
    assert sorted(pick_items(items=["x", "x"], count=2, seed=1)) == ["x", "x"]
    with pytest.raises(ValueError, match="at most 10"):
        pick_items(items=LETTERS, count=11, seed=1)


def test_weights_are_kept() -> None:
    options: list[random_choices.WeightedItem] = [{"item": "often", "weight": 9}, {"item": "rarely", "weight": 1}]
    counts = Counter(pick_weighted_item(options=options, seed=seed) for seed in SEEDS)

    assert 510 < counts["often"] < 570
    assert counts.total() == 600


def test_password_has_each_kind_that_is_asked_for() -> None:
    for seed in range(50):
        password = make_sample_password(length=8, seed=seed)
        assert any(each.islower() for each in password)
        assert any(each.isupper() for each in password)
        assert any(each.isdigit() for each in password)
        assert not password.isalnum()
        assert not set(password) & set("lIOo01")
    plain = make_sample_password(length=20, seed=1, rules={"capitals": False, "digits": False, "symbols": False})
    assert plain.isalpha()
    assert plain.islower()
