"""Greetings."""

from __future__ import annotations


def greet(name: str) -> str:
    """Greet somebody.

    Args:
        name: Who is greeted.
    """
    return f"Hello, {name}!"


def wave(times: int = 1) -> str:
    """Wave a hand.

    Args:
        times: How often.
    """
    return "o/" * times
