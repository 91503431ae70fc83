"""Whole numbers: division with remainder, common divisors, primes, bases and Roman numerals."""

from __future__ import annotations

import math
import re
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Pattern, Range

Whole: TypeAlias = Annotated[int, Range(minimum=-1_000_000_000_000_000, maximum=1_000_000_000_000_000)]
Natural: TypeAlias = Annotated[int, Range(minimum=1, maximum=1_000_000_000_000)]
Base: TypeAlias = Annotated[int, Range(minimum=2, maximum=36)]

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_WITNESSES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


class Division(TypedDict):
    """``dividend = quotient * divisor + remainder``."""

    quotient: int
    remainder: int


def divide_with_remainder(
    dividend: Whole, divisor: Whole, convention: Literal["floor", "truncated", "euclidean"] = "floor"
) -> Division:
    """Divide whole numbers and tell the whole quotient and the remainder.

    Args:
        dividend: What is divided.
        divisor: What it is divided by, not zero.
        convention: floor gives a remainder with the divisor's sign, truncated with the dividend's, euclidean never a
            negative one. They agree where both numbers are positive.

    Returns:
        The quotient and the remainder.

    Raises:
        ValueError: The divisor is zero.

    Examples:
        >>> divide_with_remainder(dividend=17, divisor=5)
        {'quotient': 3, 'remainder': 2}
        >>> divide_with_remainder(dividend=-17, divisor=5, convention="truncated")
        {'quotient': -3, 'remainder': -2}
        >>> divide_with_remainder(dividend=17, divisor=0)
        Traceback (most recent call last):
        ValueError: the divisor must not be zero

    See Also:
        divide_decimals: A quotient with digits after the point.
        compute_modular_power: The remainder of a power.
    """
    if divisor == 0:
        raise ValueError("the divisor must not be zero")
    quotient, remainder = divmod(dividend, divisor)
    away = (convention == "truncated" and dividend < 0) != (convention == "truncated" and divisor < 0)
    if remainder and (away or (convention == "euclidean" and remainder < 0)):
        quotient, remainder = quotient + 1, remainder - divisor
    return {"quotient": quotient, "remainder": remainder}


def find_greatest_common_divisor(numbers: Annotated[list[Natural], Length(minimum=2, maximum=50)]) -> int:
    """Find the largest whole number that divides all the numbers.

    Args:
        numbers: Whole numbers above zero.

    Returns:
        The greatest common divisor.

    Raises:
        ValueError: A number is below 1.

    Examples:
        >>> find_greatest_common_divisor(numbers=[12, 18, 30])
        6

    See Also:
        find_least_common_multiple: The smallest number that all divide, not the largest that divides all.
        list_divisors: All divisors of one number.
    """
    _check_natural(numbers)
    return math.gcd(*numbers)


def find_least_common_multiple(numbers: Annotated[list[Natural], Length(minimum=2, maximum=50)]) -> int:
    """Find the smallest whole number above zero that all the numbers divide.

    Args:
        numbers: Whole numbers above zero.

    Returns:
        The least common multiple.

    Raises:
        ValueError: A number is below 1.

    Examples:
        >>> find_least_common_multiple(numbers=[4, 6, 10])
        60

    See Also:
        find_greatest_common_divisor: The largest number that divides all.
    """
    _check_natural(numbers)
    return math.lcm(*numbers)


def check_prime(number: Annotated[int, Range(minimum=0, maximum=1_000_000_000_000_000_000)]) -> bool:
    """Tell whether a whole number is a prime number (Miller and Rabin's test, certain in this range).

    Args:
        number: The number.

    Returns:
        true where it is a prime number; 0 and 1 are none.

    Raises:
        ValueError: The number is negative or above 10^18.

    Examples:
        >>> check_prime(number=97)
        True

    See Also:
        prime_factors: What a number is made of where it is no prime.
        list_primes: All primes of a range.
    """
    if not 0 <= number <= 10**18:
        raise ValueError(f"the number must lie between 0 and 10^18, not {number}")
    return _is_prime(number)


def list_primes(
    start: Annotated[int, Range(minimum=0, maximum=1_000_000_000_000)],
    count: Annotated[int, Range(minimum=1, maximum=200)],
) -> list[int]:
    """List prime numbers, ascending, from a number on.

    Args:
        start: Where to begin; the number itself counts if it is a prime.
        count: How many primes are wanted.

    Returns:
        The first primes that are not below start.

    Raises:
        ValueError: The start is negative, or count is not between 1 and 200.

    Examples:
        >>> list_primes(start=90, count=3)
        [97, 101, 103]

    See Also:
        check_prime: Whether one number is a prime.
    """
    if start < 0 or not 1 <= count <= 200:
        raise ValueError("start must not be negative, and count must lie between 1 and 200")
    found: list[int] = []
    candidate = start
    while len(found) < count:
        if _is_prime(candidate):
            found.append(candidate)
        candidate += 1
    return found


