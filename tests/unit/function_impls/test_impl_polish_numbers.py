"""Polish numbers against published specimens and a check of IBAN by another algorithm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from function_impls.polish_documents import (
    normalise_polish_phone,
    validate_land_register_number,
    validate_polish_id_card,
)
from function_impls.polish_numbers import (
    decode_pesel,
    format_iban,
    format_nip,
    identify_polish_bank,
    match_pesel,
    validate_iban,
    validate_nip,
    validate_pesel,
    validate_regon,
)

# Sources: gov.pl's specimen 02070803628 and Wikipedia's 44051401359 (PESEL); the tax numbers of ZUS and PKN Orlen; the
# specimens ABA300000 and ABS123456 of identity cards; ECBS's example accounts (IBAN); the land registers in the READMEs
# of panmaro/ksiegi_wieczyste and mhajder/pyekw, and GD1W/00090409/1 of algorytm.org; NBP's register of bank codes.
KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    (validate_pesel, {"pesel": "02070803628"}, {"valid": True, "reason": None}),
    (decode_pesel, {"pesel": "02070803628"}, {"birth_date": "1902-07-08", "sex": "female"}),
    (decode_pesel, {"pesel": "44051401359"}, {"birth_date": "1944-05-14", "sex": "male"}),
    (match_pesel, {"pesel": "44051401359", "birth_date": "1944-05-14", "sex": "female"}, False),
    (match_pesel, {"pesel": "02070803628", "birth_date": "1902-07-08", "sex": "female"}, True),
    (format_nip, {"nip": "774 00 01 454"}, "774-000-14-54"),
    (format_nip, {"nip": "774-000-14-54", "style": "plain"}, "7740001454"),
    (format_iban, {"iban": "GB29 NWBK 60161331926819"}, "GB29 NWBK 6016 1331 9268 19"),
    (format_iban, {"iban": "PL61109010140000071219812874"}, "PL61 1090 1014 0000 0712 1981 2874"),
    (
        identify_polish_bank,
        {"iban": "PL27114020040000300201355387"},
        {"bank_code": "1140", "bank": "mBank", "branch_code": "11402004"},
    ),
    (normalise_polish_phone, {"phone": "0048 601-000-000"}, {"international": "+48601000000", "kind": "mobile"}),
    (normalise_polish_phone, {"phone": "+48 12 616 52 22"}, {"international": "+48126165222", "kind": "landline"}),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_polish_number_gives_the_known_answer(
    function: Callable[..., Any], arguments: dict[str, Any], answer: Any
) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(
    ("function", "number"),
    [
        (validate_nip, "5213017228"),
        (validate_nip, "774-000-14-54"),
        (validate_regon, "610188201"),
        (validate_regon, "12345678512347"),
        (validate_iban, "FR14 2004 1010 0505 0001 3M02 606"),
        (validate_iban, "NL91ABNA0417164300"),
        (validate_polish_id_card, "aba 300000"),
        (validate_polish_id_card, "ABS123456"),
        (validate_land_register_number, "LU1B/00012345/8"),
        (validate_land_register_number, "wa4m/00123456/4"),
    ],
)
def test_published_polish_number_is_valid(function: Callable[[str], Any], number: str) -> None:
    normalised = number.upper().replace(" ", "").replace("-", "")

    assert function(number) == {"valid": True, "reason": None, "normalised": normalised}


@pytest.mark.parametrize(
    ("function", "number"),
    [
        (validate_pesel, "02070803629"),
        (validate_pesel, "02130803628"),
        (validate_pesel, "4405140135"),
        (validate_nip, "774000145"),
        (validate_nip, "7740001455"),
        (validate_regon, "61018820"),
        (validate_regon, "12345678512348"),
        (validate_iban, "XX12 3456"),
        (validate_iban, "12"),
        (validate_iban, "NL91ABNA0417164301"),
        (validate_polish_id_card, "ABA400000"),
        (validate_polish_id_card, "AB1300000"),
        (validate_land_register_number, "GD1W/00090409/2"),
        (validate_land_register_number, "GD1W/90409/1"),
    ],
)
def test_number_with_a_slip_is_unsound(function: Callable[[str], Any], number: str) -> None:
    answer = function(number)

    assert (answer["valid"], bool(answer["reason"]), "normalised" in answer) == (False, True, False)


def test_iban_check_agrees_with_remainders_digit_by_digit() -> None:
    # Source: ISO 7064 MOD 97-10 computed as a remainder that is carried from digit to digit.
    def sound(iban: str) -> bool:
        remainder = 0
        for digit in "".join(str(int(each, 36)) for each in iban[4:] + iban[:4]):
            remainder = (remainder * 10 + int(digit)) % 97
        return remainder == 1

    numbers = [f"PL{check:02}109010140000071219812874" for check in range(100)]
    assert [validate_iban(each)["valid"] for each in numbers] == [sound(each) for each in numbers]


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (decode_pesel, {"pesel": "02070803629"}),
        (match_pesel, {"pesel": "02070803629", "birth_date": "1902-07-08", "sex": "female"}),
        (format_nip, {"nip": "7740001455"}),
        (format_iban, {"iban": "PL62109010140000071219812874"}),
        (identify_polish_bank, {"iban": "62109010140000071219812874"}),
        (identify_polish_bank, {"iban": "FR1420041010050500013M02606"}),
        (normalise_polish_phone, {"phone": "012345678"}),
        (normalise_polish_phone, {"phone": "+49 601 000 000"}),
    ],
)
def test_unsound_polish_number_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
