"""Foods and what is in them, from the bundled food_table; values are rounded and meant for comparison."""

from __future__ import annotations

import math
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Range
from function_impls.food_table import FOODS, Allergen, food_named

FoodName: TypeAlias = Annotated[str, Length(minimum=2, maximum=40)]
Grams: TypeAlias = Annotated[float, Range(above=0, maximum=5000)]
Group: TypeAlias = Literal[
    "fruit", "vegetable", "grain", "meat", "fish", "seafood", "egg", "dairy", "legume", "nut", "seed", "fat", "sweet",
    "seasoning",
]  # fmt: skip
Nutrient: TypeAlias = Literal["kcal", "protein", "fat", "carbohydrate", "fibre"]


class Nutrients(TypedDict):
    """Energy in kcal, the rest in grams."""

    kcal: Annotated[float, Range(minimum=0)]
    protein: Annotated[float, Range(minimum=0)]
    fat: Annotated[float, Range(minimum=0)]
    carbohydrate: Annotated[float, Range(minimum=0)]
    fibre: Annotated[float, Range(minimum=0)]


class FoodFacts(TypedDict):
    """What a portion of a food holds."""

    name: str
    polish_name: str
    grams: float
    nutrients: Nutrients
    allergens: list[Allergen]


class FoodValue(TypedDict):
    """A food and how much of a nutrient 100 g of it hold."""

    name: str
    per_100_g: Annotated[float, Range(minimum=0)]


class MealItem(TypedDict):
    """A part of a meal.

    Attributes:
        food: English or Polish name of the food.
        grams: Grams of its edible part.
    """

    food: FoodName
    grams: Grams


class EnergyShares(TypedDict):
    """Which share of a food's energy comes from what, in percent."""

    protein_percent: Annotated[int, Range(minimum=0, maximum=100)]
    fat_percent: Annotated[int, Range(minimum=0, maximum=100)]
    carbohydrate_percent: Annotated[int, Range(minimum=0, maximum=100)]


def describe_food(food: FoodName, grams: Grams = 100.0) -> FoodFacts:
    """Tell energy, nutrients and allergens of one (raw) food.

    Args:
        food: English or Polish name of the food.
        grams: Grams of its edible part.

    Returns:
        Names, nutrients of that many grams, rounded to 0.1, and allergens by EU law.

    Raises:
        ValueError: The food is not in the table; the message proposes a close name.

    Examples:
        >>> describe_food(food="jabłko", grams=150)
        {'name': 'apple',
         'polish_name': 'jabłko',
         'grams': 150,
         'nutrients': {'kcal': 78.0, 'protein': 0.4, 'fat': 0.3, 'carbohydrate': 20.7, 'fibre': 3.6},
         'allergens': []}
        >>> describe_food(food="dragon fruit")
        Traceback (most recent call last):
        ValueError: the food 'dragon fruit' is not in the table

    See Also:
        search_foods: Foods by group or nutrient.
        compute_meal_nutrition: Several foods together.
        split_food_energy: Where the energy comes from, in per cent.
    """
    found = food_named(food)
    return {
        "name": found.name,
        "polish_name": found.polish_name,
        "grams": grams,
        "nutrients": _sum([(found.name, grams)]),
        "allergens": list(found.allergens),
    }


def search_foods(
    group: Group | None = None,
    richest_in: Nutrient = "kcal",
    free_from: Annotated[list[Allergen], Length(maximum=11, unique=True)] | None = None,
    limit: Annotated[int, Range(minimum=1, maximum=60)] = 5,
) -> list[FoodValue]:
    """List foods of the table, those first that hold most of a nutrient.

    Args:
        group: Only foods of this group; null for all.
        richest_in: The nutrient to sort by: energy (kcal) or grams of protein, fat, carbohydrate or fibre.
        free_from: Leave out foods with any of these allergens; null to leave out none.
        limit: At most so many foods.

    Returns:
        Name, and how much of the nutrient 100 g hold.

    Raises:
        ValueError: The limit is under 1.

    Examples:
        >>> search_foods(group="legume", richest_in="protein", limit=2)
        [{'name': 'red lentils', 'per_100_g': 23.9}, {'name': 'white beans', 'per_100_g': 23.4}]

    See Also:
        describe_food: One food.
        search_recipes: Recipes by ingredient.
    """
    if limit < 1:
        raise ValueError("limit must be at least 1")
    barred = set(free_from or ())
    found = [food for food in FOODS if group in {None, food.group} and not barred & set(food.allergens)]
    values = {food.name: _per_100_g(food.name)[richest_in] for food in found}
    names = sorted(values, key=lambda each: (-values[each], each))
    return [{"name": name, "per_100_g": values[name]} for name in names[:limit]]


def compute_meal_nutrition(items: Annotated[list[MealItem], Length(minimum=1, maximum=30)]) -> Nutrients:
    """Add up energy and nutrients of several foods.

    Args:
        items: The foods and how much of each.

    Returns:
        Energy in kcal and grams of protein, fat, carbohydrate and fibre, rounded to 0.1.

    Raises:
        ValueError: A food is not in the table.

    Examples:
        >>> compute_meal_nutrition(items=[{"food": "egg", "grams": 100}, {"food": "white bread", "grams": 50}])
        {'kcal': 276.0, 'protein': 17.1, 'fat': 11.2, 'carbohydrate': 25.4, 'fibre': 1.4}

    See Also:
        compute_recipe_nutrition: A recipe of the book.
        describe_food: One food.
    """
    return _sum([(food_named(item["food"]).name, item["grams"]) for item in items])


def split_food_energy(food: FoodName) -> EnergyShares:
    """Tell which shares of a food's energy come from protein, fat and carbohydrate, at 4, 9 and 4 kcal a gram.

    Args:
        food: English or Polish name of the food.

    Returns:
        Whole percent of each; their sum may miss 100 by rounding.

    Raises:
        ValueError: The food is not in the table.

    Examples:
        >>> split_food_energy(food="milk")
        {'protein_percent': 21, 'fat_percent': 48, 'carbohydrate_percent': 31}

    See Also:
        describe_food: Grams of the nutrients.
    """
    found = food_named(food)
    energy = (4 * found.protein, 9 * found.fat, 4 * found.carbohydrate)
    shares = [round(100 * each / math.fsum(energy)) for each in energy]
    return {"protein_percent": shares[0], "fat_percent": shares[1], "carbohydrate_percent": shares[2]}


def _per_100_g(name: str) -> dict[str, float]:
    food = food_named(name)
    return {
        "kcal": food.kcal,
        "protein": food.protein,
        "fat": food.fat,
        "carbohydrate": food.carbohydrate,
        "fibre": food.fibre,
    }


def _sum(parts: list[tuple[str, float]]) -> Nutrients:
    foods = [(food_named(name), grams / 100) for name, grams in parts]
    return {
        "kcal": round(math.fsum(food.kcal * share for food, share in foods), 1),
        "protein": round(math.fsum(food.protein * share for food, share in foods), 1),
        "fat": round(math.fsum(food.fat * share for food, share in foods), 1),
        "carbohydrate": round(math.fsum(food.carbohydrate * share for food, share in foods), 1),
        "fibre": round(math.fsum(food.fibre * share for food, share in foods), 1),
    }
