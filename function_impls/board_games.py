"""Games on squared paper: sudoku and tic-tac-toe."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Pattern, Range

Grid: TypeAlias = Annotated[str, Pattern(r"^[0-9]{81}$")]
Board: TypeAlias = Annotated[str, Pattern(r"^[XO.]{9}$")]
Player: TypeAlias = Literal["X", "O"]

_LINES = ((0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6))


class SudokuConflict(TypedDict):
    """A digit that stands twice in one row, column or box, numbered from 1."""

    area: Literal["row", "column", "box"]
    number: int
    digit: int


class SudokuCheck(TypedDict):
    """Whether no digit repeats, and how many cells are empty."""

    valid: bool
    solved: bool
    empty_cells: int
    conflicts: list[SudokuConflict]


class TicTacToe(TypedDict):
    """State of a game; ``next_player`` is null once it is over."""

    status: Literal["playing", "won", "drawn"]
    winner: Player | None
    next_player: Player | None


class TicTacToeMove(TypedDict):
    """A best move, by row and column from 1, and how the game ends with best play of both."""

    row: int
    column: int
    outcome: Literal["win", "draw", "loss"]


def check_sudoku(grid: Grid) -> SudokuCheck:
    """Check a sudoku, finished or not: which digits repeat in a row, column or box.

    Args:
        grid: 81 digits row by row; 0 for an empty cell.

    Returns:
        Whether it breaks no rule, whether it is solved, and the conflicts.

    Examples:
        >>> check_sudoku(
        ...     grid="550000000000000000000000000000000000000000000000000000000000000000000000000000000",
        ... )
        {'valid': False,
         'solved': False,
         'empty_cells': 79,
         'conflicts': [{'area': 'row', 'number': 1, 'digit': 5}, {'area': 'box', 'number': 1, 'digit': 5}]}

    See Also:
        list_sudoku_candidates: Digits for one cell.
    """
    conflicts: list[SudokuConflict] = []
    for number in range(9):
        areas: tuple[tuple[Literal["row", "column", "box"], str], ...] = (
            ("row", grid[9 * number : 9 * number + 9]),
            ("column", grid[number::9]),
            ("box", _box(grid, number)),
        )
        for area, cells in areas:
            for digit in range(1, 10):
                if cells.count(str(digit)) > 1:
                    conflicts.append({"area": area, "number": number + 1, "digit": digit})
    empty = grid.count("0")
    return {
        "valid": not conflicts,
        "solved": not conflicts and empty == 0,
        "empty_cells": empty,
        "conflicts": conflicts,
    }


def list_sudoku_candidates(
    grid: Grid,
    row: Annotated[int, Range(minimum=1, maximum=9)],
    column: Annotated[int, Range(minimum=1, maximum=9)],
) -> list[int]:
    """List the digits that an empty cell of a sudoku may hold by its row, column and box.

    Args:
        grid: 81 digits row by row; 0 for an empty cell.
        row: Row of the cell, from the top.
        column: Column of the cell, from the left.

    Returns:
        The digits, ascending; empty where none fits.

    Raises:
        ValueError: The cell holds a digit already.

    Examples:
        >>> list_sudoku_candidates(
        ...     grid="012345678000000000000000000000000000000000000000000000000000000000000000000000000",
        ...     row=1,
        ...     column=1,
        ... )
        [9]
        >>> list_sudoku_candidates(
        ...     grid="012345678000000000000000000000000000000000000000000000000000000000000000000000000",
        ...     row=1,
        ...     column=2,
        ... )
        Traceback (most recent call last):
        ValueError: the cell in row 1, column 2 holds 1 already; choose an empty one

    See Also:
        check_sudoku: The whole grid.
    """
    at = 9 * (row - 1) + column - 1
    if grid[at] != "0":
        raise ValueError(f"the cell in row {row}, column {column} holds {grid[at]} already; choose an empty one")
    box = _box(grid, 3 * ((row - 1) // 3) + (column - 1) // 3)
    seen = grid[9 * (row - 1) : 9 * row] + grid[column - 1 :: 9] + box
    return [digit for digit in range(1, 10) if str(digit) not in seen]


def judge_tic_tac_toe(board: Board) -> TicTacToe:
    """Tell whether a game of tic-tac-toe is won, drawn or going on, and whose turn it is. X begins.

    Args:
        board: Nine cells row by row: X, O, or a point for an empty one.

    Returns:
        The state of the game.

    Raises:
        ValueError: No game can come to this board.

    Examples:
        >>> judge_tic_tac_toe(board="XXXOO....")
        {'status': 'won', 'winner': 'X', 'next_player': None}
        >>> judge_tic_tac_toe(board="XX.......")
        Traceback (most recent call last):
        ValueError: X moved 2 times and O 0 times; X begins and they take turns

    See Also:
        suggest_tic_tac_toe_move: A best move.
    """
    crosses, noughts = board.count("X"), board.count("O")
    if crosses - noughts not in (0, 1):
        raise ValueError(f"X moved {crosses} times and O {noughts} times; X begins and they take turns")
    winner = _winner(board)
    if (_has_line(board, "X") and crosses == noughts) or (_has_line(board, "O") and crosses > noughts):
        raise ValueError("the game was over before the last move; take that one back")
    if winner is not None:
        return {"status": "won", "winner": winner, "next_player": None}
    if "." not in board:
        return {"status": "drawn", "winner": None, "next_player": None}
    return {"status": "playing", "winner": None, "next_player": "X" if crosses == noughts else "O"}


def suggest_tic_tac_toe_move(board: Board) -> TicTacToeMove:
    """Suggest a best move in tic-tac-toe for the player whose turn it is, by searching all games.

    Of equally good moves the first in reading order is taken.

    Args:
        board: Nine cells row by row: X, O, or a point for an empty one; at least two are taken.

    Returns:
        The move and the outcome for this player with best play.

    Raises:
        ValueError: The board is impossible, nearly empty, or the game is over.

    Examples:
        >>> suggest_tic_tac_toe_move(board="XX.OO....")
        {'row': 1, 'column': 3, 'outcome': 'win'}

    See Also:
        judge_tic_tac_toe: Whether the game is over.
    """
    player = judge_tic_tac_toe(board)["next_player"]
    if player is None:
        raise ValueError("the game is over; there is no move to suggest")
    if board.count(".") > 7:
        raise ValueError("there are under two moves on the board; any move draws with best play")
    scores = {at: -_search(_put(board, at, player), _other(player)) for at in range(9) if board[at] == "."}
    best = max(scores.values())
    at = min([each for each, score in scores.items() if score == best])
    outcomes: dict[int, Literal["win", "draw", "loss"]] = {1: "win", 0: "draw", -1: "loss"}
    return {"row": at // 3 + 1, "column": at % 3 + 1, "outcome": outcomes[best]}


def _box(grid: str, number: int) -> str:
    start = 27 * (number // 3) + 3 * (number % 3)
    return grid[start : start + 3] + grid[start + 9 : start + 12] + grid[start + 18 : start + 21]


def _has_line(board: str, player: str) -> bool:
    return any(board[a] == board[b] == board[c] == player for a, b, c in _LINES)


def _winner(board: str) -> Player | None:
    if _has_line(board, "X"):
        return "X"
    return "O" if _has_line(board, "O") else None


def _put(board: str, at: int, player: str) -> str:
    return board[:at] + player + board[at + 1 :]


def _other(player: Player) -> Player:
    return "O" if player == "X" else "X"


def _search(board: str, player: Player) -> int:
    """The outcome for ``player``, who moves: 1, 0 or -1."""
    if _winner(board) is not None:
        return -1
    moves = [at for at in range(9) if board[at] == "."]
    if not moves:
        return 0
    return max([-_search(_put(board, at, player), _other(player)) for at in moves])
