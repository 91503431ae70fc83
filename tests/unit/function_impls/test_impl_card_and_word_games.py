"""Poker by counting hands, Scrabble by the sets' totals, bowling by published score sheets."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from function_impls import card_and_word_games
from function_impls.card_and_word_games import (
    compare_poker_hands,
    get_scrabble_letter,
    rank_poker_hand,
    score_bowling_game,
    score_scrabble_word,
)


@pytest.mark.parametrize(
    ("cards", "name"),
    # Hands of the World Series of Poker's official ranking.
    [
        ("AH KH QH JH 10H", "royal flush"),
        ("9C 8C 7C 6C 5C", "straight flush"),
        ("AS 2S 3S 4S 5S", "straight flush"),
        ("QS QH QD QC 2D", "four of a kind"),
        ("JS JH JD 4C 4D", "full house"),
        ("KD 9D 7D 3D 2D", "flush"),
        ("10S 9H 8D 7C 6D", "straight"),
        ("7S 7H 7D KC 2D", "three of a kind"),
        ("AS AH 3D 3C 9D", "two pairs"),
        ("8S 8H AD 5C 2D", "pair"),
        ("QS KH AD 2C 3D", "high card"),
    ],
)
def test_names_of_hands(cards: str, name: str) -> None:
    assert rank_poker_hand(cards=cards.split())["name"] == name


def test_numbers_of_hands_in_a_short_deck() -> None:
    # All 4,368 hands of the ranks A, K, Q and J, by combinatorics.
    deck = [rank + suit for rank in ("A", "K", "Q", "J") for suit in "CDHS"]
    counts = Counter(rank_poker_hand(cards=list(hand))["name"] for hand in combinations(deck, 5))

    assert counts == {
        "four of a kind": 4 * 12,
        "full house": 4 * 4 * 3 * 6,
        "three of a kind": 4 * 4 * 3 * 16,
        "two pairs": 6 * 36 * 8,
        "pair": 4 * 6 * 64,
    }


@pytest.mark.parametrize(
    ("one", "other", "winner"),
    [
        ("2S 2H 5D 6C 9D", "AS KH QD JC 9S", "a"),
        ("AS AH 3D 3C 9D", "AD AC 3S 3H 10D", "b"),
        ("AS 2H 3D 4C 5D", "2S 3H 4D 5C 6D", "b"),
        ("KS QH JD 10C 9D", "KD QC JS 10H 9S", "tie"),
        ("7S 7H 7D KC 2D", "6S 6H 6D AC QD", "a"),
    ],
)
def test_comparisons(one: str, other: str, winner: str) -> None:
    assert compare_poker_hands(hand_a=one.split(), hand_b=other.split())["winner"] == winner


def test_card_in_both_hands_is_refused() -> None:
    with pytest.raises(ValueError, match="10D is in both"):
        compare_poker_hands(hand_a=["2S", "2H", "5D", "6C", "10D"], hand_b=["AS", "KH", "QD", "JC", "10D"])


@pytest.mark.parametrize(("language", "letters"), [("en", 26), ("pl", 32)])
def test_a_set_has_98_lettered_tiles(language: card_and_word_games.Language, letters: int) -> None:
    # Both sets have 100 tiles with two blanks; the points of all English tiles sum up to 187.
    found = []
    for each in "AĄBCĆDEĘFGHIJKLŁMNŃOÓPQRSŚTUVWXYZŹŻ":
        try:
            found.append(get_scrabble_letter(letter=each, language=language))
        except ValueError:
            continue

    assert len(found) == letters
    assert sum(each["tiles"] for each in found) == 98
    if language == "en":
        assert sum(each["tiles"] * each["points"] for each in found) == 187


def test_words() -> None:
    # QUIZ is 10 + 1 + 1 + 10. The best Polish opening, PÓŹNOŚĆ with a tripled Ó, is known to score 128.
    assert (score_scrabble_word(word="późność", language="pl") + 2 * 5) * 2 + 50 == 128
    assert score_scrabble_word(word="quiz", language="en") == 22
    assert score_scrabble_word(word="Quiz", language="en", word_multiplier=3) == 66
    assert score_scrabble_word(word="zażółć", language="pl") == 1 + 1 + 5 + 5 + 3 + 6
    assert score_scrabble_word(word="letters", language="en", all_seven_tiles=True) == 57


@pytest.mark.parametrize(
    ("word", "language", "seven", "reason"),
    [
        ("żółw", "en", False, "no tile"),
        ("pizza", "en", False, "is only 1"),
        ("vox", "pl", False, "no tile"),
        ("cat", "en", True, "fewer than seven"),
    ],
)
def test_words_that_cannot_be_laid(word: str, language: card_and_word_games.Language, seven: bool, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        score_scrabble_word(word=word, language=language, all_seven_tiles=seven)


@pytest.mark.parametrize(
    ("rolls", "total"),
    # USBC: a perfect game is 300, nines and spares of five 150; R. C. Martin's bowling kata: 133.
    [
        ([10] * 12, 300),
        ([5] * 21, 150),
        ([9, 0] * 10, 90),
        ([0] * 20, 0),
        ([1, 4, 4, 5, 6, 4, 5, 5, 10, 0, 1, 7, 3, 6, 4, 10, 2, 8, 6], 133),
    ],
)
def test_whole_games(rolls: list[int], total: int) -> None:
    found = score_bowling_game(rolls=rolls)

    assert (found["total"], found["finished"], len(found["frames"])) == (total, True, 10)


def test_strike_waits_for_its_bonus() -> None:
    assert score_bowling_game(rolls=[10, 10]) == {"frames": [], "total": 0, "finished": False}
    assert score_bowling_game(rolls=[10, 10, 4])["frames"] == [24]
    assert score_bowling_game(rolls=[]) == {"frames": [], "total": 0, "finished": False}


@pytest.mark.parametrize(
    ("rolls", "reason"),
    [
        ([6, 5], "frame 1"),
        ([0] * 21, "after the end"),
        ([0] * 18 + [10, 6, 5], "after a strike"),
        ([10] * 13, "after the end"),
    ],
)
def test_impossible_games_are_refused(rolls: list[int], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        score_bowling_game(rolls=rolls)
