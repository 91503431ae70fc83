"""Chess: positions in Forsyth-Edwards notation, and how pieces move."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Pattern

Fen: TypeAlias = Annotated[
    str, Pattern(r"^[1-8pnbrqkPNBRQK/]{15,71} [wb] [KQkq-]{1,4} [a-h1-8-]{1,2} [0-9]{1,3} [0-9]{1,3}$")
]
Square: TypeAlias = Annotated[str, Pattern(r"^[a-h][1-8]$")]

_NAMES = {"p": "pawn", "n": "knight", "b": "bishop", "r": "rook", "q": "queen", "k": "king"}
_VALUES = {"p": 1, "n": 3, "b": 3, "r": 5, "q": 9, "k": 0}
_HOMES = {
    "K": ("e1", "K", "h1", "R"),
    "Q": ("e1", "K", "a1", "R"),
    "k": ("e8", "k", "h8", "r"),
    "q": ("e8", "k", "a8", "r"),
}
_STRAIGHT = ((1, 0), (-1, 0), (0, 1), (0, -1))
_DIAGONAL = ((1, 1), (1, -1), (-1, 1), (-1, -1))
_JUMPS = ((1, 2), (2, 1), (-1, 2), (-2, 1), (1, -2), (2, -1), (-1, -2), (-2, -1))
_DIRECTIONS = {
    "rook": _STRAIGHT,
    "bishop": _DIAGONAL,
    "queen": _STRAIGHT + _DIAGONAL,
    "king": _STRAIGHT + _DIAGONAL,
    "knight": _JUMPS,
}


class FenCheck(TypedDict):
    """Whether a position is sound; ``reason`` says what is wrong."""

    valid: bool
    reason: str | None


class SquareContent(TypedDict):
    """What stands on a square; both null where it is empty."""

    piece: str | None
    colour: Literal["white", "black"] | None


class Material(TypedDict):
    """Points of both sides: pawn 1, knight and bishop 3, rook 5, queen 9."""

    white: int
    black: int
    difference: int


def check_chess_fen(fen: Fen) -> FenCheck:
    """Check a chess position in Forsyth-Edwards notation, all six fields.

    Checked are eight ranks of eight squares, one king each, pawns off the first and last rank, castling rights with
    king and rook at home, and an en passant square behind a pawn. Not checked is whether a game can reach the position.

    Args:
        fen: Position with six fields.

    Returns:
        Whether it is sound, and the first thing that is wrong.

    Examples:
        >>> check_chess_fen(fen="8/8/8/8/8/8/8/K7 w - - 0 1")
        {'valid': False, 'reason': 'there must be one black king, not 0'}

    See Also:
        get_chess_piece: One square of a position.
        count_chess_material: The strength of both sides.
    """
    reason = _fault(fen)
    return {"valid": reason is None, "reason": reason}


def get_chess_piece(fen: Fen, square: Square) -> SquareContent:
    """Tell which piece stands on a square of a chess position.

    Args:
        fen: Position in Forsyth-Edwards notation.
        square: Square such as e4.

    Returns:
        The piece and its colour.

    Raises:
        ValueError: The position is not sound.

    Examples:
        >>> get_chess_piece(fen="4k3/8/8/8/8/8/8/3QK3 w - - 0 1", square="d1")
        {'piece': 'queen', 'colour': 'white'}

    See Also:
        list_chess_moves: Where a piece could go.
        check_chess_fen: Whether the whole position is sound.
    """
    piece = _sound(fen).get(square)
    if piece is None:
        return {"piece": None, "colour": None}
    return {"piece": _NAMES[piece.lower()], "colour": "white" if piece.isupper() else "black"}


def count_chess_material(fen: Fen) -> Material:
    """Count the material of both sides of a chess position in points.

    Args:
        fen: Position in Forsyth-Edwards notation.

    Returns:
        Points of both, and those of White less those of Black.

    Raises:
        ValueError: The position is not sound.

    Examples:
        >>> count_chess_material(fen="4k2r/8/8/8/8/8/8/3QK3 w - - 0 1")
        {'white': 9, 'black': 5, 'difference': 4}

    See Also:
        check_chess_fen: Whether the position is sound.
    """
    pieces = _sound(fen).values()
    white = sum([_VALUES[each.lower()] for each in pieces if each.isupper()])
    black = sum([_VALUES[each] for each in pieces if each.islower()])
    return {"white": white, "black": black, "difference": white - black}


def list_chess_moves(piece: Literal["king", "queen", "rook", "bishop", "knight"], square: Square) -> list[str]:
    """List the squares that a chess piece can reach in one move on an empty board.

    Args:
        piece: The piece.
        square: Where it stands.

    Returns:
        Squares in alphabetical order.

    Examples:
        >>> list_chess_moves(piece="knight", square="a1")
        ['b3', 'c2']

    See Also:
        get_chess_piece: What stands on a square of a position.
    """
    steps = 1 if piece in ("king", "knight") else 7
    file, rank = "abcdefgh".index(square[0]), int(square[1]) - 1
    places = [
        (file + step * right, rank + step * up) for right, up in _DIRECTIONS[piece] for step in range(1, steps + 1)
    ]
    return sorted([f"{'abcdefgh'[x]}{y + 1}" for x, y in places if 0 <= x < 8 and 0 <= y < 8])


def _sound(fen: str) -> dict[str, str]:
    reason = _fault(fen)
    if reason is not None:
        raise ValueError(f"the position is not sound: {reason}")
    return _pieces(fen.split(" ", maxsplit=1)[0])


def _pieces(placement: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for down, row in enumerate(placement.split("/")):
        cells = re.sub(r"[1-8]", lambda match: "." * int(match.group()), row)
        found = {
            **found,
            **{f"{file}{8 - down}": each for file, each in zip("abcdefgh", cells, strict=True) if each != "."},
        }
    return found


def _fault(fen: str) -> str | None:
    placement, side, castling, passing = fen.split(" ")[:4]
    if int(fen.split(" ")[5]) < 1:
        return "moves are counted from 1"
    rows = placement.split("/")
    if len(rows) != 8:
        return f"there must be 8 ranks, not {len(rows)}"
    for number, row in enumerate(rows):
        width = sum([int(each) if each.isdigit() else 1 for each in row])
        if width != 8:
            return f"rank {8 - number} must have 8 squares, not {width}"
    for king, colour in (("K", "white"), ("k", "black")):
        if placement.count(king) != 1:
            return f"there must be one {colour} king, not {placement.count(king)}"
    if "p" in (rows[0] + rows[7]).lower():
        return "pawns cannot stand on the first or last rank"
    pieces = _pieces(placement)
    return _castling_fault(castling, pieces) or _passing_fault(passing, side, pieces)


def _castling_fault(castling: str, pieces: dict[str, str]) -> str | None:
    if castling == "-":
        return None
    if castling != "".join([each for each in "KQkq" if each in castling]):
        return "castling rights must be letters of KQkq in this order, or -"
    for each in castling:
        king_home, king, rook_home, rook = _HOMES[each]
        if pieces.get(king_home) != king or pieces.get(rook_home) != rook:
            return f"castling {each} needs its king on {king_home} and a rook on {rook_home}"
    return None


def _passing_fault(passing: str, side: str, pieces: dict[str, str]) -> str | None:
    if passing == "-":
        return None
    rank, pawn_rank, pawn = ("6", "5", "p") if side == "w" else ("3", "4", "P")
    if len(passing) != 2 or passing[0] not in "abcdefgh" or passing[1] != rank:
        return f"the en passant square must be on rank {rank}, or -"
    if pieces.get(passing[0] + pawn_rank) != pawn or passing in pieces:
        return f"the en passant square {passing} needs a pawn that has just passed it on {passing[0]}{pawn_rank}"
    return None
