"""Polish identification numbers and their check digits, and IBAN (ISO 13616, check by ISO 7064 MOD 97-10)."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, NotRequired, TypedDict

from function_impls.constraints import Format, Length, Pattern

_PESEL_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
_NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)
_REGON_9_WEIGHTS = (8, 9, 2, 3, 4, 5, 6, 7)
_REGON_14_WEIGHTS = (2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8)
_PESEL_CENTURIES = {80: 1800, 0: 1900, 20: 2000, 40: 2100, 60: 2200}
_IBAN_LENGTHS = {"PL": 28, "DE": 22, "FR": 27, "GB": 22, "CZ": 24, "SK": 24, "ES": 24, "IT": 27, "NL": 18}
_BANKS = {
    "1010": "Narodowy Bank Polski",
    "1020": "PKO Bank Polski",
    "1030": "Bank Handlowy w Warszawie",
    "1050": "ING Bank Śląski",
    "1090": "Santander Bank Polska",
    "1130": "Bank Gospodarstwa Krajowego",
    "1140": "mBank",
    "1160": "Bank Millennium",
    "1240": "Bank Pekao",
    "1320": "Bank Pocztowy",
    "1540": "Bank Ochrony Środowiska",
    "1610": "SGB-Bank",
    "1870": "Nest Bank",
    "1930": "Bank Polskiej Spółdzielczości",
    "1940": "Credit Agricole Bank Polska",
    "2030": "BNP Paribas Bank Polska",
    "2490": "Alior Bank",
}


class PeselCheck(TypedDict):
    """Whether a PESEL is sound, and why not."""

    valid: bool
    reason: str | None


class PeselFacts(TypedDict):
    """What a PESEL tells of its owner."""

    birth_date: Annotated[str, Format("date")]
    sex: Literal["male", "female"]


class PolishNumberCheck(TypedDict):
    """Whether a number is sound, why not, and the number without spaces and hyphens where it is."""

    valid: bool
    reason: str | None
    normalised: NotRequired[str]


class PolishBank(TypedDict):
    """The bank that an account number names; bank is null where its code is not in the bundled list."""

    bank_code: str
    bank: str | None
    branch_code: str


def validate_pesel(pesel: Annotated[str, Length(minimum=1)]) -> PeselCheck:
    """Tell whether a PESEL number is sound; an unsound one is a normal answer with the reason.

    Sound is what has eleven digits, a date that exists and the right check digit.

    Args:
        pesel: The number, digits only.

    Returns:
        The judgement.

    Examples:
        >>> validate_pesel(pesel="44051401359")
        {'valid': True, 'reason': None}

    See Also:
        decode_pesel: Reads the date of birth and the sex.
        match_pesel: Compares it with what a person says.
        validate_polish_id_card: The number of the card, not of the person.
    """
    reason = _pesel_fault(pesel)
    return {"valid": reason is None, "reason": reason}


def decode_pesel(pesel: Annotated[str, Pattern("^[0-9]{11}$")]) -> PeselFacts:
    """Read the date of birth and the sex out of a PESEL number. Fails where the number is unsound.

    Args:
        pesel: The number, eleven digits.

    Returns:
        The date and the sex.

    Raises:
        ValueError: The number is unsound.

    Examples:
        >>> decode_pesel(pesel="03310212482")
        {'birth_date': '2003-11-02', 'sex': 'female'}

    See Also:
        validate_pesel: Only tells whether it is sound.
        match_pesel: Compares it with a date and a sex that are known.
    """
    reason = _pesel_fault(pesel)
    if reason is not None:
        raise ValueError(f"PESEL {pesel}: {reason}")
    birth = _pesel_birth(pesel)
    return {"birth_date": birth.isoformat(), "sex": "male" if int(pesel[9]) % 2 else "female"}


def match_pesel(
    pesel: Annotated[str, Pattern("^[0-9]{11}$")],
    birth_date: Annotated[str, Format("date")],
    sex: Literal["male", "female"],
) -> bool:
    """Tell whether a sound PESEL number belongs to a person with this date of birth and sex.

    Args:
        pesel: The number, eleven digits.
        birth_date: The date of birth, such as 1944-05-14.
        sex: The sex in the register.

    Returns:
        Whether both agree.

    Raises:
        ValueError: The number is unsound.

    Examples:
        >>> match_pesel(pesel="44051401359", birth_date="1944-05-14", sex="male")
        True

    See Also:
        decode_pesel: Tells the date and the sex.
        validate_pesel: Only whether the number is sound.
    """
    facts = decode_pesel(pesel)
    return (facts["birth_date"], facts["sex"]) == (birth_date, sex)


def validate_nip(nip: Annotated[str, Length(minimum=1)]) -> PolishNumberCheck:
    """Tell whether a Polish tax number (NIP) is sound.

    Args:
        nip: Ten digits, with or without hyphens or spaces.

    Returns:
        The judgement.

    Examples:
        >>> validate_nip(nip="526-104-08-28")
        {'valid': True, 'reason': None, 'normalised': '5261040828'}

    See Also:
        validate_regon: The business number.
        format_nip: Writes it with hyphens.
    """
    digits = re.sub(r"[\s-]", "", nip)
    if not re.fullmatch(r"[0-9]{10}", digits):
        return {"valid": False, "reason": "a NIP has ten digits"}
    return _judged(_weighted(digits, _NIP_WEIGHTS) % 11 == int(digits[9]), digits)


def format_nip(
    nip: Annotated[str, Length(minimum=10, maximum=20)], style: Literal["hyphens", "plain", "european"] = "hyphens"
) -> str:
    """Write a sound Polish tax number (NIP) with hyphens, without, or with PL for trade in the Union.

    Args:
        nip: Ten digits, with or without hyphens or spaces.
        style: hyphens for 526-104-08-28, plain for 5261040828, european for PL5261040828.

    Returns:
        The written number.

    Raises:
        ValueError: The number is unsound.

    Examples:
        >>> format_nip(nip="5261040828", style="european")
        'PL5261040828'

    See Also:
        validate_nip: Only tells whether it is sound.
    """
    judged = validate_nip(nip)
    if judged["reason"] is not None:
        raise ValueError(f"NIP {nip!r}: {judged['reason']}")
    digits = judged["normalised"]
    if style == "hyphens":
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:8]}-{digits[8:]}"
    return digits if style == "plain" else f"PL{digits}"


def validate_regon(regon: Annotated[str, Length(minimum=1)]) -> PolishNumberCheck:
    """Tell whether a Polish business number (REGON) of nine or fourteen digits is sound.

    Args:
        regon: The number, digits only.

    Returns:
        The judgement.

    Examples:
        >>> validate_regon(regon="000288975")
        {'valid': True, 'reason': None, 'normalised': '000288975'}

    See Also:
        validate_nip: The tax number.
        validate_land_register_number: For land and flats.
    """
    if not re.fullmatch(r"[0-9]{9}([0-9]{5})?", regon):
        return {"valid": False, "reason": "a REGON has nine or fourteen digits"}
    sound = _weighted(regon, _REGON_9_WEIGHTS) % 11 % 10 == int(regon[8])
    if len(regon) == 14:
        sound = sound and _weighted(regon, _REGON_14_WEIGHTS) % 11 % 10 == int(regon[13])
    return _judged(sound, regon)


def validate_iban(iban: Annotated[str, Length(minimum=1)]) -> PolishNumberCheck:
    """Tell whether an international bank account number (IBAN) is sound: known country, its length, check digits.

    Args:
        iban: The number with its country letters, with or without spaces.

    Returns:
        The judgement.

    Examples:
        >>> validate_iban(iban="PL61 1090 1014 0000 0712 1981 2874")
        {'valid': True, 'reason': None, 'normalised': 'PL61109010140000071219812874'}

    See Also:
        identify_polish_bank: Tells whose account it is.
        format_iban: Writes it in groups of four.
    """
    compact = iban.replace(" ", "").upper()
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]+", compact):
        return {"valid": False, "reason": "an IBAN begins with two letters and two digits"}
    expected = _IBAN_LENGTHS.get(compact[:2])
    if expected is None:
        return {"valid": False, "reason": f"country {compact[:2]} is not known"}
    if len(compact) != expected:
        return {"valid": False, "reason": f"an IBAN of {compact[:2]} has {expected} characters, not {len(compact)}"}
    number = "".join(str(int(character, 36)) for character in compact[4:] + compact[:4])
    return _judged(int(number) % 97 == 1, compact)


def format_iban(iban: Annotated[str, Length(minimum=15, maximum=50)]) -> str:
    """Write a sound IBAN in groups of four, as it is printed.

    Args:
        iban: The number with its country letters, with or without spaces.

    Returns:
        The grouped number.

    Raises:
        ValueError: The number is unsound.

    Examples:
        >>> format_iban(iban="de89370400440532013000")
        'DE89 3704 0044 0532 0130 00'

    See Also:
        validate_iban: Only tells whether it is sound.
    """
    number = _sound_iban(iban)
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


def identify_polish_bank(iban: Annotated[str, Length(minimum=26, maximum=50)]) -> PolishBank:
    """Tell which bank keeps a Polish account, by the eight digits behind the check digits (bundled list of 2025).

    Args:
        iban: The account number of 26 digits, with or without PL before it and spaces in it.

    Returns:
        The bank's code of four digits and its name, and the branch's code of eight.

    Raises:
        ValueError: The number is unsound, or is not a Polish one.

    Examples:
        >>> identify_polish_bank(iban="61 1090 1014 0000 0712 1981 2874")
        {'bank_code': '1090', 'bank': 'Santander Bank Polska', 'branch_code': '10901014'}

    See Also:
        validate_iban: Only tells whether the number is sound.
    """
    compact = iban.replace(" ", "").upper()
    number = _sound_iban(compact if compact[:1].isalpha() else f"PL{compact}")
    if not re.fullmatch(r"PL[0-9]{26}", number):
        raise ValueError(f"account {iban!r} is not a Polish one, which has PL and 26 digits")
    return {"bank_code": number[4:8], "bank": _BANKS.get(number[4:8]), "branch_code": number[4:12]}


def _sound_iban(iban: str) -> str:
    judged = validate_iban(iban)
    if judged["reason"] is not None:
        raise ValueError(f"IBAN {iban!r}: {judged['reason']}")
    return judged["normalised"]


def _judged(sound: bool, number: str) -> PolishNumberCheck:
    if sound:
        return {"valid": True, "reason": None, "normalised": number}
    return {"valid": False, "reason": "the check digits do not match"}


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def _pesel_fault(pesel: str) -> str | None:
    if not re.fullmatch(r"[0-9]{11}", pesel):
        return "a PESEL has eleven digits"
    try:
        _pesel_birth(pesel)
    except ValueError:
        return "its first six digits are not a date"
    if (10 - _weighted(pesel, _PESEL_WEIGHTS) % 10) % 10 != int(pesel[10]):
        return "the check digit does not match"
    return None


def _pesel_birth(pesel: str) -> date:
    marked_month = int(pesel[2:4])
    month = marked_month % 20
    return date(_PESEL_CENTURIES[marked_month - month] + int(pesel[:2]), month, int(pesel[4:6]))
