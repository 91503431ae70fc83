"""Measures of the household: cups and spoons, oven settings, feet and inches, shoes and clothes, fuel."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Range

Measure: TypeAlias = Literal["teaspoon", "tablespoon", "cup", "glass", "ml", "g"]
Ingredient: TypeAlias = Literal[
    "water", "milk", "oil", "honey", "wheat_flour", "sugar", "powdered_sugar", "salt", "butter", "rice", "cocoa", "oats"
]
ShoeSystem: TypeAlias = Literal["eu", "uk", "us_men", "us_women"]
FuelUnit: TypeAlias = Literal["l_per_100km", "km_per_l", "mpg_us", "mpg_imperial"]
ClothingSystem: TypeAlias = Literal["pl", "uk", "us", "it"]

_LITRES_PER_100_KM_TIMES: dict[str, float] = {
    "km_per_l": 100.0,
    "mpg_us": 235.214583,
    "mpg_imperial": 282.480936,
}
_MILLILITRES: dict[str, int] = {"teaspoon": 5, "tablespoon": 15, "cup": 240, "glass": 250, "ml": 1}
_GRAMS_PER_CUP: dict[str, int] = {
    "water": 240,
    "milk": 245,
    "oil": 218,
    "honey": 340,
    "wheat_flour": 125,
    "sugar": 200,
    "powdered_sugar": 120,
    "salt": 292,
    "butter": 227,
    "rice": 185,
    "cocoa": 85,
    "oats": 90,
}
_GAS_MARKS = ((1, 140), (2, 150), (3, 160), (4, 180), (5, 190), (6, 200), (7, 220), (8, 230), (9, 240))
_CLOTHING_OFFSETS: dict[str, int] = {"pl": 0, "uk": 28, "us": 32, "it": -6}


class FeetAndInches(TypedDict):
    """A height in feet and inches."""

    feet: int
    inches: float


class OvenSetting(TypedDict):
    """An oven's setting on its three scales."""

    celsius: int
    fahrenheit: int
    gas_mark: int


def convert_cooking_measure(
    amount: Annotated[float, Range(minimum=0, maximum=10_000)],
    source_measure: Measure,
    target_measure: Measure,
    ingredient: Ingredient = "water",
) -> float:
    """Convert an amount of an ingredient between spoons, cups, glasses, millilitres and grams, rounded to 0.01.

    A teaspoon is 5 ml, a tablespoon 15 ml, a cup 240 ml, a glass (Polish szklanka) 250 ml. Grams are from a bundled
    table of grams to a level cup.

    Args:
        amount: How many of the source measure.
        source_measure: Measure of the amount.
        target_measure: Measure of the result.
        ingredient: What is measured; it matters only where grams are converted.

    Returns:
        How many of the target measure.

    Raises:
        ValueError: The amount is negative.

    Examples:
        >>> convert_cooking_measure(amount=2, source_measure="cup", target_measure="g", ingredient="wheat_flour")
        250.0

    See Also:
        convert_units: Litres, gallons, kilograms, ounces, without an ingredient.
    """
    if amount < 0:
        raise ValueError(f"the amount must not be negative, as {amount} is")
    grams_per_millilitre = _GRAMS_PER_CUP[ingredient] / 240
    millilitres = amount / grams_per_millilitre if source_measure == "g" else amount * _MILLILITRES[source_measure]
    if target_measure == "g":
        return round(millilitres * grams_per_millilitre, 2)
    return round(millilitres / _MILLILITRES[target_measure], 2)


def convert_oven_setting(
    value: Annotated[float, Range(minimum=1, maximum=600)], source: Literal["celsius", "fahrenheit", "gas_mark"]
) -> OvenSetting:
    """Convert an oven setting into degrees and the nearest British gas mark.

    Args:
        value: The setting: 100 to 300 celsius, 212 to 572 fahrenheit, or a whole gas mark from 1 to 9.
        source: What the value is.

    Returns:
        celsius, fahrenheit (both whole) and gas_mark (from 1 to 9).

    Raises:
        ValueError: The value is no setting of an oven.

    Examples:
        >>> convert_oven_setting(value=4, source="gas_mark")
        {'celsius': 180, 'fahrenheit': 356, 'gas_mark': 4}
        >>> convert_oven_setting(value=12, source="gas_mark")
        Traceback (most recent call last):
        ValueError: 12 is no whole gas mark from 1 to 9

    See Also:
        convert_temperature: Any temperature, with fractions.
    """
    marks = dict(_GAS_MARKS)
    if source == "gas_mark":
        if value not in marks:
            raise ValueError(f"{value} is no whole gas mark from 1 to 9")
        celsius = float(marks[int(value)])
    else:
        celsius = float(value) if source == "celsius" else (value - 32) * 5 / 9
    if not 99.5 <= celsius <= 300.5:
        raise ValueError(f"{value} {source} is no setting of an oven: it must be 100 to 300 celsius")
    nearest = min(_GAS_MARKS, key=lambda pair: abs(pair[1] - celsius))[0]
    return {"celsius": round(celsius), "fahrenheit": round(celsius * 9 / 5 + 32), "gas_mark": nearest}


