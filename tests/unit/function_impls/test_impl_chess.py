"""Chess positions against the standard of the notation and published games."""

from __future__ import annotations

import pytest

from function_impls.chess import check_chess_fen, count_chess_material, get_chess_piece, list_chess_moves

START = "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1"


@pytest.mark.parametrize(
    "fen",
    # Portable Game Notation Specification, 16.1.4: the start, 1.e4, 1...c5, 2.Nf3.
    [
        START,
        "rnbqkbnr/pppppppp/8/8/4P3/8/PPPP1PPP/RNBQKBNR b KQkq e3 0 1",
        "rnbqkbnr/pp1ppppp/8/2p5/4P3/8/PPPP1PPP/RNBQKBNR w KQkq c6 0 2",
        "rnbqkbnr/pp1ppppp/8/2p5/4P3/5N2/PPPP1PPP/RNBQKB1R b KQkq - 1 2",
    ],
)
def test_positions_of_the_standard_are_sound(fen: str) -> None:
    assert check_chess_fen(fen=fen) == {"valid": True, "reason": None}


@pytest.mark.parametrize(
    ("fen", "reason"),
    [
        ("8/8/8/8/8/8/K6k w - - 0 1", "8 ranks"),
        ("8/8/8/8/8/8/8/K5k w - - 0 1", "rank 1 must have 8 squares, not 7"),
        ("8/8/8/8/8/8/8/KK5k w - - 0 1", "one white king, not 2"),
        ("P7/8/8/8/8/8/8/K6k w - - 0 1", "pawns"),
        ("4k3/8/8/8/8/8/8/4K3 w K - 0 1", "castling K"),
        ("r3k2r/8/8/8/8/8/8/R3K2R w qK - 0 1", "in this order"),
        ("4k3/8/8/8/8/8/8/4K3 w - e3 0 1", "rank 6"),
        ("4k3/8/8/8/8/8/8/4K3 w - e6 0 1", "just passed it on e5"),
        ("4k3/8/8/8/8/8/8/4K3 w - - 0 0", "counted from 1"),
    ],
)
def test_unsound_positions(fen: str, reason: str) -> None:
    found = check_chess_fen(fen=fen)

    assert not found["valid"]
    assert reason in (found["reason"] or "")
    with pytest.raises(ValueError, match="not sound"):
        get_chess_piece(fen=fen, square="a1")
    with pytest.raises(ValueError, match="not sound"):
        count_chess_material(fen=fen)


@pytest.mark.parametrize(
    ("square", "piece", "colour"),
    [("e1", "king", "white"), ("d8", "queen", "black"), ("g1", "knight", "white"), ("e4", None, None)],
)
def test_pieces_of_the_start(square: str, piece: str | None, colour: str | None) -> None:
    assert get_chess_piece(fen=START, square=square) == {"piece": piece, "colour": colour}


def test_material_of_the_start() -> None:
    # Eight pawns, two knights, two bishops, two rooks and a queen: 39 points.
    assert count_chess_material(fen=START) == {"white": 39, "black": 39, "difference": 0}
    assert count_chess_material(fen="4k3/8/8/8/8/8/8/R3K3 b - - 0 1")["difference"] == 5


@pytest.mark.parametrize(
    ("piece", "corner", "centre", "all_moves"),
    # The sums over all squares: 336 for the knight is OEIS A035008(8); a rook has 14 moves on each of 64 squares.
    [
        ("king", 3, 8, 420),
        ("queen", 21, 27, 1456),
        ("rook", 14, 14, 896),
        ("bishop", 7, 13, 560),
        ("knight", 2, 8, 336),
    ],
)
def test_numbers_of_moves(piece: str, corner: int, centre: int, all_moves: int) -> None:
    def count(square: str) -> int:
        return len(list_chess_moves(piece=piece, square=square))  # type: ignore[arg-type]  # one of the five names

    assert (count("a1"), count("d4")) == (corner, centre)
    assert sum(count(f"{file}{rank}") for file in "abcdefgh" for rank in range(1, 9)) == all_moves
