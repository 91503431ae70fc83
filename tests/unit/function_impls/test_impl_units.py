"""Conversions against the definitions of the units (NIST SP 811, appendix B) and published tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from function_impls.units import (
    convert_area,
    convert_currency,
    convert_data_size,
    convert_energy,
    convert_power,
    convert_pressure,
    convert_temperature,
    convert_units,
)


def _pair(value: float, source: str, target: str) -> dict[str, Any]:
    return {"value": value, "source_unit": source, "target_unit": target}


KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # NIST SP 811, B.8: exact factors of mile, pound, knot, US gallon
    (convert_units, _pair(1, "mi", "m"), 1609.344),
    (convert_units, _pair(1, "lb", "g"), 453.59237),
    (convert_units, _pair(1, "gal", "l"), 3.785411784),
    (convert_units, _pair(100, "kn", "km/h"), 185.2),
    (convert_temperature, {"degrees": 0, "source_scale": "kelvin", "target_scale": "fahrenheit"}, -459.67),
    (convert_temperature, {"degrees": 98.6, "source_scale": "fahrenheit", "target_scale": "celsius"}, 37.0),
    (
        convert_currency,
        {"amount": "10.00", "source_currency": "USD", "target_currency": "EUR"},
        {"amount": "9.17", "currency": "EUR", "rate": "0.917233"},
    ),
    (
        convert_currency,
        {"amount": "0", "source_currency": "CZK", "target_currency": "CZK"},
        {"amount": "0.00", "currency": "CZK", "rate": "1.000000"},
    ),
    # The international acre is 4046.8564224 m2 and a 640th of a square mile; a foot 0.3048 m
    (convert_area, _pair(1, "sq_mi", "acre"), 640.0),
    (convert_area, _pair(1, "acre", "sq_ft"), 43560.0),
    (convert_area, _pair(3, "ha", "are"), 300.0),
    # NIST SP 811, B.8: atmosphere, mmHg (conventional), psi
    (convert_pressure, _pair(760, "mmhg", "pa"), 101325.0144),
    (convert_pressure, _pair(1, "psi", "pa"), 6894.757293),
    (convert_pressure, _pair(2, "bar", "kpa"), 200.0),
    (convert_energy, _pair(2000, "kcal", "kj"), 8368.0),
    (convert_energy, _pair(1, "btu", "j"), 1055.055853),
    # NIST SP 811, B.8: metric horsepower 735.4988 W, mechanical (550 ft lbf/s) 745.6999 W
    (convert_power, _pair(1, "mechanical_hp", "w"), 745.6998716),
    (convert_power, _pair(73.549875, "kw", "metric_hp"), 100.0),
    # IEC 80000-13: a kibibyte has 1024 bytes; a terabyte disk has 931.3 GiB
    (convert_data_size, _pair(1, "tb", "gib"), 931.3225746),
    (convert_data_size, _pair(100, "mb", "bit"), 8e8),
]

IMPOSSIBLE: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (convert_units, _pair(1, "s", "m")),
    (convert_units, _pair(1e300, "km", "mm")),
    (convert_temperature, {"degrees": -1, "source_scale": "kelvin", "target_scale": "celsius"}),
    (convert_currency, {"amount": "1e3", "source_currency": "EUR", "target_currency": "PLN"}),
    (convert_currency, {"amount": "9" * 50, "source_currency": "EUR", "target_currency": "PLN"}),
    (convert_area, _pair(-1, "m2", "are")),
    (convert_pressure, _pair(1e13, "pa", "bar")),
    (convert_energy, _pair(-0.5, "j", "cal")),
    (convert_power, _pair(-3, "w", "kw")),
    (convert_data_size, _pair(-8, "bit", "b")),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_function_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments"), IMPOSSIBLE)
def test_impossible_input_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)


def test_factors_follow_from_the_definitions() -> None:
    pound, inch, gravity = 0.45359237, 0.0254, 9.80665

    assert convert_pressure(1, "psi", "pa") == pytest.approx(pound * gravity / inch**2)
    assert convert_pressure(1, "mmhg", "pa") == pytest.approx(13.5951 * gravity)
    assert convert_power(1, "mechanical_hp", "w") == pytest.approx(550 * pound * gravity * 12 * inch)
    assert convert_power(1, "metric_hp", "w") == pytest.approx(75 * gravity)
    assert convert_energy(1, "btu", "j") == pytest.approx(pound * 4186.8 * 5 / 9)
    assert convert_area(1, "acre", "m2") == pytest.approx(43560 * (12 * inch) ** 2)
    assert convert_units(1, "gal", "l") == pytest.approx(231 * (10 * inch) ** 3)
    assert convert_units(1, "pt", "ml") == pytest.approx(231 * (100 * inch) ** 3 / 8)
    assert convert_units(1, "oz", "g") == pytest.approx(1000 * pound / 16)
    assert convert_units(1, "mi", "km") == pytest.approx(63.36 * inch)
