"""Units, temperatures and currencies. Rates are fixed, so that a conversion gives the same answer every day."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from function_impls.model import Json

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
_PLN_PER_UNIT = {"PLN": "1", "EUR": "4.2650", "USD": "3.9120", "GBP": "5.0840", "CZK": "0.1702", "CHF": "4.5310"}


def convert_units(value: float, source_unit: str, target_unit: str) -> float:
    """Convert a quantity between two units of one kind, to ten significant digits.

    Args:
        value: How many of the source unit.
        source_unit: Unit of the value, such as km.
        target_unit: Unit of the result, of the same kind.
    """
    for units in _FACTORS.values():
        if source_unit in units and target_unit in units:
            return float(f"{value * units[source_unit] / units[target_unit]:.10g}")
    raise ValueError(f"{source_unit!r} cannot be converted into {target_unit!r}: they measure different things")


def convert_temperature(degrees: float, source_scale: str, target_scale: str) -> float:
    """Convert a temperature, rounded to 0.01 degree.

    Args:
        degrees: The temperature.
        source_scale: celsius, fahrenheit or kelvin.
        target_scale: celsius, fahrenheit or kelvin.
    """
    kelvin = {
        "celsius": degrees + 273.15,
        "fahrenheit": (degrees - 32) * 5 / 9 + 273.15,
        "kelvin": degrees,
    }[source_scale]
    if kelvin < -1e-9:
        raise ValueError(f"{degrees} {source_scale} is below absolute zero")
    result = {"celsius": kelvin - 273.15, "fahrenheit": (kelvin - 273.15) * 9 / 5 + 32, "kelvin": kelvin}[target_scale]
    return round(result, 2) + 0.0


def convert_currency(amount: str, source_currency: str, target_currency: str) -> dict[str, Json]:
    """Convert money at the bundled table of rates, rounded half to even to the minor unit.

    Args:
        amount: A decimal number as text, with a point and at most two digits after it.
        source_currency: ISO 4217 code of the amount.
        target_currency: ISO 4217 code of the result.
    """
    rate = Decimal(_PLN_PER_UNIT[source_currency]) / Decimal(_PLN_PER_UNIT[target_currency])
    converted = (Decimal(amount) * rate).quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)
    return {"amount": str(converted), "currency": target_currency, "rate": f"{rate:.6f}"}
