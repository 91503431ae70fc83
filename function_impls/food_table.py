"""Foods and recipes. No functions of the catalog.

Values are for 100 g of the edible part, rounded: kcal, protein, fat, carbohydrate, fibre (g). They follow the USDA's
Standard Reference, with its nearest food where it has no such one (cottage cheese for quark, cheddar for hard cheese);
the tests name the rows that were compared with it. Allergens are those of annex II of Regulation (EU) 1169/2011.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Literal, NamedTuple, TypeAlias, cast

Allergen: TypeAlias = Literal[
    "gluten", "crustaceans", "eggs", "fish", "peanuts", "soy", "milk", "nuts", "celery", "mustard", "sesame"
]


class Food(NamedTuple):
    """A row of the table."""

    name: str
    polish_name: str
    group: str
    kcal: float
    protein: float
    fat: float
    carbohydrate: float
    fibre: float
    allergens: tuple[Allergen, ...]


class Recipe(NamedTuple):
    """A recipe: grams of foods for so many portions."""

    name: str
    polish_name: str
    portions: int
    minutes: int
    grams: tuple[tuple[str, int], ...]


_FOODS = """
apple|jabłko|fruit|52|0.3|0.2|13.8|2.4|
banana|banan|fruit|89|1.1|0.3|22.8|2.6|
orange|pomarańcza|fruit|47|0.9|0.1|11.8|2.4|
strawberries|truskawki|fruit|32|0.7|0.3|7.7|2|
lemon|cytryna|fruit|29|1.1|0.3|9.3|2.8|
blueberries|borówki|fruit|57|0.7|0.3|14.5|2.4|
plum|śliwka|fruit|46|0.7|0.3|11.4|1.4|
carrot|marchew|vegetable|41|0.9|0.2|9.6|2.8|
potato|ziemniak|vegetable|77|2|0.1|17.5|2.1|
onion|cebula|vegetable|40|1.1|0.1|9.3|1.7|
garlic|czosnek|vegetable|149|6.4|0.5|33.1|2.1|
tomato|pomidor|vegetable|18|0.9|0.2|3.9|1.2|
cucumber|ogórek|vegetable|15|0.7|0.1|3.6|0.5|
beetroot|burak|vegetable|43|1.6|0.2|9.6|2.8|
white cabbage|biała kapusta|vegetable|25|1.3|0.1|5.8|2.5|
sauerkraut|kiszona kapusta|vegetable|19|0.9|0.1|4.3|2.9|
celeriac|seler korzeniowy|vegetable|42|1.5|0.3|9.2|1.8|celery
spinach|szpinak|vegetable|23|2.9|0.4|3.6|2.2|
broccoli|brokuł|vegetable|34|2.8|0.4|6.6|2.6|
red pepper|czerwona papryka|vegetable|31|1|0.3|6|2.1|
mushrooms|pieczarki|vegetable|22|3.1|0.3|3.3|1|
pumpkin|dynia|vegetable|26|1|0.1|6.5|0.5|
wheat flour|mąka pszenna|grain|364|10.3|1|76.3|2.7|gluten
rye flour|mąka żytnia|grain|349|10.9|1.5|75.4|11.8|gluten
white bread|chleb biały|grain|266|8.9|3.3|49.4|2.7|gluten
pasta|makaron|grain|371|13|1.5|74.7|3.2|gluten
white rice|ryż biały|grain|365|7.1|0.7|80|1.3|
buckwheat|kasza gryczana|grain|343|13.3|3.4|71.5|10|
oats|płatki owsiane|grain|379|13.2|6.5|67.7|10.1|gluten
chicken breast|pierś kurczaka|meat|120|22.5|2.6|0|0|
pork shoulder|łopatka wieprzowa|meat|236|17.2|18|0|0|
minced beef|mielona wołowina|meat|254|17.2|20|0|0|
bacon|boczek|meat|417|12.6|39.7|1.3|0|
salmon|łosoś|fish|208|20.4|13.4|0|0|fish
cod|dorsz|fish|82|17.8|0.7|0|0|fish
herring|śledź|fish|158|18|9|0|0|fish
shrimps|krewetki|seafood|85|20.1|0.5|0|0|crustaceans
egg|jajko|egg|143|12.6|9.5|0.7|0|eggs
milk|mleko|dairy|61|3.2|3.3|4.8|0|milk
butter|masło|dairy|717|0.9|81.1|0.1|0|milk
quark|twaróg|dairy|98|11.1|4.3|3.4|0|milk
yoghurt|jogurt|dairy|61|3.5|3.3|4.7|0|milk
cream|śmietana|dairy|198|2.4|19.4|4.6|0|milk
hard cheese|ser żółty|dairy|404|22.9|33.3|3.1|0|milk
white beans|biała fasola|legume|333|23.4|0.9|60.3|15.2|
red lentils|czerwona soczewica|legume|358|23.9|2.2|63.1|10.8|
chickpeas|ciecierzyca|legume|378|20.5|6|63|12.2|
tofu|tofu|legume|144|17.3|8.7|2.8|2.3|soy
soy sauce|sos sojowy|seasoning|53|8.1|0.6|4.9|0.8|soy,gluten
peanuts|orzeszki ziemne|nut|567|25.8|49.2|16.1|8.5|peanuts
walnuts|orzechy włoskie|nut|654|15.2|65.2|13.7|6.7|nuts
almonds|migdały|nut|579|21.2|49.9|21.6|12.5|nuts
tahini|tahini|nut|595|17|53.8|21.2|9.3|sesame
mustard|musztarda|seasoning|60|3.7|3.3|5.8|4|mustard
sugar|cukier|sweet|387|0|0|100|0|
honey|miód|sweet|304|0.3|0|82.4|0.2|
dark chocolate|gorzka czekolada|sweet|598|7.8|42.6|45.9|10.9|soy
olive oil|oliwa|fat|884|0|100|0|0|
rapeseed oil|olej rzepakowy|fat|884|0|100|0|0|
poppy seeds|mak|seed|525|18|41.6|28.1|19.5|
"""

_RECIPES = """
bigos|bigos|6|150|sauerkraut 800,white cabbage 400,pork shoulder 400,bacon 100,onion 150,mushrooms 150,plum 60
barszcz|barszcz czerwony|4|90|beetroot 600,carrot 150,celeriac 100,onion 100,garlic 10,lemon 30
pierogi ruskie|pierogi ruskie|4|90|wheat flour 400,potato 500,quark 250,onion 150,butter 40,egg 50
placki ziemniaczane|placki ziemniaczane|4|45|potato 1000,onion 100,egg 100,wheat flour 40,rapeseed oil 60
żurek|żurek|4|60|rye flour 100,potato 300,bacon 100,egg 200,garlic 10,cream 60
pancakes|naleśniki|4|30|wheat flour 250,milk 500,egg 100,rapeseed oil 20
spaghetti bolognese|spaghetti bolognese|4|50|pasta 400,minced beef 400,tomato 500,onion 100,celeriac 50,olive oil 20
lentil soup|zupa z soczewicy|4|35|red lentils 250,carrot 150,onion 100,tomato 300,garlic 10,olive oil 20
hummus|hummus|6|20|chickpeas 250,tahini 60,lemon 50,garlic 8,olive oil 30
chicken with rice|kurczak z ryżem|2|35|chicken breast 300,white rice 160,broccoli 200,soy sauce 30,rapeseed oil 15
baked salmon|pieczony łosoś|2|30|salmon 350,potato 400,spinach 150,lemon 40,olive oil 15
herring in cream|śledź w śmietanie|4|20|herring 400,cream 200,onion 100,apple 150
oatmeal with fruit|owsianka z owocami|2|10|oats 100,milk 400,banana 120,blueberries 100,honey 20
buckwheat with mushrooms|kasza gryczana z pieczarkami|3|40|buckwheat 250,mushrooms 300,onion 100,rapeseed oil 20
pumpkin soup|zupa dyniowa|4|45|pumpkin 1000,onion 100,garlic 10,cream 80,olive oil 20
cheesecake|sernik|12|100|quark 1000,egg 300,sugar 250,butter 150,wheat flour 60
makowiec|makowiec|12|120|poppy seeds 400,wheat flour 450,milk 200,honey 100,walnuts 100,egg 150,butter 100,sugar 100
tofu stir-fry|tofu z warzywami|2|25|tofu 300,red pepper 200,broccoli 200,carrot 100,soy sauce 40,rapeseed oil 20
shrimp pasta|makaron z krewetkami|2|25|pasta 200,shrimps 250,garlic 15,tomato 200,olive oil 30
walnut brownies|brownie z orzechami|10|50|dark chocolate 200,butter 150,sugar 200,egg 150,wheat flour 100,walnuts 100
"""

FOODS = tuple(
    Food(
        *(name, polish, group),
        *(float(kcal), float(protein), float(fat), float(carbohydrate), float(fibre)),
        tuple(cast("Allergen", each) for each in allergens.split(",") if each),
    )
    for name, polish, group, kcal, protein, fat, carbohydrate, fibre, allergens in (
        row.split("|") for row in _FOODS.strip().splitlines()
    )
)
RECIPES = tuple(
    Recipe(
        *(name, polish, int(portions), int(minutes)),
        tuple((each.rpartition(" ")[0], int(each.rpartition(" ")[2])) for each in grams.split(",")),
    )
    for name, polish, portions, minutes, grams in (row.split("|") for row in _RECIPES.strip().splitlines())
)

_FOOD_BY_NAME = {name.casefold(): food for food in FOODS for name in (food.name, food.polish_name)}
_RECIPE_BY_NAME = {name.casefold(): recipe for recipe in RECIPES for name in (recipe.name, recipe.polish_name)}


def food_named(name: str) -> Food:
    """Find a food by its English or Polish name; ValueError where the table has none."""
    key = " ".join(name.casefold().split())
    if key not in _FOOD_BY_NAME:
        raise ValueError(f"the food {name!r} is not in the table{_hint(key, list(_FOOD_BY_NAME))}")
    return _FOOD_BY_NAME[key]


def recipe_named(name: str) -> Recipe:
    """Find a recipe by its English or Polish name; ValueError where the book has none."""
    key = " ".join(name.casefold().split())
    if key not in _RECIPE_BY_NAME:
        raise ValueError(f"the recipe {name!r} is not in the book{_hint(key, list(_RECIPE_BY_NAME))}")
    return _RECIPE_BY_NAME[key]


def _hint(key: str, names: list[str]) -> str:
    close = get_close_matches(key, names, 1, 0.7)
    return f"; did you mean {close[0]!r}?" if close else ""
