"""Docstrings of three styles tell the same."""

from __future__ import annotations

import pytest

from service.catalog.docstrings import read_docstring

GOOGLE = """Sends a letter.

    It is not registered.

    Args:
        to (str): who gets it,
            with the town
        weight (Optional[dict(str)]): in grams

    Returns:
        The number.
    """
NUMPY = """Sends a letter.

    It is not registered.

    Parameters
    ----------
    to : str
        who gets it,
        with the town
    weight : int, optional
        in grams

    Returns
    -------
    int
        The number.
    """
REST = """Sends a letter.

    It is not registered.

    :param str to: who gets it,
        with the town
    :param weight: in grams
    :returns: the number
    """


@pytest.mark.parametrize("text", [GOOGLE, NUMPY, REST], ids=["google", "numpy", "rest"])
def test_every_style_gives_description_and_parameters(text: str) -> None:
    said = read_docstring(text)
    assert said.description == "Sends a letter. It is not registered."
    assert said.parameters == {"to": "who gets it, with the town", "weight": "in grams"}


@pytest.mark.parametrize("text", [None, "", "Args:", ":param x", "Parameters\n-----", "---"])
def test_no_text_is_an_error(text: str | None) -> None:
    assert read_docstring(text).parameters == {}
