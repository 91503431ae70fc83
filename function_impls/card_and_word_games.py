"""Poker hands, Scrabble words and ten-pin bowling."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Pattern, Range

Card: TypeAlias = Annotated[str, Pattern(r"^(10|[2-9JQKA])[CDHS]$")]
Hand: TypeAlias = Annotated[list[Card], Length(minimum=5, maximum=5, unique=True)]
HandName: TypeAlias = Literal[
    "high card",
    "pair",
    "two pairs",
    "three of a kind",
    "straight",
    "flush",
    "full house",
    "four of a kind",
    "straight flush",
    "royal flush",
]
Word: TypeAlias = Annotated[str, Pattern("^[A-Za-zĄĆĘŁŃÓŚŹŻąćęłńóśźż]{1,15}$")]
Letter: TypeAlias = Annotated[str, Pattern("^[A-Za-zĄĆĘŁŃÓŚŹŻąćęłńóśźż]$")]
Language: TypeAlias = Literal["en", "pl"]

_RANKS = ("2", "3", "4", "5", "6", "7", "8", "9", "10", "J", "Q", "K", "A")
_HANDS: tuple[HandName, ...] = (
    "high card",
    "pair",
    "two pairs",
    "three of a kind",
    "straight",
    "flush",
    "full house",
    "four of a kind",
    "straight flush",
    "royal flush",
)
_SHAPES = {(4, 1): 7, (3, 2): 6, (3, 1, 1): 3, (2, 2, 1): 2, (2, 1, 1, 1): 1, (1, 1, 1, 1, 1): 0}
# Mattel's rules (English) and those of Polska Federacja Scrabble: letter, points, number of tiles.
_TILES_TEXT = {
    "en": "A1/9 B3/2 C3/2 D2/4 E1/12 F4/2 G2/3 H4/2 I1/9 J8/1 K5/1 L1/4 M3/2 N1/6 O1/8 P3/2 Q10/1 R1/6 S1/4 T1/6 U1/4 "
    "V4/2 W4/2 X8/1 Y4/2 Z10/1",
    "pl": "A1/9 Ą5/1 B3/2 C2/3 Ć6/1 D2/3 E1/7 Ę5/1 F5/1 G3/2 H3/2 I1/8 J3/2 K2/3 L2/3 Ł3/2 M2/3 N1/5 Ń7/1 O1/6 Ó5/1 "
    "P2/3 R1/4 S1/4 Ś5/1 T2/3 U3/2 W1/4 Y2/4 Z1/5 Ź9/1 Ż5/1",
}
_POINTS = {
    language: {each[0]: int(each[1:].split("/")[0]) for each in text.split(" ")}
    for language, text in _TILES_TEXT.items()
}
_TILES = {
    language: {each[0]: int(each.split("/")[1]) for each in text.split(" ")} for language, text in _TILES_TEXT.items()
}


class PokerHand(TypedDict):
    """Name of a hand and its ranks in the order in which they decide between equal hands."""

    name: HandName
    deciding_ranks: list[str]


class PokerComparison(TypedDict):
    """The stronger of two hands, or a tie."""

    winner: Literal["a", "b", "tie"]
    hand_a: HandName
    hand_b: HandName


class LetterScore(TypedDict):
    """Points of a letter and how many tiles a set has."""

    letter: str
    points: int
    tiles: int


class BowlingGame(TypedDict):
    """Score after each frame that is decided, and the total of those."""

    frames: list[int]
    total: int
    finished: bool


def rank_poker_hand(cards: Hand) -> PokerHand:
    """Name the poker hand that five cards make.

    Args:
        cards: Five different cards: rank (2-10, J, Q, K, A) and suit (C, D, H, S), such as 10H or AS.

    Returns:
        The hand, and its ranks in the order in which they decide.

    Examples:
        >>> rank_poker_hand(cards=["AS", "2D", "3C", "4H", "5S"])
        {'name': 'straight', 'deciding_ranks': ['5', '4', '3', '2', 'A']}

    See Also:
        compare_poker_hands: Which of two hands wins.
    """
    level, ranks = _value(cards)
    names = ["A" if each == -1 else _RANKS[each] for each in ranks]
    return {"name": _HANDS[level], "deciding_ranks": names}


def compare_poker_hands(hand_a: Hand, hand_b: Hand) -> PokerComparison:
    """Tell which of two poker hands of five cards wins.

    Args:
        hand_a: One hand.
        hand_b: The other, without a card of the first.

    Returns:
        The winner and both hands.

    Raises:
        ValueError: A card is in both hands.

    Examples:
        >>> compare_poker_hands(hand_a=["2H", "3D", "5S", "9C", "KD"], hand_b=["2C", "3H", "4S", "8C", "AH"])
        {'winner': 'b', 'hand_a': 'high card', 'hand_b': 'high card'}
        >>> compare_poker_hands(hand_a=["2H", "3D", "5S", "9C", "KD"], hand_b=["2H", "3H", "4S", "8C", "AH"])
        Traceback (most recent call last):
        ValueError: the card 2H is in both hands

    See Also:
        rank_poker_hand: The name of one hand.
    """
    for each in hand_a:
        if each in hand_b:
            raise ValueError(f"the card {each} is in both hands")
    value_a, value_b = _value(hand_a), _value(hand_b)
    winner: Literal["a", "b", "tie"] = "tie"
    if value_a != value_b:
        winner = "a" if value_a > value_b else "b"
    return {"winner": winner, "hand_a": _HANDS[value_a[0]], "hand_b": _HANDS[value_b[0]]}


def score_scrabble_word(
    word: Word, language: Language, word_multiplier: Literal[1, 2, 3, 4, 9] = 1, all_seven_tiles: bool = False
) -> int:
    """Compute the points of a word in Scrabble, without blanks and letter premiums.

    The word is not looked up in a dictionary.

    Args:
        word: The word.
        language: Set of tiles: en or pl.
        word_multiplier: Product of the word premiums covered.
        all_seven_tiles: Whether seven tiles were laid at once, which adds 50.

    Returns:
        The points.

    Raises:
        ValueError: A letter is not in the set, or more often in the word than there are tiles.

    Examples:
        >>> score_scrabble_word(word="żółw", language="pl")
        14
        >>> score_scrabble_word(word="quiz", language="pl")
        Traceback (most recent call last):
        ValueError: the pl set has no tile for 'Q'

    See Also:
        get_scrabble_letter: One letter.
    """
    points, tiles = _POINTS[language], _TILES[language]
    letters = word.upper()
    for letter in letters:
        if letter not in points:
            raise ValueError(f"the {language} set has no tile for {letter!r}")
        if letters.count(letter) > tiles[letter]:
            raise ValueError(f"the number of tiles of {letter!r} in the {language} set is only {tiles[letter]}")
    if all_seven_tiles and len(word) < 7:
        raise ValueError(f"{word!r} has fewer than seven letters, so seven tiles were not laid")
    return sum([points[each] for each in letters]) * word_multiplier + 50 * int(all_seven_tiles)


def get_scrabble_letter(letter: Letter, language: Language) -> LetterScore:
    """Tell the points of one Scrabble letter, and how many tiles a set has of it.

    Args:
        letter: The letter.
        language: Set of tiles: en or pl.

    Returns:
        Points and number of tiles.

    Raises:
        ValueError: The set has no such letter.

    Examples:
        >>> get_scrabble_letter(letter="ź", language="pl")
        {'letter': 'Ź', 'points': 9, 'tiles': 1}

    See Also:
        score_scrabble_word: A whole word.
    """
    wanted = letter.upper()
    if wanted not in _POINTS[language]:
        raise ValueError(f"the {language} set has no tile for {wanted!r}")
    return {"letter": wanted, "points": _POINTS[language][wanted], "tiles": _TILES[language][wanted]}


def score_bowling_game(
    rolls: Annotated[list[Annotated[int, Range(minimum=0, maximum=10)]], Length(minimum=0, maximum=21)],
) -> BowlingGame:
    """Score a game of ten-pin bowling by the traditional rules, finished or not.

    Args:
        rolls: Pins knocked down by each roll, in order.

    Returns:
        Score after each frame whose bonus is known.

    Raises:
        ValueError: A frame knocks down over 10 pins, or there are rolls after the end.

    Examples:
        >>> score_bowling_game(rolls=[10, 3, 4, 5, 5])
        {'frames': [17, 24], 'total': 24, 'finished': False}
        >>> score_bowling_game(rolls=[8, 3])
        Traceback (most recent call last):
        ValueError: frame 1 knocks down 8 and 3, and there are 10 pins
    """
    scores: list[int] = []
    total = at = 0
    for frame in range(1, 11):
        if at >= len(rolls):
            break
        strike = rolls[at] == 10
        pair = rolls[at : at + 2]
        if not strike and sum(pair) > 10:
            raise ValueError(f"frame {frame} knocks down {pair[0]} and {pair[1]}, and there are 10 pins")
        counted = rolls[at : at + (3 if strike or sum(pair) == 10 else 2)]
        if frame == 10:
            _check_last_frame(counted, len(rolls) - at)
        complete = len(counted) == 3 or (len(counted) == 2 and not strike and sum(counted) < 10)
        if complete:
            total += sum(counted)
            scores = [*scores, total]
        at += 1 if strike and frame < 10 else 2
    return {"frames": scores, "total": total, "finished": len(scores) == 10}


def _check_last_frame(counted: list[int], given: int) -> None:
    if len(counted) < given:
        raise ValueError(f"there are {given - len(counted)} rolls after the end of the game")
    if len(counted) == 3 and counted[0] == 10 and counted[1] != 10 and counted[1] + counted[2] > 10:
        raise ValueError(f"frame 10 knocks down {counted[1]} and {counted[2]} after a strike, and there are 10 pins")


def _value(cards: list[str]) -> tuple[int, list[int]]:
    """Level of a hand and ranks that decide, so that the greater value wins."""
    ranks = [_RANKS.index(each[:-1]) for each in cards]
    counted = sorted([(ranks.count(each), each) for each in set(ranks)], reverse=True)
    order = [each for _, each in counted]
    level = _SHAPES[tuple([count for count, _ in counted])]
    flush = len({each[-1] for each in cards}) == 1
    if order == [12, 3, 2, 1, 0]:
        order = [3, 2, 1, 0, -1]
    if len(order) == 5 and order[0] - order[4] == 4:
        level = 8 if flush else 4
        if flush and order[0] == 12:
            level = 9
    elif flush:
        level = 5
    return level, order
