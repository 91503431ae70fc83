"""Numbers of Polish identity cards, land registers and telephones."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypedDict

from function_impls.constraints import Length
from function_impls.polish_numbers import PolishNumberCheck

_ID_CARD_WEIGHTS = (7, 3, 1, 0, 7, 3, 1, 7, 3)
_LAND_VALUES = {letter: value for value, letter in enumerate("0123456789XABCDEFGHIJKLMNOPRSTUWYZ")}


class PolishPhone(TypedDict):
    """A Polish telephone number in international form, and its kind by the first digits."""

    international: str
    kind: Literal["mobile", "landline"]


def validate_polish_id_card(id_card: Annotated[str, Length(minimum=1, maximum=20)]) -> PolishNumberCheck:
    """Tell whether the number of a Polish identity card is sound: three letters and six digits, the first the check.

    Args:
        id_card: The number, with or without a space; case does not matter.

    Returns:
        The judgement.

    Examples:
        >>> validate_polish_id_card(id_card="ABA 300000")
        {'valid': True, 'reason': None, 'normalised': 'ABA300000'}

    See Also:
        validate_pesel: The number of the person, not of the card.
    """
    compact = re.sub(r"\s", "", id_card).upper()
    if not re.fullmatch(r"[A-Z]{3}[0-9]{6}", compact):
        return {"valid": False, "reason": "an identity card has three letters and six digits"}
    values = [int(each, 36) for each in compact]
    total = sum(value * weight for value, weight in zip(values, _ID_CARD_WEIGHTS, strict=True))
    return _judged(total % 10 == int(compact[3]), compact)


def validate_land_register_number(number: Annotated[str, Length(minimum=1, maximum=30)]) -> PolishNumberCheck:
    """Tell whether the number of a Polish land register (księga wieczysta) is sound, such as GD1W/00090409/1.

    Args:
        number: The code of the court, eight digits and the check digit, parted by slashes.

    Returns:
        The judgement; whether the court is there is not looked up.

    Examples:
        >>> validate_land_register_number(number="GD1W/00090409/1")
        {'valid': True, 'reason': None, 'normalised': 'GD1W/00090409/1'}

    See Also:
        validate_regon: For businesses.
    """
    compact = number.strip().upper()
    if not re.fullmatch(r"[A-PR-UWYZ]{2}[0-9][A-PR-UWYZ]/[0-9]{8}/[0-9]", compact):
        return {"valid": False, "reason": "it is a court's code of four signs, eight digits and a check digit"}
    signs = compact.replace("/", "")
    weights = (1, 3, 7) * 4
    total = sum(_LAND_VALUES[each] * weight for each, weight in zip(signs[:12], weights, strict=True))
    return _judged(total % 10 == int(signs[12]), compact)


def normalise_polish_phone(phone: Annotated[str, Length(minimum=9, maximum=30)]) -> PolishPhone:
    """Bring a Polish telephone number into international form, and tell whether it is a mobile one.

    Mobile are the numbers of the national plan that begin with 45, 50, 51, 53, 57, 60, 66, 69, 72, 73, 78, 79 or 88.

    Args:
        phone: Nine digits, with or without +48 or 0048, spaces, hyphens and brackets.

    Returns:
        The number as +48 and nine digits, and its kind.

    Raises:
        ValueError: These are not nine digits of a Polish number.

    Examples:
        >>> normalise_polish_phone(phone="(22) 555-12-34")
        {'international': '+48225551234', 'kind': 'landline'}

    See Also:
        mask_text: Hides a part of a number.
    """
    compact = re.sub(r"[\s()\-]", "", phone)
    digits = re.sub(r"^(\+48|0048)", "", compact)
    if not re.fullmatch(r"[1-9][0-9]{8}", digits):
        raise ValueError(f"{phone!r} is no Polish number: it has nine digits, with or without +48")
    mobile = digits.startswith(("45", "50", "51", "53", "57", "60", "66", "69", "72", "73", "78", "79", "88"))
    return {"international": f"+48{digits}", "kind": "mobile" if mobile else "landline"}


def _judged(sound: bool, number: str) -> PolishNumberCheck:
    if sound:
        return {"valid": True, "reason": None, "normalised": number}
    return {"valid": False, "reason": "the check digit does not match"}
