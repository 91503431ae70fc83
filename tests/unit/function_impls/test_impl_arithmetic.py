"""Exact arithmetic against Python's decimal module in a wide context, and against the tables of its documentation."""

from __future__ import annotations

import decimal
import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any, get_args

import pytest

from function_impls.arithmetic import (
    RoundingMode,
    add_decimals,
    calculate_fraction,
    convert_decimal_to_fraction,
    convert_fraction_to_decimal,
    divide_decimals,
    multiply_decimals,
    round_decimal,
    round_to_multiple,
    round_to_significant_digits,
)

WIDE = decimal.Context(prec=200)

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # What's New in Python 2.4, PEP 327: 35.72 + 1.73 and 35.72 * 1.73
    (add_decimals, {"numbers": ["35.72", "1.73"]}, "37.45"),
    (add_decimals, {"numbers": ["35.72", "-1.73"]}, "33.99"),
    (add_decimals, {"numbers": ["0.1"] * 10}, "1.0"),
    (multiply_decimals, {"numbers": ["35.72", "1.73"]}, "61.7956"),
    (multiply_decimals, {"numbers": ["-0.5", "0.5", "4"]}, "-1.00"),
    (divide_decimals, {"dividend": "1", "divisor": "7", "places": 20}, "0.14285714285714285714"),
    (divide_decimals, {"dividend": "-7", "divisor": "2", "places": 0}, "-4"),
    # IEEE 754-2019 §4.3.1: ties go to the even digit
    (round_decimal, {"number": "2.5", "places": 0}, "2"),
    (round_decimal, {"number": "-0.004", "places": 2}, "0.00"),
    # NIST SP 811, appendix B.7.1: 6.974 951 5 to 3, 6.974 950 5 to 4, 35.15 to 3 digits
    (round_to_significant_digits, {"number": "6.9749515", "digits": 3}, "6.97"),
    (round_to_significant_digits, {"number": "6.9749505", "digits": 4}, "6.975"),
    (round_to_significant_digits, {"number": "9.996", "digits": 3}, "10.0"),
    (round_to_significant_digits, {"number": "0", "digits": 3}, "0"),
    # Swiss cash rounding (CLDR supplemental data: CHF cashRounding 5)
    (round_to_multiple, {"number": "1.975", "multiple": "0.05"}, "2.00"),
    (round_to_multiple, {"number": "1.92", "multiple": "0.05"}, "1.90"),
    (calculate_fraction, {"left": "2/3", "operation": "multiply", "right": "9/4"}, (Fraction(3, 2), "1 1/2")),
    (calculate_fraction, {"left": "1/4", "operation": "subtract", "right": "1"}, (Fraction(-3, 4), "-3/4")),
    # The best approximations of pi: 22/7 (Archimedes) and 355/113 (Zu Chongzhi)
    (convert_decimal_to_fraction, {"number": "3.141592653589", "max_denominator": 50}, (Fraction(22, 7), "3 1/7")),
    (
        convert_decimal_to_fraction,
        {"number": "3.141592653589", "max_denominator": 1000},
        (Fraction(355, 113), "3 16/113"),
    ),
    # The period of 1/7 (OEIS A020806) and of 1/81 (OEIS A021085)
    (convert_fraction_to_decimal, {"numerator": 1, "denominator": 7}, "0.(142857)"),
    (convert_fraction_to_decimal, {"numerator": 1, "denominator": 81}, "0.(012345679)"),
    (convert_fraction_to_decimal, {"numerator": 12, "denominator": 4}, "3"),
]

IMPOSSIBLE: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (add_decimals, {"numbers": ["1,5"]}),
    (multiply_decimals, {"numbers": ["two"]}),
    (divide_decimals, {"dividend": "1", "divisor": "0.00"}),
    (round_decimal, {"number": "1e5", "places": 2}),
    (round_to_significant_digits, {"number": "", "digits": 2}),
    (round_to_multiple, {"number": "1", "multiple": "-0.05"}),
    (calculate_fraction, {"left": "1/2", "operation": "divide", "right": "0/3"}),
    (calculate_fraction, {"left": "1/0", "operation": "add", "right": "1"}),
    (convert_decimal_to_fraction, {"number": "1/2"}),
    (convert_fraction_to_decimal, {"numerator": 1, "denominator": 0}),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_function_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    found = function(**arguments)

    assert ((Fraction(found["fraction"]), found["mixed"]) if isinstance(found, dict) else found) == answer


@pytest.mark.parametrize(("function", "arguments"), IMPOSSIBLE)
def test_impossible_input_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)


@pytest.mark.parametrize("mode", get_args(RoundingMode))
def test_modes_of_rounding_are_those_of_the_decimal_module(mode: RoundingMode) -> None:
    draw = random.Random(5)
    for _ in range(300):
        number = f"{draw.choice(['', '-'])}{draw.randrange(50)}.{draw.choice(['5', '25', '50', '75', '125', '001'])}"
        exact = decimal.Decimal(number)
        for places in (0, 1, 2):
            step = decimal.Decimal(1).scaleb(-places)
            rounded = exact.quantize(step, rounding=f"ROUND_{mode.upper()}")
            assert decimal.Decimal(round_decimal(number=number, places=places, mode=mode)) == rounded


def test_operations_are_those_of_the_decimal_module() -> None:
    draw = random.Random(6)
    for _ in range(200):
        texts = [f"{draw.randrange(-(10**17), 10**17)}.{draw.randrange(10**12):012d}" for _ in range(3)]
        exact = [decimal.Decimal(each) for each in texts]
        assert add_decimals(numbers=texts) == str(WIDE.add(WIDE.add(exact[0], exact[1]), exact[2]))
        assert multiply_decimals(numbers=texts[:2]) == str(WIDE.multiply(exact[0], exact[1]))
        quotient = WIDE.divide(exact[0], exact[1]).quantize(decimal.Decimal("1e-10"), context=WIDE)
        assert decimal.Decimal(divide_decimals(dividend=texts[0], divisor=texts[1])) == quotient