def convert_centimetres_to_feet(centimetres: Annotated[float, Range(minimum=1, maximum=10_000)]) -> FeetAndInches:
    """Write a height in centimetres as feet and inches, the inches rounded to 0.1.

    Args:
        centimetres: The height.

    Returns:
        Whole feet, and inches below 12.

    Raises:
        ValueError: The height is not above zero.

    Examples:
        >>> convert_centimetres_to_feet(centimetres=180)
        {'feet': 5, 'inches': 10.9}

    See Also:
        convert_feet_to_centimetres: The other direction.
        convert_units: Feet alone, with fractions.
    """
    if centimetres <= 0:
        raise ValueError(f"the height must be above zero, not {centimetres}")
    feet, tenths = divmod(round(centimetres / 2.54 * 10), 120)
    return {"feet": feet, "inches": tenths / 10}


def convert_feet_to_centimetres(
    feet: Annotated[int, Range(minimum=0, maximum=300)], inches: Annotated[float, Range(minimum=0, below=12)] = 0
) -> float:
    """Write a height in feet and inches as centimetres, rounded to 0.1.

    Args:
        feet: Whole feet.
        inches: Inches beside them, below 12.

    Returns:
        The height in centimetres.

    Raises:
        ValueError: The feet are negative, or the inches are not from 0 to below 12.

    Examples:
        >>> convert_feet_to_centimetres(feet=6, inches=2)
        188.0

    See Also:
        convert_centimetres_to_feet: The other direction.
    """
    if feet < 0 or not 0 <= inches < 12:
        raise ValueError(f"inches must be from 0 to below 12, not {inches}: count them as feet")
    return round((feet * 12 + inches) * 2.54, 1)


def convert_shoe_size(
    size: Annotated[float, Range(minimum=1, maximum=50, step=0.5)], source_system: ShoeSystem, target_system: ShoeSystem
) -> float:
    """Convert an adult's shoe size between systems by the length of the last, rounded to half a size.

    EU sizes are two thirds of a centimetre (Paris points), UK sizes a third of an inch from 25/3 inches on, US men's
    are UK sizes and one, US women's are UK sizes and two and a half. Makers differ by half a size.

    Args:
        size: The size, in whole or half sizes.
        source_system: The system of the size.
        target_system: The system of the result.

    Returns:
        The size in the target system.

    Raises:
        ValueError: The size is no adult's, from EU 34 to 50.

    Examples:
        >>> convert_shoe_size(size=43, source_system="eu", target_system="uk")
        9.0
        >>> convert_shoe_size(size=20, source_system="eu", target_system="uk")
        Traceback (most recent call last):
        ValueError: 20 is no adult's size: it must lie between EU 34 and 50

    See Also:
        convert_clothing_size: Women's clothes.
    """
    inches = {
        "eu": size * 2 / 3 / 2.54,
        "uk": (size + 25) / 3,
        "us_men": (size + 24) / 3,
        "us_women": (size + 22.5) / 3,
    }[source_system]
    if not 33.5 <= inches * 2.54 * 1.5 <= 50.5:
        raise ValueError(f"{size} is no adult's size: it must lie between EU 34 and 50")
    result = {
        "eu": inches * 2.54 * 1.5,
        "uk": inches * 3 - 25,
        "us_men": inches * 3 - 24,
        "us_women": inches * 3 - 22.5,
    }[target_system]
    return int(result * 2 + 0.5) / 2


def convert_clothing_size(
    size: Annotated[int, Range(minimum=0, maximum=60)], source_system: ClothingSystem, target_system: ClothingSystem
) -> int:
    """Convert a women's clothing size between the Polish, British, American and Italian systems.

    Polish sizes are the even ones from 32 to 54 (as German ones); UK is 28 less, US 32 less, Italian 6 more. This is
    one usual convention: makers and other tables differ by a size, most of all for British and American ones.

    Args:
        size: The size.
        source_system: The system of the size.
        target_system: The system of the result.

    Returns:
        The size in the target system.

    Raises:
        ValueError: The size is not one of the system's.

    Examples:
        >>> convert_clothing_size(size=38, source_system="pl", target_system="uk")
        10
        >>> convert_clothing_size(size=39, source_system="pl", target_system="uk")
        Traceback (most recent call last):
        ValueError: 39 is no size of the system pl: it must be even, from 32 to 54

    See Also:
        convert_shoe_size: Shoes.
    """
    offset = _CLOTHING_OFFSETS[source_system]
    polish = size + offset
    if polish % 2 or not 32 <= polish <= 54:
        bounds = f"even, from {32 - offset} to {54 - offset}"
        raise ValueError(f"{size} is no size of the system {source_system}: it must be {bounds}")
    return polish - _CLOTHING_OFFSETS[target_system]


def convert_fuel_consumption(
    value: Annotated[float, Range(minimum=0.1, maximum=1000)], source_unit: FuelUnit, target_unit: FuelUnit
) -> float:
    """Convert the fuel consumption of a vehicle between units, rounded to 0.01.

    Litres per 100 km fall where kilometres per litre and miles per gallon rise.

    Args:
        value: The consumption in the source unit.
        source_unit: Unit of the value; mpg_us and mpg_imperial are miles per US and per imperial gallon.
        target_unit: Unit of the result.

    Returns:
        The consumption in the target unit.

    Raises:
        ValueError: The value is not above zero.

    Examples:
        >>> convert_fuel_consumption(value=30, source_unit="mpg_us", target_unit="l_per_100km")
        7.84

    See Also:
        convert_units: Litres, gallons and miles themselves.
    """
    if not 0 < value <= 1e6:
        raise ValueError(f"the consumption must be above zero, not {value}")
    litres = value if source_unit == "l_per_100km" else _LITRES_PER_100_KM_TIMES[source_unit] / value
    return round(litres if target_unit == "l_per_100km" else _LITRES_PER_100_KM_TIMES[target_unit] / litres, 2)
