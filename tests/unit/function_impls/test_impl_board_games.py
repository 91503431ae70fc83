"""Sudoku against a published puzzle, tic-tac-toe against play of all games."""

from __future__ import annotations

import pytest

from function_impls.board_games import (
    check_sudoku,
    judge_tic_tac_toe,
    list_sudoku_candidates,
    suggest_tic_tac_toe_move,
)

# The puzzle and its solution in Wikipedia's article on sudoku.
PUZZLE = "530070000600195000098000060800060003400803001700020006060000280000419005000080079"
SOLUTION = "534678912672195348198342567859761423426853791713924856961537284287419635345286179"


def test_published_sudoku() -> None:
    assert check_sudoku(grid=SOLUTION) == {"valid": True, "solved": True, "empty_cells": 0, "conflicts": []}
    assert check_sudoku(grid=PUZZLE) == {"valid": True, "solved": False, "empty_cells": 51, "conflicts": []}


def test_repeated_digits_are_found_in_all_areas() -> None:
    found = check_sudoku(grid="9" + SOLUTION[1:])

    assert not found["valid"]
    assert [(each["area"], each["number"], each["digit"]) for each in found["conflicts"]] == [
        ("row", 1, 9),
        ("column", 1, 9),
        ("box", 1, 9),
    ]


def test_candidates_hold_the_digit_of_the_solution() -> None:
    for at, digit in enumerate(PUZZLE):
        if digit == "0":
            found = list_sudoku_candidates(grid=PUZZLE, row=at // 9 + 1, column=at % 9 + 1)
            assert int(SOLUTION[at]) in found
    assert list_sudoku_candidates(grid=PUZZLE, row=5, column=5) == [5]
    with pytest.raises(ValueError, match="holds 5 already"):
        list_sudoku_candidates(grid=PUZZLE, row=1, column=1)


@pytest.mark.parametrize(
    ("board", "status", "winner", "next_player"),
    [
        (".........", "playing", None, "X"),
        ("X........", "playing", None, "O"),
        ("XO.XO.X..", "won", "X", None),
        ("OOOXX.X..", "won", "O", None),
        ("XOXXOOOXX", "drawn", None, None),
        ("XXXXOOOOX", "won", "X", None),
    ],
)
def test_states_of_a_game(board: str, status: str, winner: str | None, next_player: str | None) -> None:
    assert judge_tic_tac_toe(board=board) == {"status": status, "winner": winner, "next_player": next_player}


@pytest.mark.parametrize("board", ["O........", "XXX......", "XXXOOO...", "XXXOO.O..", "OOOXX.XX."])
def test_impossible_boards_are_refused(board: str) -> None:
    with pytest.raises(ValueError, match=r"take turns|take that one back"):
        judge_tic_tac_toe(board=board)


def test_suggested_moves_never_lose() -> None:
    # Tic-tac-toe is a draw with best play, so from "X in a corner, O in the centre" nobody can be beaten.
    waiting = ["X...O...."]
    while waiting:
        board = waiting.pop()
        state = judge_tic_tac_toe(board=board)
        assert state["winner"] != "X"
        if state["next_player"] == "X":
            waiting += [board[:at] + "X" + board[at + 1 :] for at in range(9) if board[at] == "."]
        elif state["next_player"] == "O":
            move = suggest_tic_tac_toe_move(board=board)
            at = 3 * (move["row"] - 1) + move["column"] - 1
            assert move["outcome"] != "loss"
            waiting.append(board[:at] + "O" + board[at + 1 :])


def test_threat_is_blocked() -> None:
    assert suggest_tic_tac_toe_move(board="XX..O....") == {"row": 1, "column": 3, "outcome": "draw"}


@pytest.mark.parametrize("board", ["XXXOO....", "XOXXOOOXX", "X........"])
def test_nothing_is_suggested_for_finished_or_empty_boards(board: str) -> None:
    with pytest.raises(ValueError, match=r"over|under two moves"):
        suggest_tic_tac_toe_move(board=board)