def list_divisors(number: Annotated[int, Range(minimum=1, maximum=100_000_000_000)]) -> list[int]:
    """List all the whole numbers that divide a number, ascending, with 1 and the number itself.

    Args:
        number: The number.

    Returns:
        The divisors.

    Raises:
        ValueError: The number is below 1 or above 10^11.

    Examples:
        >>> list_divisors(number=28)
        [1, 2, 4, 7, 14, 28]

    See Also:
        prime_factors: Only the prime ones, as often as they divide.
        find_greatest_common_divisor: The largest divisor that several numbers share.
    """
    if not 1 <= number <= 10**11:
        raise ValueError(f"the number must lie between 1 and 10^11, not {number}")
    small = [each for each in range(1, math.isqrt(number) + 1) if number % each == 0]
    return [*small, *(number // each for each in reversed(small) if each * each != number)]


def convert_number_base(
    digits: Annotated[str, Pattern(r"^-?[0-9A-Za-z]{1,64}$")], source_base: Base, target_base: Base
) -> str:
    """Write a whole number of one base in another, such as hexadecimal ff in base 2.

    Args:
        digits: The number's digits, without a prefix such as 0x; letters stand for digits from 10 on, in either case.
        source_base: The base that the digits are in.
        target_base: The base of the result.

    Returns:
        The same number's digits, in lower case, without leading zeros.

    Raises:
        ValueError: A digit is not below the source base.

    Examples:
        >>> convert_number_base(digits="FF", source_base=16, target_base=2)
        '11111111'
        >>> convert_number_base(digits="129", source_base=8, target_base=10)
        Traceback (most recent call last):
        ValueError: '129' has the digit '9', which base 8 does not have

    See Also:
        convert_to_roman_numeral: Roman numerals, which have no base.
        compute_digit_sum: The sum of the digits.
    """
    value = 0
    for each in digits.lower().removeprefix("-"):
        place = _DIGITS.find(each)
        if not 0 <= place < source_base:
            raise ValueError(f"{digits!r} has the digit {each!r}, which base {source_base} does not have")
        value = value * source_base + place
    negative = digits.startswith("-") and value > 0
    written = ""
    while value:
        value, place = divmod(value, target_base)
        written = _DIGITS[place] + written
    return ("-" if negative else "") + (written or "0")


def convert_to_roman_numeral(number: Annotated[int, Range(minimum=1, maximum=3999)]) -> str:
    """Write a whole number from 1 to 3999 as a Roman numeral.

    Args:
        number: The number.

    Returns:
        The numeral in capitals, with subtraction (4 is IV).

    Raises:
        ValueError: The number is not between 1 and 3999.

    Examples:
        >>> convert_to_roman_numeral(number=2025)
        'MMXXV'

    See Also:
        convert_from_roman_numeral: The other direction.
        convert_number_base: Digits of another base, such as hexadecimal.
        spell_number: The number in words.
    """
    if not 1 <= number <= 3999:
        raise ValueError(f"the number must lie between 1 and 3999, not {number}")
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def convert_from_roman_numeral(numeral: Annotated[str, Pattern(r"^[IVXLCDMivxlcdm]{1,15}$")]) -> int:
    """Read a Roman numeral from I to MMMCMXCIX, in either case.

    Args:
        numeral: The numeral, in its usual form: IX is taken, VIIII is not.

    Returns:
        The number.

    Raises:
        ValueError: The letters are not the usual form of any number.

    Examples:
        >>> convert_from_roman_numeral(numeral="MCMXLIV")
        1944
        >>> convert_from_roman_numeral(numeral="IIX")
        Traceback (most recent call last):
        ValueError: 'IIX' is not the usual form of a Roman numeral

    See Also:
        convert_to_roman_numeral: The other direction.
    """
    shape = r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})"
    left = numeral.upper()
    if not left or not re.fullmatch(shape, left):
        raise ValueError(f"{numeral!r} is not the usual form of a Roman numeral")
    number = 0
    for value, letters in _ROMAN:
        while left.startswith(letters):
            number, left = number + value, left[len(letters) :]
    return number


def compute_modular_power(
    base: Whole,
    exponent: Annotated[int, Range(minimum=0, maximum=1_000_000_000_000)],
    modulus: Annotated[int, Range(minimum=1, maximum=1_000_000_000_000)],
) -> int:
    """Compute the remainder of a power, base^exponent mod modulus, without computing the power.

    Args:
        base: The number that is raised.
        exponent: The power it is raised to.
        modulus: What the remainder is of.

    Returns:
        The remainder, from 0 to modulus - 1.

    Raises:
        ValueError: The exponent is negative, or the modulus is below 1.

    Examples:
        >>> compute_modular_power(base=7, exponent=100, modulus=13)
        9

    See Also:
        divide_with_remainder: The remainder of a number that is no power.
    """
    if exponent < 0 or modulus < 1:
        raise ValueError("the exponent must not be negative, and the modulus must be at least 1")
    return pow(base, exponent, modulus)


def compute_digit_sum(
    number: Annotated[int, Range(minimum=0, maximum=1_000_000_000_000_000_000)], repeat: bool = False
) -> int:
    """Add the decimal digits of a whole number.

    Args:
        number: The number.
        repeat: Whether to go on with the sum's own digits until one digit is left (the digital root).

    Returns:
        The sum of digits, or the digital root.

    Raises:
        ValueError: The number is negative.

    Examples:
        >>> compute_digit_sum(number=9875)
        29
        >>> compute_digit_sum(number=9875, repeat=True)
        2

    See Also:
        convert_number_base: The digits in another base.
    """
    if number < 0:
        raise ValueError(f"the number must not be negative, as {number} is")
    total = sum(int(each) for each in str(number))
    return 1 + (total - 1) % 9 if repeat and total else total


def _check_natural(numbers: list[int]) -> None:
    if min(numbers) < 1:
        raise ValueError(f"each number must be at least 1, not {min(numbers)}")


def _is_prime(number: int) -> bool:
    """Miller and Rabin; the first twelve primes as bases decide it for all numbers below 3.18e23 (OEIS A014233)."""
    if number < 2:
        return False
    for each in _WITNESSES:
        if number % each == 0:
            return number == each
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for each in _WITNESSES:
        power = pow(each, odd, number)
        if power in {1, number - 1}:
            continue
        if all((power := power * power % number) != number - 1 for _ in range(twos - 1)):
            return False
    return True
