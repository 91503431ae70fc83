"""Circuits against textbook answers."""

from __future__ import annotations

import pytest

from function_impls.electricity import combine_resistors, compute_appliance_cost, solve_ohms_law


@pytest.mark.parametrize(
    "given",
    [
        {"voltage_v": 12, "current_a": 2.5},
        {"voltage_v": 12, "resistance_ohm": 4.8},
        {"current_a": 2.5, "resistance_ohm": 4.8},
    ],
)
def test_any_two_quantities_of_a_headlight_give_all(given: dict[str, float]) -> None:
    # OpenStax, College Physics, examples 20.4 and 20.6: a headlight takes 2.50 A at 12.0 V; 4.80 ohm, 30.0 W.
    assert solve_ohms_law(**given) == {"voltage_v": 12, "current_a": 2.5, "resistance_ohm": 4.8, "power_w": 30}


def test_all_three_or_one_quantity_are_refused() -> None:
    with pytest.raises(ValueError, match="not 3"):
        solve_ohms_law(voltage_v=1, current_a=1, resistance_ohm=1)
    with pytest.raises(ValueError, match="not 0"):
        solve_ohms_law()


def test_resistors() -> None:
    # OpenStax, College Physics, examples 21.1 and 21.2: 1, 6 and 13 ohm make 20 in series and 0.804 in parallel.
    assert combine_resistors(resistances_ohm=[1, 6, 13], connection="series") == 20
    assert round(combine_resistors(resistances_ohm=[1, 6, 13], connection="parallel"), 3) == 0.804


def test_cost_of_an_appliance() -> None:
    # OpenStax, College Physics, example 20.9: 60 W for 1000 h at 0.12 dollars cost 7.20.
    assert compute_appliance_cost(power_w=60, hours_per_day=10, days=100, price_per_kwh=0.12) == {
        "energy_kwh": 60,
        "cost": 7.2,
    }
    assert compute_appliance_cost(power_w=2000, hours_per_day=0.5, days=1, price_per_kwh=1)["cost"] == 1
