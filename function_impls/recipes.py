"""A small book of recipes: amounts, allergens and nutrients, from the bundled food_table."""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypedDict

from function_impls.constraints import Length, Range
from function_impls.food_table import RECIPES, Allergen, Recipe, food_named, recipe_named
from function_impls.nutrition import FoodName, Nutrients, compute_meal_nutrition

RecipeName: TypeAlias = Annotated[str, Length(minimum=2, maximum=40)]
Portions: TypeAlias = Annotated[int, Range(minimum=1, maximum=100)]
Allergens: TypeAlias = Annotated[list[Allergen], Length(minimum=1, maximum=11, unique=True)]


class Ingredient(TypedDict):
    """An ingredient and its grams."""

    food: str
    grams: Annotated[int, Range(minimum=1)]


class RecipeCard(TypedDict):
    """A recipe for a number of portions."""

    name: str
    polish_name: str
    portions: Portions
    minutes: Annotated[int, Range(minimum=1)]
    ingredients: list[Ingredient]


class FoundRecipe(TypedDict):
    """A recipe in a list."""

    name: str
    minutes: Annotated[int, Range(minimum=1)]
    missing: list[str]


class ScaledRecipe(TypedDict):
    """The ingredients of a recipe for another number of portions."""

    portions: Portions
    factor: Annotated[float, Range(above=0)]
    ingredients: list[Ingredient]


class Menu(TypedDict):
    """A dish and how many portions of it.

    Attributes:
        recipe: English or Polish name of the recipe.
        portions: How many portions are cooked.
    """

    recipe: RecipeName
    portions: Portions


def describe_recipe(recipe: RecipeName) -> RecipeCard:
    """Tell portions, time and ingredients of one recipe as the book has it.

    Args:
        recipe: English or Polish name of the recipe.

    Returns:
        Names, portions, minutes of work and cooking, and grams of each ingredient.

    Raises:
        ValueError: The book has no such recipe; the message proposes a close name.

    Examples:
        >>> describe_recipe(recipe="hummus")
        {'name': 'hummus',
         'polish_name': 'hummus',
         'portions': 6,
         'minutes': 20,
         'ingredients': [{'food': 'chickpeas', 'grams': 250},
                         {'food': 'tahini', 'grams': 60},
                         {'food': 'lemon', 'grams': 50},
                         {'food': 'garlic', 'grams': 8},
                         {'food': 'olive oil', 'grams': 30}]}
        >>> describe_recipe(recipe="bigosz")
        Traceback (most recent call last):
        ValueError: the recipe 'bigosz' is not in the book; did you mean 'bigos'?

    See Also:
        scale_recipe: For another number of portions.
        search_recipes: Recipes by ingredients.
    """
    found = recipe_named(recipe)
    return {
        "name": found.name,
        "polish_name": found.polish_name,
        "portions": found.portions,
        "minutes": found.minutes,
        "ingredients": _scaled(found, found.portions),
    }


def search_recipes(
    ingredients: Annotated[list[FoodName], Length(minimum=1, maximum=20, unique=True)],
    maximum_minutes: Annotated[int, Range(minimum=1, maximum=300)] | None = None,
    free_from: Allergens | None = None,
) -> list[FoundRecipe]:
    """List the recipes that use all given ingredients, those first that need least beside them.

    Args:
        ingredients: English or Polish names of foods that the recipe must use.
        maximum_minutes: Only recipes that take at most so long; null for all.
        free_from: Leave out recipes with any of these allergens; null to leave out none.

    Returns:
        Name, minutes, and the further ingredients that are needed; empty where there is none.

    Raises:
        ValueError: An ingredient is not in the food table.

    Examples:
        >>> search_recipes(ingredients=["potato", "egg"], maximum_minutes=60)
        [{'name': 'placki ziemniaczane', 'minutes': 45, 'missing': ['onion', 'wheat flour', 'rapeseed oil']},
         {'name': 'żurek', 'minutes': 60, 'missing': ['rye flour', 'bacon', 'garlic', 'cream']}]

    See Also:
        describe_recipe: One recipe.
        search_foods: Foods, not recipes.
        list_recipe_allergens: The allergens of one recipe.
    """
    wanted = {food_named(each).name for each in ingredients}
    barred = set(free_from or ())
    found: list[FoundRecipe] = [
        {"name": each.name, "minutes": each.minutes, "missing": [food for food, _ in each.grams if food not in wanted]}
        for each in RECIPES
        if wanted <= {food for food, _ in each.grams}
        and (maximum_minutes is None or each.minutes <= maximum_minutes)
        and not barred & set(_allergens(each))
    ]
    return sorted(found, key=lambda each: (len(each["missing"]), each["name"]))


