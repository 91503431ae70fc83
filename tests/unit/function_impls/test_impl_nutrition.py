"""Foods against USDA FoodData Central, Atwater's factors and EU allergen law."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from function_impls import nutrition
from function_impls.food_table import FOODS

# USDA, Standard Reference, releases 25 and 28: kcal, protein, fat, carbohydrate and fibre of 100 g. Butter 01001,
# creamed cottage cheese 01012, buckwheat 20008, long-grain rice 20044, medium rye flour 20064, all-purpose flour 20081,
# macaroni 20099; banana 09040.
USDA = {
    "butter": (717, 0.85, 81.11, 0.06, 0),
    "quark": (98, 11.12, 4.3, 3.38, 0),
    "buckwheat": (343, 13.25, 3.4, 71.5, 10),
    "white rice": (365, 7.13, 0.66, 79.95, 1.3),
    "rye flour": (349, 10.88, 1.52, 75.43, 11.8),
    "wheat flour": (364, 10.33, 0.98, 76.31, 2.7),
    "pasta": (371, 13.04, 1.51, 74.67, 3.2),
    "banana": (89, 1.1, 0.3, 22.8, 2.6),
}

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    (
        nutrition.describe_food,
        {"food": "Ser żółty", "grams": 50},
        {
            "name": "hard cheese",
            "polish_name": "ser żółty",
            "grams": 50,
            "nutrients": {"kcal": 202.0, "protein": 11.4, "fat": 16.6, "carbohydrate": 1.6, "fibre": 0.0},
            "allergens": ["milk"],
        },
    ),
    (
        lambda **given: [each["name"] for each in nutrition.search_foods(**given)],
        {"group": "nut", "richest_in": "fat", "free_from": ["nuts"]},
        ["tahini", "peanuts"],
    ),
    (
        nutrition.search_foods,
        {"richest_in": "protein", "group": "fish", "limit": 1},
        [{"name": "salmon", "per_100_g": 20.4}],
    ),
    (
        nutrition.compute_meal_nutrition,
        {"items": [{"food": "sugar", "grams": 10}, {"food": "olej rzepakowy", "grams": 10}]},
        {"kcal": 127.1, "protein": 0.0, "fat": 10.0, "carbohydrate": 10.0, "fibre": 0.0},
    ),
    (
        nutrition.compute_meal_nutrition,
        {"items": [{"food": "egg", "grams": 200}]},
        {"kcal": 286.0, "protein": 25.2, "fat": 19.0, "carbohydrate": 1.4, "fibre": 0.0},
    ),
    (
        nutrition.split_food_energy,
        {"food": "sugar"},
        {"protein_percent": 0, "fat_percent": 0, "carbohydrate_percent": 100},
    ),
    (
        nutrition.split_food_energy,
        {"food": "egg"},
        {"protein_percent": 36, "fat_percent": 62, "carbohydrate_percent": 2},
    ),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_nutrition_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize("food", USDA)
def test_foods_have_the_values_of_the_usda(food: str) -> None:
    nutrients = nutrition.describe_food(food)["nutrients"]

    assert list(nutrients.values()) == pytest.approx(USDA[food], abs=0.051)


@pytest.mark.parametrize("food", [food.name for food in FOODS])
def test_energy_agrees_with_atwaters_factors(food: str) -> None:
    nutrients = nutrition.describe_food(food)["nutrients"]
    least = 4 * nutrients["protein"] + 9 * nutrients["fat"] + 4 * (nutrients["carbohydrate"] - nutrients["fibre"])
    most = least + 4 * nutrients["fibre"]

    assert 0.8 * least - 5 <= nutrients["kcal"] <= 1.05 * most + 5


def test_milk_and_gluten_are_marked_by_group() -> None:
    assert all(food.allergens == ("milk",) for food in FOODS if food.group == "dairy")
    assert {food.name for food in FOODS if "gluten" in food.allergens} >= {"wheat flour", "rye flour", "oats", "pasta"}


def test_unknown_foods_and_limits_are_refused() -> None:
    with pytest.raises(ValueError, match="did you mean 'banana'"):
        nutrition.describe_food("bananna")
    with pytest.raises(ValueError, match="not in the table"):
        nutrition.compute_meal_nutrition([{"food": "apple", "grams": 10}, {"food": "granite", "grams": 10}])
    with pytest.raises(ValueError, match="not in the table"):
        nutrition.split_food_energy("granite")
    with pytest.raises(ValueError, match="at least 1"):
        nutrition.search_foods(limit=0)
