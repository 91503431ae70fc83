"""Check digits of numbers that their standards and makers publish as examples."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from function_impls.check_digits import (
    add_ean_digit,
    add_luhn_digit,
    convert_isbn,
    validate_card_number,
    validate_ean,
    validate_imei,
    validate_isbn,
    validate_issn,
    validate_vin,
)


# Source: the test cards that payment processors publish.
@pytest.mark.parametrize(
    ("card_number", "network"),
    [
        ("4242424242424242", "Visa"),
        ("5555 5555 5555 4444", "Mastercard"),
        ("2223003122003222", "Mastercard"),
        ("3782-822463-10005", "American Express"),
        ("30569309025904", "Diners Club"),
        ("6011111111111117", "Discover"),
        ("3530111333300000", "JCB"),
    ],
)
def test_test_card_is_valid_and_of_its_network(card_number: str, network: str) -> None:
    assert validate_card_number(card_number) == {"valid": True, "reason": None, "network": network}


# Sources: ISBN Users' Manual and Wikipedia "ISBN" (0-306-40615-2, 978-0-306-40615-7), 0-8044-2957-X;
# ISSN manual (0317-8471, 2434-561X); GS1's 5901234123457, 96385074,
# 036000291452; GSMA's IMEI 490154203237518 and 356938035643809; NHTSA's VIN 1M8GDM9AXKP042788 and 11111111111111111.
VALID: list[tuple[Callable[[str], Any], str]] = [
    (validate_isbn, "978-0-306-40615-7"),
    (validate_isbn, "0-8044-2957-x"),
    (validate_issn, "0317-8471"),
    (validate_issn, "2434-561X"),
    (validate_ean, "96385074"),
    (validate_ean, "036000291452"),
    (validate_imei, "356938035643809"),
    (validate_imei, "490154203237518"),
    (validate_vin, "11111111111111111"),
    (validate_vin, "5gzcz43d13s812715"),
]
INVALID: list[tuple[Callable[[str], Any], str]] = [
    (validate_card_number, "4242424242424241"),
    (validate_card_number, "4242"),
    (validate_isbn, "978-0-306-40615-6"),
    (validate_isbn, "0-306-40615-3"),
    (validate_isbn, "9770306406157"),
    (validate_issn, "0317-8472"),
    (validate_issn, "X317-8471"),
    (validate_ean, "96385075"),
    (validate_ean, "123456789"),
    (validate_imei, "490154203237517"),
    (validate_imei, "49015420323751"),
    (validate_vin, "1M8GDM9A1KP042788"),
    (validate_vin, "1M8GDM9AXKP04278O"),
]


@pytest.mark.parametrize(("function", "number"), VALID)
def test_published_number_is_valid(function: Callable[[str], Any], number: str) -> None:
    answer = function(number)

    assert answer == {"valid": True, "reason": None, "normalised": number.replace("-", "").upper()}


@pytest.mark.parametrize(("function", "number"), INVALID)
def test_number_with_a_slip_is_answered_with_a_reason(function: Callable[[str], Any], number: str) -> None:
    answer = function(number)

    assert (answer["valid"], bool(answer["reason"]), answer.get("normalised")) == (False, True, None)


def test_every_single_slip_in_a_card_number_is_found() -> None:
    sound = "4242424242424242"
    slips = [
        f"{sound[:place]}{digit}{sound[place + 1 :]}"
        for place in range(len(sound))
        for digit in "0123456789"
        if digit != sound[place]
    ]

    assert [each for each in slips if validate_card_number(each)["valid"]] == []


@pytest.mark.parametrize(("digits", "whole"), [("7992739871", "79927398713"), ("49015420323751", "490154203237518")])
def test_luhn_digit_is_the_published_one(digits: str, whole: str) -> None:
    assert add_luhn_digit(digits) == whole


@pytest.mark.parametrize("whole", ["5901234123457", "96385074", "036000291452", "10614141000415"])
def test_barcode_digit_is_the_published_one(whole: str) -> None:
    assert add_ean_digit(whole[:-1]) == whole


@pytest.mark.parametrize(
    ("isbn", "target", "converted"),
    [
        ("978-0-306-40615-7", "isbn_10", "0306406152"),
        ("0-8044-2957-X", "isbn_13", "9780804429573"),
        ("9780804429573", "isbn_10", "080442957X"),
        ("9780804429573", "isbn_13", "9780804429573"),
        ("080442957X", "isbn_10", "080442957X"),
    ],
)
def test_isbn_converts_both_ways(isbn: str, target: Any, converted: str) -> None:
    assert convert_isbn(isbn, target) == converted


@pytest.mark.parametrize(("isbn", "target"), [("9780306406156", "isbn_10"), ("979-10-90636-07-1", "isbn_10")])
def test_isbn_that_cannot_be_converted_raises_value_error(isbn: str, target: Any) -> None:
    with pytest.raises(ValueError, match="ISBN"):
        convert_isbn(isbn, target)
