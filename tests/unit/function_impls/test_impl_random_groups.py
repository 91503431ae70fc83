"""Draws of groups: complete, without repeats, reproducible."""

from __future__ import annotations

import pytest

from function_impls.random_groups import deal_cards, draw_gift_givers, draw_knockout_bracket, split_into_teams

LETTERS = list("abcdefghij")


def test_teams_hold_everybody_once() -> None:
    teams = split_into_teams(people=LETTERS, team_count=3, seed=6)

    assert [len(team) for team in teams] == [4, 3, 3]
    assert sorted(each for team in teams for each in team) == LETTERS
    with pytest.raises(ValueError, match="cannot fill"):
        split_into_teams(people=["Ala"], team_count=2, seed=1)


@pytest.mark.parametrize("size", [2, 3, 6, 8, 9])
def test_bracket_leaves_a_full_next_round(size: int) -> None:
    pairs = draw_knockout_bracket(players=LETTERS[:size], seed=11)

    assert len(pairs) in (1, 2, 4, 8)
    assert sorted(name for pair in pairs for name in (pair["first"], pair["second"]) if name) == LETTERS[:size]


def test_bracket_of_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        draw_knockout_bracket(players=["Ala"], seed=1)


@pytest.mark.parametrize("seed", range(20))
def test_presents_go_round_in_one_circle(seed: int) -> None:
    gifts = {each["giver"]: each["receiver"] for each in draw_gift_givers(people=LETTERS, seed=seed)}

    at, seen = "a", set()
    while at not in seen:
        seen.add(at)
        at = gifts[at]
    assert seen == set(LETTERS)


def test_nobody_to_give_to_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        draw_gift_givers(people=["Ala"], seed=1)


def test_whole_deck_is_dealt() -> None:
    hands = deal_cards(players=4, cards_each=13, seed=77)

    assert [len(hand) for hand in hands] == [13] * 4
    assert len({(card["rank"], card["suit"]) for hand in hands for card in hand}) == 52
    with pytest.raises(ValueError, match="the deck has 52"):
        deal_cards(players=5, cards_each=11, seed=1)
