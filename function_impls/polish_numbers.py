"""Polish identification numbers and their check digits, and IBAN (ISO 13616, check by ISO 7064 MOD 97-10)."""

from __future__ import annotations

import re
from datetime import date

from function_impls.model import Json

_PESEL_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
_NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)
_REGON_9_WEIGHTS = (8, 9, 2, 3, 4, 5, 6, 7)
_REGON_14_WEIGHTS = (2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8)
_PESEL_CENTURIES = {80: 1800, 0: 1900, 20: 2000, 40: 2100, 60: 2200}
_IBAN_LENGTHS = {"PL": 28, "DE": 22, "FR": 27, "GB": 22, "CZ": 24, "SK": 24, "ES": 24, "IT": 27, "NL": 18}


def validate_pesel(pesel: str) -> dict[str, Json]:
    """Tell whether a PESEL number is sound: eleven digits, a date that exists, a right check digit.

    Args:
        pesel: The number, digits only.
    """
    reason = _pesel_fault(pesel)
    return {"valid": reason is None, "reason": reason}


def decode_pesel(pesel: str) -> dict[str, Json]:
    """Read the date of birth and the sex out of a PESEL number. Raises ValueError where the number is unsound.

    Args:
        pesel: The number, digits only.
    """
    reason = _pesel_fault(pesel)
    if reason is not None:
        raise ValueError(f"PESEL {pesel}: {reason}")
    birth = _pesel_birth(pesel)
    return {"birth_date": birth.isoformat(), "sex": "male" if int(pesel[9]) % 2 else "female"}


def validate_nip(nip: str) -> dict[str, Json]:
    """Tell whether a Polish tax number (NIP) is sound.

    Args:
        nip: Ten digits, with or without hyphens or spaces.
    """
    digits = re.sub(r"[\s-]", "", nip)
    if not re.fullmatch(r"[0-9]{10}", digits):
        return {"valid": False, "reason": "a NIP has ten digits"}
    return _judged(_weighted(digits, _NIP_WEIGHTS) % 11 == int(digits[9]), digits)


def validate_regon(regon: str) -> dict[str, Json]:
    """Tell whether a Polish business number (REGON) of nine or fourteen digits is sound.

    Args:
        regon: The number, digits only.
    """
    if not re.fullmatch(r"[0-9]{9}([0-9]{5})?", regon):
        return {"valid": False, "reason": "a REGON has nine or fourteen digits"}
    sound = _weighted(regon, _REGON_9_WEIGHTS) % 11 % 10 == int(regon[8])
    if len(regon) == 14:
        sound = sound and _weighted(regon, _REGON_14_WEIGHTS) % 11 % 10 == int(regon[13])
    return _judged(sound, regon)


def validate_iban(iban: str) -> dict[str, Json]:
    """Tell whether an international account number is sound: known country, its length, check digits.

    Args:
        iban: The number with its country letters, with or without spaces.
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


def _judged(sound: bool, number: str) -> dict[str, Json]:
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
