"""The periodic table and formulas against published masses."""

from __future__ import annotations

import re

import pytest

from function_impls.chemical_elements import (
    compute_molar_mass,
    convert_grams_to_moles,
    convert_moles_to_grams,
    count_atoms,
    list_elements,
    list_mass_shares,
    look_up_element,
)


@pytest.mark.parametrize(
    ("query", "number", "symbol", "weight", "period", "group"),
    # IUPAC Periodic Table of the Elements, 4 May 2022.
    [
        ("He", 2, "He", 4.0026, 1, 18),
        ("sód", 11, "Na", 22.990, 3, 1),
        ("boron", 5, "B", 10.81, 2, 13),
        ("26", 26, "Fe", 55.845, 4, 8),
        ("Europ", 63, "Eu", 151.96, 6, None),
        ("Au", 79, "Au", 196.97, 6, 11),
        ("Uranium", 92, "U", 238.03, 7, None),
        ("oganeson", 118, "Og", 294.0, 7, 18),
    ],
)
def test_elements(query: str, number: int, symbol: str, weight: float, period: int, group: int | None) -> None:
    found = look_up_element(element=query)

    assert (found["number"], found["symbol"], found["atomic_weight"]) == (number, symbol, weight)
    assert (found["period"], found["group"]) == (period, group)


@pytest.mark.parametrize("query", ["fe", "119", "kryptonite"])
def test_unknown_elements_are_refused(query: str) -> None:
    with pytest.raises(ValueError, match="no element"):
        look_up_element(element=query)


def test_all_118_elements_have_names_of_their_own() -> None:
    elements = [each for period in range(1, 8) for each in list_elements(period=period)]

    assert [each["number"] for each in elements] == list(range(1, 119))
    assert len({each["symbol"] for each in elements}) == len({each["polish_name"] for each in elements}) == 118


def test_halogens_and_a_crossing_of_period_and_group() -> None:
    assert [each["symbol"] for each in list_elements(group=17)] == ["F", "Cl", "Br", "I", "At", "Ts"]
    assert [each["name"] for each in list_elements(period=4, group=11)] == ["copper"]
    with pytest.raises(ValueError, match="period, a group or both"):
        list_elements()


@pytest.mark.parametrize(
    ("formula", "mass"),
    # NIST Chemistry WebBook, molecular weights.
    [("H2O", 18.015), ("C6H12O6", 180.156), ("NaCl", 58.44), ("Al2(SO4)3", 342.151), ("C8H10N4O2", 194.194)],
)
def test_molar_masses(formula: str, mass: float) -> None:
    assert compute_molar_mass(formula=formula) == pytest.approx(mass, abs=0.03)


def test_nested_brackets_and_repeated_elements() -> None:
    assert count_atoms(formula="K4(ON(SO3)2)2") == {"K": 4, "O": 14, "N": 2, "S": 4}
    assert count_atoms(formula="CH3COOH") == {"C": 2, "H": 4, "O": 2}


@pytest.mark.parametrize("formula", ["(OH", "OH)", "()", "2H2", "H0", "H12345", "Qq", "h2o", ")(", "(2H)"])
def test_unreadable_formulas_are_refused(formula: str) -> None:
    for function in (count_atoms, compute_molar_mass, list_mass_shares):
        with pytest.raises(ValueError, match=re.escape(formula)):
            function(formula=formula)


def test_mass_shares_of_ammonium_nitrate() -> None:
    # The fertiliser is sold as 35 % nitrogen (34.5 to 35 by grade).
    shares = {each["symbol"]: each["percent"] for each in list_mass_shares(formula="NH4NO3")}

    assert shares == {"N": 35.0, "H": 5.04, "O": 59.96}


def test_moles_and_grams_are_inverse() -> None:
    # Avogadro: 12 g of carbon are very nearly a mole.
    assert convert_grams_to_moles(formula="C", grams=12.011) == 1
    assert convert_grams_to_moles(formula="H2O", grams=36.03) == 2
    assert convert_moles_to_grams(formula="H2O", moles=0.5) == 9.0075
    with pytest.raises(ValueError, match="unknown element"):
        convert_grams_to_moles(formula="Hx", grams=1)
    with pytest.raises(ValueError, match="unknown element"):
        convert_moles_to_grams(formula="Hx", moles=1)
