"""Whole numbers against published sequences and against other algorithms."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.whole_numbers import (
    check_prime,
    compute_digit_sum,
    compute_modular_power,
    convert_from_roman_numeral,
    convert_number_base,
    convert_to_roman_numeral,
    divide_with_remainder,
    find_greatest_common_divisor,
    find_least_common_multiple,
    list_divisors,
    list_primes,
)

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # Leijen, "Division and Modulus for Computer Scientists" (2001), table 1: 8 and -8 by 3 and -3
    (divide_with_remainder, {"dividend": -8, "divisor": 3}, {"quotient": -3, "remainder": 1}),
    (divide_with_remainder, {"dividend": 8, "divisor": -3}, {"quotient": -3, "remainder": -1}),
    (
        divide_with_remainder,
        {"dividend": 8, "divisor": -3, "convention": "euclidean"},
        {"quotient": -2, "remainder": 2},
    ),
    (
        divide_with_remainder,
        {"dividend": -8, "divisor": 3, "convention": "euclidean"},
        {"quotient": -3, "remainder": 1},
    ),
    (
        divide_with_remainder,
        {"dividend": -8, "divisor": -3, "convention": "euclidean"},
        {"quotient": 3, "remainder": 1},
    ),
    (
        divide_with_remainder,
        {"dividend": -8, "divisor": -3, "convention": "truncated"},
        {"quotient": 2, "remainder": -2},
    ),
    # Euclid, Elements VII.2, in Wikipedia's example: gcd(1071, 462) = 21
    (find_greatest_common_divisor, {"numbers": [1071, 462]}, 21),
    (find_greatest_common_divisor, {"numbers": [8, 9, 12]}, 1),
    # OEIS A003418: lcm of 1 to 10 is 2520, of 1 to 20 is 232792560
    (find_least_common_multiple, {"numbers": list(range(1, 11))}, 2520),
    (find_least_common_multiple, {"numbers": list(range(1, 21))}, 232792560),
    # Carmichael number 561 and the strong pseudoprime 3215031751 (OEIS A014233); 2^31 - 1 is a Mersenne prime
    (check_prime, {"number": 561}, False),
    (check_prime, {"number": 3215031751}, False),
    (check_prime, {"number": 2147483647}, True),
    # The largest prime below 10^18 (OEIS A033874)
    (check_prime, {"number": 10**18 - 11}, True),
    (check_prime, {"number": 1}, False),
    (list_primes, {"start": 0, "count": 10}, [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]),
    (list_primes, {"start": 10**9, "count": 1}, [1000000007]),
    # OEIS A000396: 496 is perfect
    (list_divisors, {"number": 496}, [1, 2, 4, 8, 16, 31, 62, 124, 248, 496]),
    (list_divisors, {"number": 36}, [1, 2, 3, 4, 6, 9, 12, 18, 36]),
    # RFC 4648 §8 digits; OEIS A007088
    (convert_number_base, {"digits": "cafe", "source_base": 16, "target_base": 10}, "51966"),
    (convert_number_base, {"digits": "-0010", "source_base": 10, "target_base": 2}, "-1010"),
    (convert_number_base, {"digits": "000", "source_base": 10, "target_base": 36}, "0"),
    # Wikipedia, "Roman numerals": MCMLIV is 1954, MMXIV is 2014; MDCCCCX on Admiralty Arch is not the usual form
    (convert_to_roman_numeral, {"number": 3999}, "MMMCMXCIX"),
    (convert_to_roman_numeral, {"number": 1954}, "MCMLIV"),
    (convert_from_roman_numeral, {"numeral": "mcmliv"}, 1954),
    (convert_from_roman_numeral, {"numeral": "MMXIV"}, 2014),
    # Wikipedia, "Modular exponentiation": 4^13 mod 497 = 445
    (compute_modular_power, {"base": 4, "exponent": 13, "modulus": 497}, 445),
    (compute_modular_power, {"base": 5, "exponent": 0, "modulus": 1}, 0),
    # Wikipedia, "Digital root": 12345 has the sum 15 and the root 6
    (compute_digit_sum, {"number": 12345}, 15),
    (compute_digit_sum, {"number": 12345, "repeat": True}, 6),
    (compute_digit_sum, {"number": 0, "repeat": True}, 0),
]

IMPOSSIBLE: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (divide_with_remainder, {"dividend": 1, "divisor": 0}),
    (find_greatest_common_divisor, {"numbers": [0, 5]}),
    (find_least_common_multiple, {"numbers": [3, -3]}),
    (check_prime, {"number": -7}),
    (list_primes, {"start": -1, "count": 3}),
    (list_divisors, {"number": 0}),
    (convert_number_base, {"digits": "102", "source_base": 2, "target_base": 10}),
    (convert_number_base, {"digits": "-1-0", "source_base": 2, "target_base": 10}),
    (convert_to_roman_numeral, {"number": 4000}),
    (convert_from_roman_numeral, {"numeral": "MDCCCCX"}),
    (compute_modular_power, {"base": 2, "exponent": -1, "modulus": 7}),
    (compute_digit_sum, {"number": -12}),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_function_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments"), IMPOSSIBLE)
def test_impossible_input_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)


def test_primes_are_those_of_the_sieve() -> None:
    sieve = [number > 1 for number in range(20000)]
    for number in range(2, 142):
        if sieve[number]:
            sieve[number * number :: number] = [False] * len(range(number * number, 20000, number))

    assert [check_prime(number=number) for number in range(20000)] == sieve


def test_every_convention_of_division_keeps_its_promise() -> None:
    for dividend in range(-20, 21):
        for divisor in [*range(-7, 0), *range(1, 8)]:
            exact = dividend / divisor
            truncated = divide_with_remainder(dividend=dividend, divisor=divisor, convention="truncated")
            euclidean = divide_with_remainder(dividend=dividend, divisor=divisor, convention="euclidean")
            assert truncated["quotient"] == math.trunc(exact)
            assert 0 <= euclidean["remainder"] < abs(divisor)
            for found in (truncated, euclidean):
                assert found["quotient"] * divisor + found["remainder"] == dividend


def test_roman_numerals_are_read_as_they_are_written() -> None:
    assert all(
        convert_from_roman_numeral(numeral=convert_to_roman_numeral(number=number)) == number
        for number in range(1, 4000)
    )


def test_bases_are_those_that_python_reads() -> None:
    draw = random.Random(4)
    for _ in range(200):
        number, base = draw.randrange(-(10**12), 10**12), draw.randrange(2, 37)
        written = convert_number_base(digits=str(number), source_base=10, target_base=base)
        assert int(written, base) == number
