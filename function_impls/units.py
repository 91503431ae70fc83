"""Units, temperatures and currencies. Rates are fixed, so that a conversion gives the same answer every day.

The rates are made up, near those of 2024; those of a day are in currencies. Factors follow from the definitions of the
units.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Pattern, Range

Unit: TypeAlias = Literal[
    "mm",
    "cm",
    "m",
    "km",
    "in",
    "ft",
    "yd",
    "mi",
    "mg",
    "g",
    "dag",
    "kg",
    "t",
    "oz",
    "lb",
    "ml",
    "cl",
    "l",
    "m3",
    "gal",
    "pt",
    "s",
    "min",
    "h",
    "d",
    "m/s",
    "km/h",
    "mph",
    "kn",
]
AreaUnit: TypeAlias = Literal["mm2", "cm2", "m2", "are", "ha", "km2", "sq_in", "sq_ft", "sq_yd", "acre", "sq_mi"]
PressureUnit: TypeAlias = Literal["pa", "hpa", "kpa", "bar", "atm", "mmhg", "psi"]
EnergyUnit: TypeAlias = Literal["j", "kj", "mj", "wh", "kwh", "cal", "kcal", "btu"]
PowerUnit: TypeAlias = Literal["w", "kw", "mw", "metric_hp", "mechanical_hp"]
DataUnit: TypeAlias = Literal["bit", "b", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "tib"]
Scale: TypeAlias = Literal["celsius", "fahrenheit", "kelvin"]
Currency: TypeAlias = Literal["PLN", "EUR", "USD", "GBP", "CZK", "CHF"]
Quantity: TypeAlias = Annotated[float, Range(minimum=0, maximum=1_000_000_000_000)]

_FACTORS = {
    "length": {
        "mm": 0.001,
        "cm": 0.01,
        "m": 1.0,
        "km": 1000.0,
        "in": 0.0254,
        "ft": 0.3048,
        "yd": 0.9144,
        "mi": 1609.344,
    },
    "mass": {"mg": 1e-6, "g": 0.001, "dag": 0.01, "kg": 1.0, "t": 1000.0, "oz": 0.028349523125, "lb": 0.45359237},
    "volume": {"ml": 0.001, "cl": 0.01, "l": 1.0, "m3": 1000.0, "gal": 3.785411784, "pt": 0.473176473},
    "time": {"s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0},
    "speed": {"m/s": 1.0, "km/h": 1 / 3.6, "mph": 0.44704, "kn": 1852 / 3600},
}
_AREA: dict[str, float] = {
    "mm2": 1e-6,
    "cm2": 1e-4,
    "m2": 1.0,
    "are": 100.0,
    "ha": 1e4,
    "km2": 1e6,
    "sq_in": 0.00064516,
    "sq_ft": 0.09290304,
    "sq_yd": 0.83612736,
    "acre": 4046.8564224,
    "sq_mi": 2589988.110336,
}
_PRESSURE: dict[str, float] = {
    "pa": 1.0,
    "hpa": 100.0,
    "kpa": 1000.0,
    "bar": 1e5,
    "atm": 101325.0,
    "mmhg": 133.322387415,
    "psi": 6894.757293168,
}
_ENERGY: dict[str, float] = {
    "j": 1.0,
    "kj": 1e3,
    "mj": 1e6,
    "wh": 3600.0,
    "kwh": 3.6e6,
    "cal": 4.184,
    "kcal": 4184.0,
    "btu": 1055.05585262,
}
_POWER: dict[str, float] = {
    "w": 1.0,
    "kw": 1e3,
    "mw": 1e6,
    "metric_hp": 735.49875,
    "mechanical_hp": 745.69987158227022,
}
_BITS: dict[str, int] = {
    "bit": 1,
    "b": 8,
    "kb": 8 * 10**3,
    "mb": 8 * 10**6,
    "gb": 8 * 10**9,
    "tb": 8 * 10**12,
    "kib": 8 * 2**10,
    "mib": 8 * 2**20,
    "gib": 8 * 2**30,
    "tib": 8 * 2**40,
}
_PLN_PER_UNIT = {"PLN": "1", "EUR": "4.2650", "USD": "3.9120", "GBP": "5.0840", "CZK": "0.1702", "CHF": "4.5310"}


class ConvertedMoney(TypedDict):
    """An amount in its new currency, and how much of that one unit of the old brings."""

    amount: str
    currency: Currency
    rate: str


def convert_units(value: float, source_unit: Unit, target_unit: Unit) -> float:
    """Convert a length, mass, volume, time or speed between two units of one kind, to ten significant digits.

    gal and pt are US liquid gallons and pints, oz and lb are avoirdupois.

    Args:
        value: How many of the source unit.
        source_unit: Unit of the value, such as km.
        target_unit: Unit of the result, of the same kind.

    Returns:
        How many of the target unit.

    Raises:
        ValueError: The units measure different things, or a number is beyond 10^290.

    Examples:
        >>> convert_units(value=5, source_unit="mi", target_unit="km")
        8.04672
        >>> convert_units(value=5, source_unit="kg", target_unit="m")
        Traceback (most recent call last):
        ValueError: 'kg' cannot be converted into 'm': they measure different things

    See Also:
        convert_area: Square metres, hectares, acres.
        convert_cooking_measure: Cups and spoons, also into grams.
        convert_temperature: Degrees.
        convert_centimetres_to_feet: Feet and inches together, for a height.
        convert_currency: Money.
        convert_data_size: Bits and bytes.
        convert_fuel_consumption: Litres per 100 km and miles per gallon.
    """
    if abs(value) > 1e290:
        raise ValueError("the value is beyond 10^290")
    for units in _FACTORS.values():
        if source_unit in units and target_unit in units:
            return float(f"{value * units[source_unit] / units[target_unit]:.10g}")
    raise ValueError(f"{source_unit!r} cannot be converted into {target_unit!r}: they measure different things")


def convert_temperature(degrees: float, source_scale: Scale, target_scale: Scale) -> float:
    """Convert a temperature between scales, rounded to 0.01 degree.

    Args:
        degrees: The temperature.
        source_scale: Scale of the temperature.
        target_scale: Scale of the result.

    Returns:
        The temperature on the target scale.

    Raises:
        ValueError: The temperature is below absolute zero, or beyond 10^290.

    Examples:
        >>> convert_temperature(degrees=100, source_scale="celsius", target_scale="fahrenheit")
        212.0
        >>> convert_temperature(degrees=-300, source_scale="celsius", target_scale="kelvin")
        Traceback (most recent call last):
        ValueError: -300 celsius is below absolute zero

    See Also:
        convert_units: Other quantities.
        convert_oven_setting: Gas marks of ovens.
    """
    if abs(degrees) > 1e290:
        raise ValueError("the temperature is beyond 10^290")
    kelvin = {
        "celsius": degrees + 273.15,
        "fahrenheit": (degrees - 32) * 5 / 9 + 273.15,
        "kelvin": degrees,
    }[source_scale]
    if kelvin < -1e-9:
        raise ValueError(f"{degrees} {source_scale} is below absolute zero")
    result = {"celsius": kelvin - 273.15, "fahrenheit": (kelvin - 273.15) * 9 / 5 + 32, "kelvin": kelvin}[target_scale]
    return round(result, 2) + 0.0


def convert_currency(
    amount: Annotated[str, Pattern(r"^[0-9]+(\.[0-9]{1,2})?$")], source_currency: Currency, target_currency: Currency
) -> ConvertedMoney:
    """Convert money between currencies at a fixed bundled table of rates, rounded half to even to the minor unit.

    Args:
        amount: A decimal number as text, with a point and at most two digits after it, such as 19.99.
        source_currency: ISO 4217 code of the amount's currency.
        target_currency: ISO 4217 code of the result's currency.

    Returns:
        The converted amount, its currency, and the rate to six places.

    Raises:
        ValueError: The amount is no decimal number, or is 10^20 or more.

    Examples:
        >>> convert_currency(amount="100", source_currency="EUR", target_currency="PLN")
        {'amount': '426.50', 'currency': 'PLN', 'rate': '4.265000'}

    See Also:
        convert_currency_on_day: Rates of the European Central Bank on a day.
        convert_units: Quantities that are not money.
    """
    if not amount.replace(".", "", 1).isdecimal() or Decimal(amount) >= Decimal(10) ** 20:
        raise ValueError(f"{amount[:40]!r} is no amount below 10^20; write one such as 19.99")
    rate = Decimal(_PLN_PER_UNIT[source_currency]) / Decimal(_PLN_PER_UNIT[target_currency])
    converted = (Decimal(amount) * rate).quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)
    return {"amount": str(converted), "currency": target_currency, "rate": f"{rate:.6f}"}


def convert_area(value: Quantity, source_unit: AreaUnit, target_unit: AreaUnit) -> float:
    """Convert an area between units, to ten significant digits.

    An are is 100 m2, ha a hectare; sq_in, sq_ft, sq_yd and sq_mi are square inches, feet, yards and miles.

    Args:
        value: How many of the source unit.
        source_unit: Unit of the value.
        target_unit: Unit of the result.

    Returns:
        How many of the target unit.

    Raises:
        ValueError: The value is negative, or above 10^12.

    Examples:
        >>> convert_area(value=2.5, source_unit="ha", target_unit="m2")
        25000.0

    See Also:
        convert_units: Lengths and volumes.
    """
    return _converted(value, _AREA[source_unit], _AREA[target_unit])


def convert_pressure(value: Quantity, source_unit: PressureUnit, target_unit: PressureUnit) -> float:
    """Convert a pressure between units, to ten significant digits.

    hpa is a hectopascal (a millibar), atm a standard atmosphere, mmhg a millimetre of mercury, psi a pound by square
    inch.

    Args:
        value: How many of the source unit.
        source_unit: Unit of the value.
        target_unit: Unit of the result.

    Returns:
        How many of the target unit.

    Raises:
        ValueError: The value is negative, or above 10^12.

    Examples:
        >>> convert_pressure(value=1, source_unit="atm", target_unit="hpa")
        1013.25

    See Also:
        convert_energy: Energy, not pressure.
    """
    return _converted(value, _PRESSURE[source_unit], _PRESSURE[target_unit])


def convert_energy(value: Quantity, source_unit: EnergyUnit, target_unit: EnergyUnit) -> float:
    """Convert an amount of energy between units, to ten significant digits.

    mj is a megajoule, cal and kcal are thermochemical calories (4.184 J), btu the one of the International Table.

    Args:
        value: How many of the source unit.
        source_unit: Unit of the value.
        target_unit: Unit of the result.

    Returns:
        How many of the target unit.

    Raises:
        ValueError: The value is negative, or above 10^12.

    Examples:
        >>> convert_energy(value=1, source_unit="kwh", target_unit="mj")
        3.6

    See Also:
        convert_power: Energy by time, such as kilowatts and horsepower.
        convert_pressure: Pressure, not energy.
    """
    return _converted(value, _ENERGY[source_unit], _ENERGY[target_unit])


def convert_power(value: Quantity, source_unit: PowerUnit, target_unit: PowerUnit) -> float:
    """Convert a power between units, to ten significant digits.

    mw is a megawatt. metric_hp is the horsepower of European cars (KM, PS), mechanical_hp the British and American one.

    Args:
        value: How many of the source unit.
        source_unit: Unit of the value.
        target_unit: Unit of the result.

    Returns:
        How many of the target unit.

    Raises:
        ValueError: The value is negative, or above 10^12.

    Examples:
        >>> convert_power(value=100, source_unit="metric_hp", target_unit="kw")
        73.549875

    See Also:
        convert_energy: Energy, such as kilowatt hours.
    """
    return _converted(value, _POWER[source_unit], _POWER[target_unit])


def convert_data_size(value: Quantity, source_unit: DataUnit, target_unit: DataUnit) -> float:
    """Convert an amount of data between units, to ten significant digits.

    b is a byte of 8 bits; kb, mb, gb, tb are powers of 1000 bytes, kib, mib, gib, tib powers of 1024 (IEC 80000-13).

    Args:
        value: How many of the source unit.
        source_unit: Unit of the value.
        target_unit: Unit of the result.

    Returns:
        How many of the target unit.

    Raises:
        ValueError: The value is negative, or above 10^12.

    Examples:
        >>> convert_data_size(value=1, source_unit="gib", target_unit="mb")
        1073.741824

    See Also:
        convert_units: Physical quantities.
    """
    return _converted(value, _BITS[source_unit], _BITS[target_unit])


def _converted(value: float, source: float, target: float) -> float:
    if not 0 <= value <= 1_000_000_000_000:
        raise ValueError(f"the value must lie between 0 and 10^12, not be {value}")
    return float(f"{value * source / target:.10g}")