def scale_recipe(recipe: RecipeName, portions: Portions) -> ScaledRecipe:
    """Compute the ingredients of a recipe for another number of portions, rounded to whole grams (at least 1).

    Args:
        recipe: English or Polish name of the recipe.
        portions: How many portions are wanted.

    Returns:
        The factor against the book, rounded to 0.001, and grams of each ingredient.

    Raises:
        ValueError: The book has no such recipe, or the portions are not from 1 to 100.

    Examples:
        >>> scale_recipe(recipe="pancakes", portions=6)
        {'portions': 6,
         'factor': 1.5,
         'ingredients': [{'food': 'wheat flour', 'grams': 375},
                         {'food': 'milk', 'grams': 750},
                         {'food': 'egg', 'grams': 150},
                         {'food': 'rapeseed oil', 'grams': 30}]}

    See Also:
        describe_recipe: The recipe as the book has it.
        list_shopping: Several recipes together.
    """
    found = recipe_named(recipe)
    _check_portions(portions)
    return {
        "portions": portions,
        "factor": round(portions / found.portions, 3),
        "ingredients": _scaled(found, portions),
    }


def list_recipe_allergens(recipe: RecipeName) -> list[Allergen]:
    """List the allergens (of annex II of Regulation (EU) 1169/2011) in a recipe, in alphabetical order.

    Args:
        recipe: English or Polish name of the recipe.

    Returns:
        The allergens; empty where there is none.

    Raises:
        ValueError: The book has no such recipe.

    Examples:
        >>> list_recipe_allergens(recipe="pierogi ruskie")
        ['eggs', 'gluten', 'milk']

    See Also:
        search_recipes: Recipes that are free from allergens.
    """
    return _allergens(recipe_named(recipe))


def compute_recipe_nutrition(recipe: RecipeName) -> Nutrients:
    """Compute energy and nutrients of one portion of a recipe, from its raw ingredients.

    Args:
        recipe: English or Polish name of the recipe.

    Returns:
        Energy in kcal and grams of protein, fat, carbohydrate and fibre, rounded to 0.1.

    Raises:
        ValueError: The book has no such recipe.

    Examples:
        >>> compute_recipe_nutrition(recipe="naleśniki")
        {'kcal': 383.7, 'protein': 13.6, 'fat': 12.1, 'carbohydrate': 53.9, 'fibre': 1.7}

    See Also:
        compute_meal_nutrition: Foods that you choose.
    """
    found = recipe_named(recipe)
    return compute_meal_nutrition([{"food": food, "grams": grams / found.portions} for food, grams in found.grams])


def list_shopping(menu: Annotated[list[Menu], Length(minimum=1, maximum=20)]) -> list[Ingredient]:
    """Add up the ingredients of several dishes into one shopping list, in alphabetical order.

    Args:
        menu: The dishes and how many portions of each.

    Returns:
        Each food once, with its grams altogether.

    Raises:
        ValueError: The book has no such recipe, or portions are not from 1 to 100.

    Examples:
        >>> list_shopping(menu=[{"recipe": "pancakes", "portions": 4}, {"recipe": "pancakes", "portions": 2}])
        [{'food': 'egg', 'grams': 150},
         {'food': 'milk', 'grams': 750},
         {'food': 'rapeseed oil', 'grams': 30},
         {'food': 'wheat flour', 'grams': 375}]

    See Also:
        scale_recipe: One recipe.
    """
    total: dict[str, int] = {}
    for dish in menu:
        _check_portions(dish["portions"])
        for each in _scaled(recipe_named(dish["recipe"]), dish["portions"]):
            total[each["food"]] = total.get(each["food"], 0) + each["grams"]
    return [{"food": food, "grams": total[food]} for food in sorted(total)]


def _scaled(recipe: Recipe, portions: int) -> list[Ingredient]:
    return [{"food": food, "grams": max(1, round(grams * portions / recipe.portions))} for food, grams in recipe.grams]


def _allergens(recipe: Recipe) -> list[Allergen]:
    return sorted({allergen for food, _ in recipe.grams for allergen in food_named(food).allergens})


def _check_portions(portions: int) -> None:
    if not 1 <= portions <= 100:
        raise ValueError(f"portions must lie from 1 to 100, not {portions}")
