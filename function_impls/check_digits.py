"""Check digits of cards, books, goods, magazines, telephones and vehicles. Polish numbers and IBAN: polish_numbers."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypedDict

from function_impls.constraints import Length, Pattern

_VISA = re.compile(r"4(?:[0-9]{12}|[0-9]{15}|[0-9]{18})")
_MASTERCARD = re.compile(r"(?:5[1-5]|222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]*")
_OTHERS = (
    (("34", "37"), 15, "American Express"),
    (("300", "301", "302", "303", "304", "305", "36", "38", "39"), 14, "Diners Club"),
    (("6011", "644", "645", "646", "647", "648", "649", "65"), 16, "Discover"),
    (("3528", "3529", "353", "354", "355", "356", "357", "358"), 16, "JCB"),
)
_VIN_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789", strict=True))
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


class CardCheck(TypedDict):
    """Whether the number is sound, why not, and the network that its first digits belong to, where it is known."""

    valid: bool
    reason: str | None
    network: str | None


class NumberCheck(TypedDict):
    """Whether the number is sound, why not, and the number without spaces and hyphens where it is."""

    valid: bool
    reason: str | None
    normalised: str | None


def validate_card_number(card_number: Annotated[str, Length(minimum=1, maximum=40)]) -> CardCheck:
    """Tell whether a payment card number is sound (ISO/IEC 7812: 12 to 19 digits, Luhn's check digit).

    This does not tell whether the card exists.

    Args:
        card_number: The number, with or without spaces or hyphens.

    Returns:
        The judgement, and the network.

    Examples:
        >>> validate_card_number(card_number="4111 1111 1111 1111")
        {'valid': True, 'reason': None, 'network': 'Visa'}

    See Also:
        validate_imei: Telephones have Luhn's digit too.
        mask_text: Hides a card number.
        add_luhn_digit: Puts the missing check digit behind a number.
    """
    digits = _compact(card_number)
    if not re.fullmatch(r"[0-9]{12,19}", digits):
        return {"valid": False, "reason": "a card number has 12 to 19 digits", "network": None}
    network = _network(digits)
    if _luhn_sum(digits) % 10:
        return {"valid": False, "reason": "the check digit does not match", "network": network}
    return {"valid": True, "reason": None, "network": network}


def add_luhn_digit(digits: Annotated[str, Length(minimum=1, maximum=40), Pattern("^[0-9]+$")]) -> str:
    """Put the check digit of Luhn (ISO/IEC 7812-1) behind a number, as cards and IMEI have it.

    Args:
        digits: The number without its check digit.

    Returns:
        The number with the check digit at its end.

    Examples:
        >>> add_luhn_digit(digits="7992739871")
        '79927398713'

    See Also:
        add_ean_digit: For barcodes of goods.
        validate_card_number: Checks a whole card number.
        compute_checksum: A checksum of any text.
    """
    return digits + str(-_luhn_sum(digits + "0") % 10)


def validate_isbn(isbn: Annotated[str, Length(minimum=1, maximum=40)]) -> NumberCheck:
    """Tell whether the number of a book is sound: ISBN of ten characters or of thirteen digits (ISO 2108).

    Args:
        isbn: The number, with or without hyphens or spaces; the tenth character may be X.

    Returns:
        The judgement.

    Examples:
        >>> validate_isbn(isbn="0-306-40615-2")
        {'valid': True, 'reason': None, 'normalised': '0306406152'}

    See Also:
        convert_isbn: Turns ten characters into thirteen digits and back.
        validate_issn: For magazines.
        validate_ean: For any goods.
    """
    compact = _compact(isbn).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", compact):
        return _judged(_mod_11(compact), compact)
    if not re.fullmatch(r"97[89][0-9]{10}", compact):
        return _unsound("an ISBN has ten characters, or thirteen digits that begin with 978 or 979")
    return _judged(_ean_sum(compact) % 10 == 0, compact)


def convert_isbn(
    isbn: Annotated[str, Length(minimum=10, maximum=40)], target: Literal["isbn_10", "isbn_13"] = "isbn_13"
) -> str:
    """Convert a book's number between its old form of ten characters and the new one of thirteen digits.

    Args:
        isbn: A sound number in either form, with or without hyphens or spaces.
        target: The form of the result.

    Returns:
        The number without hyphens.

    Raises:
        ValueError: The number is unsound, or it begins with 979 and has no old form.

    Examples:
        >>> convert_isbn(isbn="0-306-40615-2")
        '9780306406157'
        >>> convert_isbn(isbn="0306406153")
        Traceback (most recent call last):
        ValueError: ISBN '0306406153': the check digit does not match

    See Also:
        validate_isbn: Only tells whether it is sound.
    """
    judged = validate_isbn(isbn)
    number = judged["normalised"]
    if number is None:
        raise ValueError(f"ISBN {isbn!r}: {judged['reason']}")
    if target == "isbn_13":
        return number if len(number) == 13 else add_ean_digit("978" + number[:9])
    if len(number) == 10:
        return number
    if number.startswith("979"):
        raise ValueError(f"ISBN {number} begins with 979; only numbers with 978 have a form of ten characters")
    body = number[3:12]
    check = -sum((10 - place) * int(digit) for place, digit in enumerate(body)) % 11
    return body + ("X" if check == 10 else str(check))


def validate_issn(issn: Annotated[str, Length(minimum=1, maximum=40)]) -> NumberCheck:
    """Tell whether the number of a magazine is sound (ISSN, ISO 3297): eight characters, the last may be X.

    Args:
        issn: The number, with or without the hyphen.

    Returns:
        The judgement.

    Examples:
        >>> validate_issn(issn="0378-5955")
        {'valid': True, 'reason': None, 'normalised': '03785955'}

    See Also:
        validate_isbn: For books.
    """
    compact = _compact(issn).upper()
    if not re.fullmatch(r"[0-9]{7}[0-9X]", compact):
        return _unsound("an ISSN has seven digits and a digit or X")
    return _judged(_mod_11(compact), compact)


def validate_ean(ean: Annotated[str, Length(minimum=1, maximum=40)]) -> NumberCheck:
    """Tell whether a barcode number is sound: EAN-8, UPC-A, EAN-13 or GTIN-14 (GS1 General Specifications).

    Args:
        ean: 8, 12, 13 or 14 digits, with or without spaces or hyphens.

    Returns:
        The judgement.

    Examples:
        >>> validate_ean(ean="5901234123457")
        {'valid': True, 'reason': None, 'normalised': '5901234123457'}

    See Also:
        add_ean_digit: Computes the check digit.
        validate_isbn: For books.
    """
    compact = _compact(ean)
    if not re.fullmatch(r"[0-9]{8}|[0-9]{12,14}", compact):
        return _unsound("a barcode number has 8, 12, 13 or 14 digits")
    return _judged(_ean_sum(compact) % 10 == 0, compact)


def add_ean_digit(digits: Annotated[str, Pattern("^([0-9]{7}|[0-9]{11,13})$")]) -> str:
    """Put the check digit of GS1 behind a barcode number of 7, 11, 12 or 13 digits.

    Args:
        digits: The number without its check digit.

    Returns:
        The number with the check digit at its end.

    Examples:
        >>> add_ean_digit(digits="400638133393")
        '4006381333931'

    See Also:
        add_luhn_digit: For cards and telephones.
        validate_ean: Checks a whole number.
    """
    return digits + str(-_ean_sum(digits + "0") % 10)


def validate_imei(imei: Annotated[str, Length(minimum=1, maximum=40)]) -> NumberCheck:
    """Tell whether the number of a mobile telephone is sound (IMEI, 3GPP TS 23.003): 15 digits, Luhn's check digit.

    Args:
        imei: The number, with or without spaces or hyphens.

    Returns:
        The judgement.

    Examples:
        >>> validate_imei(imei="49-015420-323751-8")
        {'valid': True, 'reason': None, 'normalised': '490154203237518'}

    See Also:
        validate_card_number: For payment cards.
        validate_vin: For vehicles.
    """
    compact = _compact(imei)
    if not re.fullmatch(r"[0-9]{15}", compact):
        return _unsound("an IMEI has 15 digits")
    return _judged(_luhn_sum(compact) % 10 == 0, compact)


def validate_vin(vin: Annotated[str, Length(minimum=1, maximum=40)]) -> NumberCheck:
    """Tell whether the number of a vehicle is sound by North American rules (VIN, 49 CFR 565): check digit in place 9.

    European vehicles need not follow the check digit, so that an unsound answer does not prove theirs wrong.

    Args:
        vin: 17 letters and digits without I, O and Q; case does not matter.

    Returns:
        The judgement.

    Examples:
        >>> validate_vin(vin="1M8GDM9AXKP042788")
        {'valid': True, 'reason': None, 'normalised': '1M8GDM9AXKP042788'}

    See Also:
        validate_imei: For telephones.
    """
    compact = _compact(vin).upper()
    if not re.fullmatch(r"[A-HJ-NPR-Z0-9]{17}", compact):
        return _unsound("a VIN has 17 letters and digits without I, O and Q")
    values = [int(_VIN_VALUES.get(each, each)) for each in compact]
    check = sum(value * weight for value, weight in zip(values, _VIN_WEIGHTS, strict=True)) % 11
    return _judged(compact[8] == ("X" if check == 10 else str(check)), compact)


def _compact(number: str) -> str:
    return re.sub(r"[\s\-]", "", number)


def _network(digits: str) -> str | None:
    if _VISA.fullmatch(digits):
        return "Visa"
    if len(digits) == 16 and _MASTERCARD.fullmatch(digits):
        return "Mastercard"
    fitting = [name for starts, length, name in _OTHERS if len(digits) == length and digits.startswith(starts)]
    return fitting[0] if fitting else None


def _judged(sound: bool, number: str) -> NumberCheck:
    return (
        {"valid": True, "reason": None, "normalised": number} if sound else _unsound("the check digit does not match")
    )


def _unsound(reason: str) -> NumberCheck:
    return {"valid": False, "reason": reason, "normalised": None}


def _luhn_sum(digits: str) -> int:
    doubled = [int(each) * (1 + place % 2) for place, each in enumerate(reversed(digits))]
    return sum(each - 9 if each > 9 else each for each in doubled)


def _ean_sum(digits: str) -> int:
    return sum(int(each) * (1 + 2 * (place % 2)) for place, each in enumerate(reversed(digits)))


def _mod_11(number: str) -> bool:
    values = [10 if each == "X" else int(each) for each in reversed(number)]
    return sum(value * place for place, value in enumerate(values, 1)) % 11 == 0
