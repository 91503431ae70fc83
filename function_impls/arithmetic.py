"""Exact arithmetic with decimal numbers as text, ways of rounding, and fractions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Pattern, Range

DecimalText: TypeAlias = Annotated[str, Pattern(r"^-?[0-9]{1,18}(\.[0-9]{1,12})?$")]
FractionText: TypeAlias = Annotated[str, Pattern(r"^-?[0-9]{1,12}(/[0-9]{1,12})?$")]
RoundingMode: TypeAlias = Literal["half_even", "half_up", "half_down", "up", "down", "ceiling", "floor"]


class FractionResult(TypedDict):
    """A fraction in lowest terms, as a mixed number, and as a decimal number rounded to ten digits."""

    fraction: str
    mixed: str
    decimal: float


def add_decimals(numbers: Annotated[list[DecimalText], Length(minimum=1, maximum=200)]) -> str:
    """Add decimal numbers exactly, without the errors of binary floats. A number with a minus is subtracted.

    The sum has as many digits after the point as the longest of the numbers.

    Args:
        numbers: Decimal numbers as text, such as 19.90 or -3.

    Returns:
        The exact sum as text.

    Raises:
        ValueError: A text is no decimal number.

    Examples:
        >>> add_decimals(numbers=["0.1", "0.2"])
        '0.3'
        >>> add_decimals(numbers=["100", "-19.90", "-0.10"])
        '80.00'

    See Also:
        multiply_decimals: The product of numbers, not their sum.
        divide_decimals: The quotient of two numbers.
    """
    return _text(sum((_exact(each) for each in numbers), Fraction(0)), max(_places(each) for each in numbers))


def multiply_decimals(numbers: Annotated[list[DecimalText], Length(minimum=1, maximum=20)]) -> str:
    """Multiply decimal numbers exactly, without rounding.

    The product has as many digits after the point as all the numbers together.

    Args:
        numbers: Decimal numbers as text, such as 1.25.

    Returns:
        The exact product as text.

    Raises:
        ValueError: A text is no decimal number.

    Examples:
        >>> multiply_decimals(numbers=["19.99", "3"])
        '59.97'

    See Also:
        add_decimals: The sum of numbers.
        divide_decimals: The quotient of two numbers.
    """
    product = Fraction(1)
    for each in numbers:
        product *= _exact(each)
    return _text(product, sum(_places(each) for each in numbers))


def divide_decimals(
    dividend: DecimalText,
    divisor: DecimalText,
    places: Annotated[int, Range(minimum=0, maximum=20)] = 10,
    mode: RoundingMode = "half_even",
) -> str:
    """Divide one decimal number by another and round the quotient to a number of places.

    Args:
        dividend: What is divided, a decimal number as text.
        divisor: What it is divided by, not zero.
        places: Digits after the point of the quotient.
        mode: How the quotient is rounded; half_even rounds halves to the even digit, half_up away from zero,
            half_down towards zero; up rounds away from zero, down towards it, ceiling upwards, floor downwards.

    Returns:
        The rounded quotient as text, with exactly that many places.

    Raises:
        ValueError: The divisor is zero, or a text is no decimal number.

    Examples:
        >>> divide_decimals(dividend="10", divisor="3", places=4)
        '3.3333'
        >>> divide_decimals(dividend="1", divisor="0")
        Traceback (most recent call last):
        ValueError: the divisor must not be zero

    See Also:
        divide_with_remainder: A whole quotient and the remainder.
        calculate_fraction: An exact quotient, as a fraction.
        add_decimals: The sum of numbers.
        convert_fraction_to_decimal: The exact quotient, its repeating digits marked.
        multiply_decimals: The product of numbers.
    """
    if _exact(divisor) == 0:
        raise ValueError("the divisor must not be zero")
    return _text(_round(_exact(dividend) / _exact(divisor) * 10**places, mode) / Fraction(10**places), places)


def round_decimal(
    number: DecimalText, places: Annotated[int, Range(minimum=0, maximum=12)], mode: RoundingMode = "half_even"
) -> str:
    """Round a decimal number to a fixed number of digits after the point.

    Args:
        number: A decimal number as text.
        places: Digits after the point that stay; 0 rounds to a whole number.
        mode: half_even rounds halves to the even digit, half_up away from zero, half_down towards zero; up rounds
            away from zero, down towards it, ceiling upwards, floor downwards.

    Returns:
        The rounded number as text, with exactly that many places.

    Raises:
        ValueError: The text is no decimal number.

    Examples:
        >>> round_decimal(number="2.345", places=2)
        '2.34'
        >>> round_decimal(number="2.345", places=2, mode="half_up")
        '2.35'

    See Also:
        round_to_significant_digits: A number of significant digits, wherever the point is.
        round_to_multiple: Round to a step such as 0.05 or 25.
    """
    return _text(_round(_exact(number) * 10**places, mode) / Fraction(10**places), places)


def round_to_significant_digits(
    number: DecimalText, digits: Annotated[int, Range(minimum=1, maximum=18)], mode: RoundingMode = "half_even"
) -> str:
    """Round a decimal number to a number of significant digits, counted from the first digit that is not zero.

    Args:
        number: A decimal number as text.
        digits: How many significant digits stay.
        mode: half_even rounds halves to the even digit, half_up away from zero, half_down towards zero; up rounds
            away from zero, down towards it, ceiling upwards, floor downwards.

    Returns:
        The rounded number as text, without an exponent; zeros that are significant are kept.

    Raises:
        ValueError: The text is no decimal number.

    Examples:
        >>> round_to_significant_digits(number="0.0012345", digits=3)
        '0.00123'
        >>> round_to_significant_digits(number="98765", digits=2)
        '99000'

    See Also:
        round_decimal: A fixed number of digits after the point.
        round_to_multiple: Round to a step such as 0.05 or 25.
    """
    exact = _exact(number)
    if exact == 0:
        return "0"
    shift = digits - 1 - _magnitude(exact)
    rounded = _round(exact * Fraction(10) ** shift, mode) / Fraction(10) ** shift
    return _text(rounded, max(0, digits - 1 - _magnitude(rounded or exact)))


def round_to_multiple(number: DecimalText, multiple: DecimalText, mode: RoundingMode = "half_even") -> str:
    """Round a decimal number to the nearest multiple of a step, such as cash to 0.05 or a price to 25.

    Args:
        number: A decimal number as text.
        multiple: The step, above zero.
        mode: half_even rounds halves to the even multiple, half_up away from zero, half_down towards zero; up rounds
            away from zero, down towards it, ceiling upwards, floor downwards.

    Returns:
        The multiple as text, with as many places as the step has.

    Raises:
        ValueError: The step is not above zero, or a text is no decimal number.

    Examples:
        >>> round_to_multiple(number="7.38", multiple="0.05")
        '7.40'
        >>> round_to_multiple(number="101", multiple="25", mode="ceiling")
        '125'
        >>> round_to_multiple(number="101", multiple="0")
        Traceback (most recent call last):
        ValueError: the step must be above zero, not 0

    See Also:
        round_decimal: A fixed number of digits after the point.
        round_to_significant_digits: Keeps a number of digits, whatever their place.
    """
    step = _exact(multiple)
    if step <= 0:
        raise ValueError(f"the step must be above zero, not {multiple}")
    return _text(_round(_exact(number) / step, mode) * step, _places(multiple))


def calculate_fraction(
    left: FractionText, operation: Literal["add", "subtract", "multiply", "divide"], right: FractionText
) -> FractionResult:
    """Calculate with two fractions exactly and reduce the result to lowest terms.

    Args:
        left: First fraction as text, such as 3/4; a whole number is allowed.
        operation: What is done with the two; subtract takes right from left, divide divides left by right.
        right: Second fraction as text.

    Returns:
        The result as a fraction, as a mixed number, and as a decimal number of ten significant digits.

    Raises:
        ValueError: A denominator or the divisor is zero, or a text is no fraction.

    Examples:
        >>> calculate_fraction(left="3/4", operation="add", right="5/6")
        {'fraction': '19/12', 'mixed': '1 7/12', 'decimal': 1.583333333}
        >>> calculate_fraction(left="1/2", operation="divide", right="0")
        Traceback (most recent call last):
        ValueError: the divisor must not be zero

    See Also:
        convert_fraction_to_decimal: Write one fraction as a decimal number, its period marked.
        convert_decimal_to_fraction: Write one decimal number as a fraction.
        divide_decimals: A quotient rounded to a number of places.
    """
    first, second = _fraction(left), _fraction(right)
    if operation == "add":
        return _described(first + second)
    if operation == "subtract":
        return _described(first - second)
    if operation == "multiply":
        return _described(first * second)
    if second == 0:
        raise ValueError("the divisor must not be zero")
    return _described(first / second)


def convert_decimal_to_fraction(
    number: DecimalText, max_denominator: Annotated[int, Range(minimum=1, maximum=1_000_000)] = 1_000_000
) -> FractionResult:
    """Write a decimal number as the closest fraction whose denominator is not too large.

    Args:
        number: A decimal number as text.
        max_denominator: The largest denominator that is allowed.

    Returns:
        The fraction in lowest terms, as a mixed number, and its own decimal value to ten significant digits.

    Raises:
        ValueError: The text is no decimal number.

    Examples:
        >>> convert_decimal_to_fraction(number="0.375")
        {'fraction': '3/8', 'mixed': '3/8', 'decimal': 0.375}
        >>> convert_decimal_to_fraction(number="3.14159265", max_denominator=100)
        {'fraction': '311/99', 'mixed': '3 14/99', 'decimal': 3.141414141}

    See Also:
        convert_fraction_to_decimal: The other direction.
        calculate_fraction: Calculates with two fractions.
    """
    return _described(_exact(number).limit_denominator(max_denominator))


def convert_fraction_to_decimal(
    numerator: Annotated[int, Range(minimum=-1_000_000_000, maximum=1_000_000_000)],
    denominator: Annotated[int, Range(minimum=1, maximum=1000)],
) -> str:
    """Write a fraction as an exact decimal number, with its repeating digits in brackets.

    Args:
        numerator: The number above the bar.
        denominator: The number below the bar.

    Returns:
        The decimal number as text; 0.1(6) means 0.1666… without end.

    Raises:
        ValueError: The denominator is below 1.

    Examples:
        >>> convert_fraction_to_decimal(numerator=1, denominator=6)
        '0.1(6)'
        >>> convert_fraction_to_decimal(numerator=-5, denominator=4)
        '-1.25'

    See Also:
        convert_decimal_to_fraction: The other direction.
        divide_decimals: A quotient rounded to a number of places.
        calculate_fraction: Calculates with two fractions.
    """
    if denominator < 1:
        raise ValueError(f"the denominator must be at least 1, not {denominator}")
    whole, rest = divmod(abs(numerator), denominator)
    digits = ""
    seen: dict[int, int] = {}
    while rest and rest not in seen:
        seen[rest] = len(digits)
        digit, rest = divmod(rest * 10, denominator)
        digits += str(digit)
    if rest:
        digits = f"{digits[: seen[rest]]}({digits[seen[rest] :]})"
    return f"{'-' if numerator < 0 else ''}{whole}{'.' if digits else ''}{digits}"


def _exact(text: str) -> Fraction:
    if not text.lstrip("-").replace(".", "", 1).isdecimal():
        raise ValueError(f"{text!r} is no decimal number; write one such as -12.5")
    return Fraction(text)


def _fraction(text: str) -> Fraction:
    if "/" not in text:
        return _exact(text)
    above, _, below = text.partition("/")
    if _exact(below) == 0:
        raise ValueError(f"the denominator of {text} must not be zero")
    return _exact(above) / _exact(below)


def _places(text: str) -> int:
    return len(text.partition(".")[2])


def _round(value: Fraction, mode: RoundingMode) -> int:
    """The whole number that ``value`` is rounded to."""
    low = value.numerator // value.denominator
    rest = value - low
    if rest == 0 or mode == "floor" or (mode == "down" and value > 0) or (mode == "up" and value < 0):
        return low
    if mode in {"ceiling", "up", "down"}:
        return low + 1
    if rest != Fraction(1, 2):
        return low + (rest > Fraction(1, 2))
    if mode == "half_even":
        return low + low % 2
    return low + ((mode == "half_up") == (value > 0))


def _magnitude(value: Fraction) -> int:
    """The exponent of ten of the first digit."""
    exponent = len(str(abs(value.numerator))) - len(str(value.denominator))
    return exponent if abs(value) >= Fraction(10) ** exponent else exponent - 1


def _text(value: Fraction, places: int) -> str:
    """A fraction that has at most so many decimal places, written with exactly that many."""
    whole, rest = divmod(abs(value.numerator) * 10**places // value.denominator, 10**places)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"


def _described(value: Fraction) -> FractionResult:
    whole, rest = divmod(abs(value.numerator), value.denominator)
    sign = "-" if value < 0 else ""
    part = f"{rest}/{value.denominator}" if rest else ""
    mixed = sign + " ".join(each for each in (str(whole) if whole or not rest else "", part) if each)
    decimal = float(f"{Decimal(value.numerator) / Decimal(value.denominator):.10g}") + 0.0
    return {"fraction": str(value), "mixed": mixed, "decimal": decimal}
