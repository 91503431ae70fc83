"""What docstrings say beyond their parameters."""

from __future__ import annotations

import inspect

import pytest

from service.catalog.doc_sections import DocExample, Sections, read_sections


def sections(text: str, name: str = "pay") -> Sections:
    return read_sections(inspect.cleandoc(text), name)


WHOLE = """Pay an amount.

    Returns:
        What is left,
        in grosze.

    Raises:
        ValueError: The amount
            is negative.
        KeyError: Nobody has the account.

    Errors:
        account '.*' has only .*; ask for less: There is too little.

    Examples:
        >>> pay(amount=5, to="ACC-1")
        {'left': 7,
         'to': None}
        >>> pay(amount=-5, to="ACC-1")
        Traceback (most recent call last):
            ...
        ValueError: not -5

    See Also:
        refund: For the other direction.
"""


def test_every_section_is_read() -> None:
    assert sections(WHOLE) == Sections(
        returns="What is left, in grosze.",
        raises={"ValueError": "The amount is negative.", "KeyError": "Nobody has the account."},
        errors={"account '.*' has only .*; ask for less": "There is too little."},
        siblings={"refund": "For the other direction."},
        examples=(
            DocExample(arguments={"amount": 5, "to": "ACC-1"}, result={"left": 7, "to": None}),
            DocExample(arguments={"amount": -5, "to": "ACC-1"}, raises="ValueError: not -5"),
        ),
    )


def test_fields_of_an_object_are_read() -> None:
    assert sections("A point.\n\n    Attributes:\n        x: To the right.\n        y: Up.\n    ").attributes == {
        "x": "To the right.",
        "y": "Up.",
    }


@pytest.mark.parametrize("text", [None, "", "Pay.", "Pay: now.\n\nNot a section:\n"])
def test_a_docstring_without_sections_says_nothing(text: str | None) -> None:
    assert read_sections(text, "pay") == Sections()


def test_text_that_is_not_indented_ends_a_section() -> None:
    assert sections("Pay.\n\n    Raises:\n        ValueError: No.\n    More text: here.\n    ").raises == {
        "ValueError": "No."
    }


def test_a_colon_before_no_space_belongs_to_the_expression() -> None:
    assert sections("Pay.\n\n    Errors:\n        at \\d\\d:\\d\\d: It is late.\n    ").errors == {
        r"at \d\d:\d\d": "It is late."
    }


@pytest.mark.parametrize(
    ("example", "problem"),
    [
        ("pay(5)", "no call with named arguments"),
        ("refund(amount=5)", "it calls 'refund'"),
        ("pay(**given)", "unpacks arguments"),
        ("pay(amount=5 + five)", "malformed node"),
        ("amount = 5", "invalid syntax"),
        ("pay.back(amount=5)", "no call with named arguments"),
    ],
)
def test_an_example_that_is_no_call_with_literals_is_a_problem(example: str, problem: str) -> None:
    found = sections(f"Pay.\n\n    Examples:\n        >>> {example}\n        1\n    ")
    assert found.examples == ()
    assert problem in "".join(found.problems)


def test_a_result_that_is_no_literal_is_a_problem() -> None:
    found = sections("Pay.\n\n    Examples:\n        >>> pay(amount=5)\n        <Receipt 5>\n    ")
    assert found.examples == ()
    assert len(found.problems) == 1


def test_an_example_without_a_result_gives_null() -> None:
    found = sections("Pay.\n\n    Examples:\n        >>> pay(amount=5)\n    ")
    assert found.examples == (DocExample(arguments={"amount": 5}, result=None),)
