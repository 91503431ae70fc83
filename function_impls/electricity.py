"""Electricity: resistors, and what appliances use. Numbers in results are rounded to six significant digits."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Range

Positive: TypeAlias = Annotated[float, Range(minimum=1e-9, maximum=1e9)]


class Consumption(TypedDict):
    """What an appliance uses, in kilowatt hours, and what that costs."""

    energy_kwh: float
    cost: float


class Circuit(TypedDict):
    """All quantities of a resistor in a circuit."""

    voltage_v: float
    current_a: float
    resistance_ohm: float
    power_w: float


def solve_ohms_law(
    voltage_v: Positive | None = None,
    current_a: Positive | None = None,
    resistance_ohm: Positive | None = None,
) -> Circuit:
    """Compute the third of voltage, current and resistance from the two that are given, and the power.

    Args:
        voltage_v: Voltage in volts.
        current_a: Current in amperes.
        resistance_ohm: Resistance in ohms.

    Returns:
        All three and the power in watts.

    Raises:
        ValueError: Not exactly two are given.

    Examples:
        >>> solve_ohms_law(voltage_v=230, resistance_ohm=46)
        {'voltage_v': 230.0, 'current_a': 5.0, 'resistance_ohm': 46.0, 'power_w': 1150.0}
        >>> solve_ohms_law(voltage_v=230)
        Traceback (most recent call last):
        ValueError: give exactly two of voltage_v, current_a and resistance_ohm, not 1

    See Also:
        combine_resistors: Several resistors as one.
        compute_appliance_cost: The energy that an appliance uses, and its cost.
    """
    given = [each for each in (voltage_v, current_a, resistance_ohm) if each is not None]
    if len(given) != 2:
        raise ValueError(f"give exactly two of voltage_v, current_a and resistance_ohm, not {len(given)}")
    first, second = given
    if voltage_v is None:
        voltage, current, resistance = first * second, first, second
    elif current_a is None:
        voltage, current, resistance = first, first / second, second
    else:
        voltage, current, resistance = first, second, first / second
    return {
        "voltage_v": _six(voltage),
        "current_a": _six(current),
        "resistance_ohm": _six(resistance),
        "power_w": _six(voltage * current),
    }


def combine_resistors(
    resistances_ohm: Annotated[list[Positive], Length(minimum=1, maximum=50)],
    connection: Literal["series", "parallel"],
) -> float:
    """Compute the resistance of several resistors together.

    Args:
        resistances_ohm: Their resistances in ohms.
        connection: series for one behind the other, parallel for side by side.

    Returns:
        Resistance of the whole in ohms.

    Examples:
        >>> combine_resistors(resistances_ohm=[100, 100, 50], connection="parallel")
        25.0

    See Also:
        solve_ohms_law: Current and voltage of one resistor.
    """
    if connection == "series":
        return _six(sum(resistances_ohm))
    return _six(1 / sum([1 / each for each in resistances_ohm]))


def compute_appliance_cost(
    power_w: Annotated[float, Range(above=0, maximum=100000)],
    hours_per_day: Annotated[float, Range(above=0, maximum=24)],
    days: Annotated[int, Range(minimum=1, maximum=3660)],
    price_per_kwh: Annotated[float, Range(above=0, maximum=1000)],
) -> Consumption:
    """Compute the electric energy that an appliance uses over some days, and its cost.

    Args:
        power_w: Power of the appliance in watts.
        hours_per_day: Hours a day that it runs.
        days: Number of days.
        price_per_kwh: Price of a kilowatt hour, in any currency.

    Returns:
        Energy in kilowatt hours, rounded to 0.001, and cost in the currency of the price, rounded to 0.01.

    Examples:
        >>> compute_appliance_cost(power_w=60, hours_per_day=5, days=30, price_per_kwh=1.1)
        {'energy_kwh': 9.0, 'cost': 9.9}

    See Also:
        solve_ohms_law: The power from voltage and current.
    """
    energy = power_w * hours_per_day * days / 1000
    return {"energy_kwh": round(energy, 3), "cost": round(energy * price_per_kwh, 2)}


def _six(value: float) -> float:
    return float(f"{value:.6g}") + 0.0
