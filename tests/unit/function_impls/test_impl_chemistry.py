"""Equations, solutions and decay against textbook answers."""

from __future__ import annotations

import pytest

from function_impls.chemistry import (
    balance_equation,
    compute_ph,
    compute_remaining_isotope,
    date_by_isotope,
    plan_dilution,
)


@pytest.mark.parametrize(
    ("reactants", "products", "coefficients"),
    # OpenStax, Chemistry 2e, section 4.1, and the usual hard case of permanganate.
    [
        (["Fe", "O2"], ["Fe2O3"], [4, 3, 2]),
        (["C3H8", "O2"], ["CO2", "H2O"], [1, 5, 3, 4]),
        (["KMnO4", "HCl"], ["KCl", "MnCl2", "H2O", "Cl2"], [2, 16, 2, 2, 8, 5]),
        (["Ca(OH)2", "H3PO4"], ["Ca3(PO4)2", "H2O"], [3, 2, 1, 6]),
    ],
)
def test_balanced_equations(reactants: list[str], products: list[str], coefficients: list[int]) -> None:
    found = balance_equation(reactants=reactants, products=products)

    assert found["reactant_coefficients"] + found["product_coefficients"] == coefficients


@pytest.mark.parametrize(
    ("reactants", "products", "reason"),
    [
        (["H2"], ["He"], "both sides"),
        (["CO"], ["CO2"], "only with zeros"),
        (["CO2"], ["CO", "O2", "C"], "several independent ways"),
        (["H2O", "H2O2"], ["H2", "H2O3"], "several"),
        (["O2", "O3"], ["O"], "several"),
    ],
)
def test_equations_without_one_solution_are_refused(reactants: list[str], products: list[str], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        balance_equation(reactants=reactants, products=products)


def test_negative_coefficient_is_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        balance_equation(reactants=["CO", "C"], products=["CO2"])


def test_ph_of_textbook_solutions() -> None:
    # OpenStax, Chemistry 2e, section 14.2: stomach acid 1.2e-3 M has pH 2.92.
    assert compute_ph(concentration_mol_l=1.2e-3, kind="strong_acid") == 2.92
    assert compute_ph(concentration_mol_l=0.0125, kind="strong_base") == 12.1
    assert compute_ph(concentration_mol_l=10, kind="strong_acid") == -1


def test_dilution() -> None:
    # OpenStax, Chemistry 2e, section 3.3: 0.314 l of 1.59 M KOH give 5 l of 0.1 M.
    found = plan_dilution(stock_concentration=1.59, target_concentration=0.1, target_ml=5000)
    assert round(found["stock_ml"]) == 314
    assert found["stock_ml"] + found["water_ml"] == pytest.approx(5000, abs=0.01)
    with pytest.raises(ValueError, match="only dilutes"):
        plan_dilution(stock_concentration=1, target_concentration=2, target_ml=10)


def test_decay_against_the_definition() -> None:
    assert compute_remaining_isotope(initial=100, half_life=30.17, elapsed=60.34)["remaining"] == 25
    assert compute_remaining_isotope(initial=8, half_life=1, elapsed=3) == {"remaining": 1, "percent": 12.5}
    with pytest.raises(ValueError, match="same unit"):
        compute_remaining_isotope(initial=8, half_life=1e-9, elapsed=1)


def test_age_of_a_sample() -> None:
    # OpenStax, Chemistry 2e, example 21.6: 10.8 of 13.6 decays a minute gives about 1910 years.
    assert date_by_isotope(remaining_percent=100 * 10.8 / 13.6) == pytest.approx(1910, rel=0.01)
    assert date_by_isotope(remaining_percent=100) == 0
    assert date_by_isotope(remaining_percent=50, half_life=12.32) == 12.32
