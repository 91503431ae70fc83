"""Household measures against published tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from function_impls.household_measures import (
    convert_centimetres_to_feet,
    convert_clothing_size,
    convert_cooking_measure,
    convert_feet_to_centimetres,
    convert_fuel_consumption,
    convert_oven_setting,
    convert_shoe_size,
)


def _pair(amount: float, source: str, target: str, ingredient: str) -> dict[str, Any]:
    return {"amount": amount, "source_measure": source, "target_measure": target, "ingredient": ingredient}


def _size(size: float, source: str, target: str) -> dict[str, Any]:
    return {"size": size, "source_system": source, "target_system": target}


KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # USDA FoodData Central, grams to a cup: whole wheat flour aside, white flour 125, sugar 200, honey 339, butter 227
    (convert_cooking_measure, _pair(1, "cup", "g", "sugar"), 200.0),
    (convert_cooking_measure, _pair(227, "g", "cup", "butter"), 1.0),
    (convert_cooking_measure, _pair(1, "tablespoon", "teaspoon", "water"), 3.0),
    (convert_cooking_measure, _pair(1, "glass", "g", "water"), 250.0),
    # Marks are 25 F apart from 275 F at 1; recipes round them, so that 1 is 140 C, 6 is 200 C, 9 is 240 C
    (convert_oven_setting, {"value": 200, "source": "celsius"}, {"celsius": 200, "fahrenheit": 392, "gas_mark": 6}),
    (convert_oven_setting, {"value": 1, "source": "gas_mark"}, {"celsius": 140, "fahrenheit": 284, "gas_mark": 1}),
    (convert_oven_setting, {"value": 350, "source": "fahrenheit"}, {"celsius": 177, "fahrenheit": 350, "gas_mark": 4}),
    # A foot is 30.48 cm and an inch 2.54 cm (international yard and pound agreement, 1959)
    (convert_centimetres_to_feet, {"centimetres": 182.88}, {"feet": 6, "inches": 0.0}),
    (convert_centimetres_to_feet, {"centimetres": 170}, {"feet": 5, "inches": 6.9}),
    (convert_centimetres_to_feet, {"centimetres": 182.8}, {"feet": 6, "inches": 0.0}),
    (convert_feet_to_centimetres, {"feet": 5, "inches": 6}, 167.6),
    (convert_feet_to_centimetres, {"feet": 1}, 30.5),
    # ISO/TS 19407:2015, adults: EU 38 is UK 5, EU 42 is UK 8 (both to half a size), US men's one more
    (convert_shoe_size, _size(42, "eu", "uk"), 8.0),
    (convert_shoe_size, _size(38, "eu", "uk"), 5.0),
    (convert_shoe_size, _size(9, "uk", "us_men"), 10.0),
    (convert_shoe_size, _size(9, "us_men", "us_women"), 10.5),
    # By the convention of the docstring; published tables agree on UK = US + 4 and IT = DE + 6
    (convert_clothing_size, _size(36, "pl", "us"), 4),
    (convert_clothing_size, _size(12, "uk", "it"), 46),
    (convert_clothing_size, _size(42, "it", "pl"), 36),
    # fueleconomy.gov: 25 mpg (US) is 9.41 l/100 km; a litre by 100 km is 235.2 mpg
    (
        convert_fuel_consumption,
        {"value": 25, "source_unit": "mpg_us", "target_unit": "l_per_100km"},
        9.41,
    ),
    (convert_fuel_consumption, {"value": 5, "source_unit": "l_per_100km", "target_unit": "km_per_l"}, 20.0),
    (convert_fuel_consumption, {"value": 40, "source_unit": "mpg_imperial", "target_unit": "mpg_us"}, 33.31),
]

IMPOSSIBLE: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (convert_cooking_measure, _pair(-1, "cup", "g", "rice")),
    (convert_oven_setting, {"value": 2.5, "source": "gas_mark"}),
    (convert_oven_setting, {"value": 350, "source": "celsius"}),
    (convert_centimetres_to_feet, {"centimetres": 0}),
    (convert_feet_to_centimetres, {"feet": 5, "inches": 12.5}),
    (convert_shoe_size, _size(42, "uk", "eu")),
    (convert_clothing_size, _size(37, "pl", "us")),
    (convert_clothing_size, _size(60, "uk", "pl")),
    (convert_fuel_consumption, {"value": 0, "source_unit": "km_per_l", "target_unit": "mpg_us"}),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_function_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments"), IMPOSSIBLE)
def test_impossible_input_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
