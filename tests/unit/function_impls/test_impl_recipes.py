"""Recipes: amounts by the rule of three, allergens of annex II of Regulation (EU) 1169/2011, sums worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from function_impls import recipes
from function_impls.food_table import FOODS, RECIPES


@pytest.mark.parametrize("recipe", [recipe.name for recipe in RECIPES])
def test_every_recipe_is_scaled_by_the_rule_of_three(recipe: str) -> None:
    card = recipes.describe_recipe(recipe)
    scaled = recipes.scale_recipe(recipe, 7)

    assert [each["food"] for each in scaled["ingredients"]] == [each["food"] for each in card["ingredients"]]
    for one, other in zip(card["ingredients"], scaled["ingredients"], strict=True):
        assert abs(other["grams"] - Fraction(one["grams"] * 7, card["portions"])) <= Fraction(1, 2)
    assert recipes.scale_recipe(recipe, card["portions"])["ingredients"] == card["ingredients"]


def test_polish_names_are_known() -> None:
    assert recipes.describe_recipe("Naleśniki") == recipes.describe_recipe("pancakes")
    assert recipes.describe_recipe("sernik")["minutes"] == 100


def test_search_takes_recipes_with_all_ingredients() -> None:
    assert [each["name"] for each in recipes.search_recipes(["czerwona soczewica"])] == ["lentil soup"]
    assert recipes.search_recipes(["tahini", "lemon"])[0]["missing"] == ["chickpeas", "garlic", "olive oil"]
    assert recipes.search_recipes(["egg", "shrimps"]) == []


def test_search_looks_at_time_and_allergens() -> None:
    quick = {each["name"] for each in recipes.search_recipes(["egg"], maximum_minutes=45)}
    plain = {each["name"] for each in recipes.search_recipes(["onion"], free_from=["gluten", "milk", "celery"])}

    assert quick == {"pancakes", "placki ziemniaczane"}
    assert plain == {"bigos", "lentil soup", "buckwheat with mushrooms"}


def test_allergens_are_those_of_the_ingredients() -> None:
    assert recipes.list_recipe_allergens("barszcz") == ["celery"]
    assert recipes.list_recipe_allergens("shrimp pasta") == ["crustaceans", "gluten"]
    assert recipes.list_recipe_allergens("walnut brownies") == ["eggs", "gluten", "milk", "nuts", "soy"]
    assert recipes.list_recipe_allergens("bigos") == []


def test_nutrition_of_a_portion_is_a_share_of_the_whole() -> None:
    # worked by hand: 250 g of wheat flour, 500 g of milk, 100 g of egg, 20 g of oil for four
    whole = 2.5 * 364 + 5 * 61 + 143 + 0.2 * 884

    assert recipes.compute_recipe_nutrition("pancakes")["kcal"] == pytest.approx(whole / 4, abs=0.06)
    assert recipes.compute_recipe_nutrition("hummus")["fibre"] == pytest.approx(
        (2.5 * 12.2 + 0.6 * 9.3 + 0.5 * 2.8 + 0.08 * 2.1) / 6, abs=0.06
    )


def test_shopping_list_adds_up() -> None:
    found = {
        each["food"]: each["grams"]
        for each in recipes.list_shopping([{"recipe": "pancakes", "portions": 8}, {"recipe": "sernik", "portions": 6}])
    }

    sums = {"butter": 75, "egg": 350, "milk": 1000, "quark": 500, "rapeseed oil": 40, "sugar": 125, "wheat flour": 530}
    assert found == sums
    assert list(found) == sorted(found)


def test_every_ingredient_is_in_the_food_table() -> None:
    assert {food for recipe in RECIPES for food, _ in recipe.grams} <= {food.name for food in FOODS}


def test_unknown_recipes_foods_and_portions_are_refused() -> None:
    with pytest.raises(ValueError, match="did you mean 'bigos'"):
        recipes.describe_recipe("bigosz")
    with pytest.raises(ValueError, match="not in the table"):
        recipes.search_recipes(["granite"])
    with pytest.raises(ValueError, match="1 to 100"):
        recipes.scale_recipe("bigos", 0)
    with pytest.raises(ValueError, match="not in the book"):
        recipes.list_recipe_allergens("pizza")
    with pytest.raises(ValueError, match="not in the book"):
        recipes.compute_recipe_nutrition("pizza")
    with pytest.raises(ValueError, match="1 to 100"):
        recipes.list_shopping([{"recipe": "bigos", "portions": 1000}])
