"""Physics of school: motion, energy, gases, heat and lenses.

SI units, named in each parameter. Numbers in results are rounded to six significant digits; the acceleration of gravity
is the standard one, 9.80665 m/s².
"""

from __future__ import annotations

import math
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Range

Positive: TypeAlias = Annotated[float, Range(minimum=1e-9, maximum=1e9)]

_GRAVITY = 9.80665
_GAS_CONSTANT = 8.314462618
# CRC Handbook of Chemistry and Physics, specific heat capacity near 25 °C, J/(kg K); ice near -5 °C.
_HEAT_CAPACITY = {
    "water": 4184.0,
    "ice": 2100.0,
    "ethanol": 2440.0,
    "aluminium": 897.0,
    "iron": 449.0,
    "copper": 385.0,
    "lead": 129.0,
    "glass": 840.0,
}


class Motion(TypedDict):
    """Where a body is and how fast it is; metres and metres a second."""

    distance_m: float
    final_speed_m_s: float


class Fall(TypedDict):
    """A fall without drag: seconds, and metres a second at the end."""

    time_s: float
    impact_speed_m_s: float


class Throw(TypedDict):
    """A throw without drag over level ground."""

    range_m: float
    highest_m: float
    time_s: float


class Gas(TypedDict):
    """All four quantities of an ideal gas."""

    pressure_pa: float
    volume_m3: float
    amount_mol: float
    temperature_k: float


class Stopping(TypedDict):
    """Metres until a vehicle stands."""

    reaction_m: float
    braking_m: float
    total_m: float


class Image(TypedDict):
    """The image that a thin lens makes; a virtual one has a negative distance."""

    distance_cm: float
    magnification: float
    kind: Literal["real", "virtual"]


def compute_kinetic_energy(mass_kg: Positive, speed_m_s: Annotated[float, Range(minimum=0, maximum=3e7)]) -> float:
    """Compute the energy of motion of a body, m v² / 2, without relativity.

    Args:
        mass_kg: Mass in kilograms.
        speed_m_s: Speed in metres a second.

    Returns:
        Energy in joules.

    Examples:
        >>> compute_kinetic_energy(mass_kg=1000, speed_m_s=20)
        200000.0

    See Also:
        compute_potential_energy: The energy of height, for a body that is lifted.
    """
    return _six(mass_kg * speed_m_s**2 / 2)


def compute_potential_energy(mass_kg: Positive, height_m: Annotated[float, Range(minimum=0, maximum=100000)]) -> float:
    """Compute the energy that lifting a body near the ground takes, m g h.

    Args:
        mass_kg: Mass in kilograms.
        height_m: Height in metres.

    Returns:
        Energy in joules.

    Examples:
        >>> compute_potential_energy(mass_kg=10, height_m=2)
        196.133

    See Also:
        compute_kinetic_energy: The energy of motion, for a body that moves.
    """
    return _six(mass_kg * _GRAVITY * height_m)


def move_with_acceleration(
    initial_speed_m_s: Annotated[float, Range(minimum=-1e6, maximum=1e6)],
    acceleration_m_s2: Annotated[float, Range(minimum=-1e6, maximum=1e6)],
    time_s: Annotated[float, Range(minimum=0, maximum=1e6)],
) -> Motion:
    """Compute where a body is after a time on a straight line at constant acceleration, and its speed then.

    Args:
        initial_speed_m_s: Speed at the start in metres a second; negative for backwards.
        acceleration_m_s2: Acceleration in metres a second squared; negative to brake.
        time_s: Time in seconds.

    Returns:
        Displacement from the start and final speed.

    Examples:
        >>> move_with_acceleration(initial_speed_m_s=10, acceleration_m_s2=2, time_s=5)
        {'distance_m': 75.0, 'final_speed_m_s': 20.0}

    See Also:
        drop_from_height: The acceleration is that of gravity, the height is known.
        compute_stopping_distance: A vehicle that brakes until it stands.
    """
    distance = initial_speed_m_s * time_s + acceleration_m_s2 * time_s**2 / 2
    return {"distance_m": _six(distance), "final_speed_m_s": _six(initial_speed_m_s + acceleration_m_s2 * time_s)}


def drop_from_height(height_m: Annotated[float, Range(above=0, maximum=10000)]) -> Fall:
    """Compute how long a body falls from a height, from rest and without drag, and how fast it arrives.

    Args:
        height_m: Height in metres.

    Returns:
        Time and speed of impact.

    Examples:
        >>> drop_from_height(height_m=20)
        {'time_s': 2.01962, 'impact_speed_m_s': 19.8057}

    See Also:
        throw_projectile: The body is thrown with a speed.
        move_with_acceleration: Any constant acceleration, for a given time.
    """
    return {
        "time_s": _six(math.sqrt(2 * height_m / _GRAVITY)),
        "impact_speed_m_s": _six(math.sqrt(2 * height_m * _GRAVITY)),
    }


def throw_projectile(
    speed_m_s: Annotated[float, Range(above=0, maximum=5000)],
    angle_degrees: Annotated[float, Range(minimum=0, maximum=90)],
    start_height_m: Annotated[float, Range(minimum=0, maximum=10000)] = 0,
) -> Throw:
    """Compute how far, how high and how long a thrown body flies over level ground, without drag.

    Args:
        speed_m_s: Speed of the throw in metres a second.
        angle_degrees: Angle above the horizontal; 90 is straight up.
        start_height_m: Height of the throw above the ground in metres.

    Returns:
        Range, greatest height above the ground, and time of flight.

    Examples:
        >>> throw_projectile(speed_m_s=20, angle_degrees=45)
        {'range_m': 40.7886, 'highest_m': 10.1972, 'time_s': 2.88419}

    See Also:
        drop_from_height: The body is let go at rest.
    """
    up = speed_m_s * math.sin(math.radians(angle_degrees))
    along = speed_m_s * round(math.cos(math.radians(angle_degrees)), 15)
    time = (up + math.sqrt(up**2 + 2 * _GRAVITY * start_height_m)) / _GRAVITY
    return {
        "range_m": _six(along * time),
        "highest_m": _six(start_height_m + up**2 / (2 * _GRAVITY)),
        "time_s": _six(time),
    }


def compute_stopping_distance(
    speed_km_h: Annotated[float, Range(minimum=1, maximum=400)],
    road: Literal["dry", "wet", "snow", "ice"] = "dry",
    reaction_s: Annotated[float, Range(minimum=0, maximum=10)] = 1.0,
) -> Stopping:
    """Compute the distance in which a car stops: the way during the driver's reaction and the braking.

    Coefficients of friction: dry 0.8, wet 0.5, snow 0.25, ice 0.1. Rounded to 0.1 m.

    Args:
        speed_km_h: Speed in kilometres an hour.
        road: Surface of the road.
        reaction_s: Time of reaction in seconds.

    Returns:
        Both parts and their sum, in metres.

    Examples:
        >>> compute_stopping_distance(speed_km_h=90)
        {'reaction_m': 25.0, 'braking_m': 39.8, 'total_m': 64.8}

    See Also:
        move_with_acceleration: Any constant acceleration, for a given time.
    """
    friction = {"dry": 0.8, "wet": 0.5, "snow": 0.25, "ice": 0.1}[road]
    speed = speed_km_h / 3.6
    reaction, braking = speed * reaction_s, speed**2 / (2 * friction * _GRAVITY)
    return {
        "reaction_m": round(reaction, 1),
        "braking_m": round(braking, 1),
        "total_m": round(reaction + braking, 1),
    }


def solve_ideal_gas(
    pressure_pa: Positive | None = None,
    volume_m3: Positive | None = None,
    amount_mol: Positive | None = None,
    temperature_k: Positive | None = None,
) -> Gas:
    """Compute the fourth quantity of an ideal gas from the three that are given (p V = n R T).

    Args:
        pressure_pa: Pressure in pascals.
        volume_m3: Volume in cubic metres.
        amount_mol: Amount of substance in moles.
        temperature_k: Temperature in kelvins.

    Returns:
        All four quantities.

    Raises:
        ValueError: Not exactly three are given.

    Examples:
        >>> solve_ideal_gas(pressure_pa=101325, amount_mol=1, temperature_k=273.15)
        {'pressure_pa': 101325.0, 'volume_m3': 0.022414, 'amount_mol': 1.0, 'temperature_k': 273.15}
        >>> solve_ideal_gas(pressure_pa=101325)
        Traceback (most recent call last):
        ValueError: give exactly three of pressure_pa, volume_m3, amount_mol and temperature_k, not 1
    """
    given = [each for each in (pressure_pa, volume_m3, amount_mol, temperature_k) if each is not None]
    if len(given) != 3:
        raise ValueError(
            f"give exactly three of pressure_pa, volume_m3, amount_mol and temperature_k, not {len(given)}"
        )
    left = (pressure_pa or 1) * (volume_m3 or 1)
    right = (amount_mol or 1) * (temperature_k or 1) * _GAS_CONSTANT
    return {
        "pressure_pa": _six(pressure_pa or right / left),
        "volume_m3": _six(volume_m3 or right / left),
        "amount_mol": _six(amount_mol or left / right),
        "temperature_k": _six(temperature_k or left / right),
    }


def compute_heat_to_warm(
    substance: Literal["water", "ice", "ethanol", "aluminium", "iron", "copper", "lead", "glass"],
    mass_kg: Positive,
    temperature_change_k: Annotated[float, Range(minimum=-1000, maximum=1000)],
) -> float:
    """Compute the heat that warms a substance by some degrees without melting or boiling (Q = m c ΔT).

    Args:
        substance: What is warmed; its specific heat is from a bundled table, for room temperature (ice: -5 °C).
        mass_kg: Mass in kilograms.
        temperature_change_k: Change in degrees (kelvins or degrees Celsius); negative for cooling.

    Returns:
        Heat in joules; negative where it is given off.

    Examples:
        >>> compute_heat_to_warm(substance="water", mass_kg=1.5, temperature_change_k=80)
        502080.0
    """
    return _six(_HEAT_CAPACITY[substance] * mass_kg * temperature_change_k)


def locate_lens_image(
    focal_length_cm: Annotated[float, Range(minimum=-1000, maximum=1000)],
    object_distance_cm: Annotated[float, Range(minimum=0.1, maximum=100000)],
) -> Image:
    """Locate the image of an object behind a thin lens (1/f = 1/a + 1/b).

    Args:
        focal_length_cm: Focal length in centimetres; negative for a diverging lens.
        object_distance_cm: Distance from the object to the lens in centimetres.

    Returns:
        Distance of the image, negative on the object's side, and magnification, negative where it is upside down.

    Raises:
        ValueError: The focal length is nearer to 0 than 0.1 cm, or the object lies in the focus.

    Examples:
        >>> locate_lens_image(focal_length_cm=10, object_distance_cm=30)
        {'distance_cm': 15.0, 'magnification': -0.5, 'kind': 'real'}
        >>> locate_lens_image(focal_length_cm=10, object_distance_cm=10)
        Traceback (most recent call last):
        ValueError: an object in the focus has no image; move it from 10 cm
    """
    if abs(focal_length_cm) < 0.1:
        raise ValueError("the focal length must be at least 0.1 cm, or at most -0.1 cm for a diverging lens")
    gap = object_distance_cm - focal_length_cm
    if abs(gap) < 1e-9:
        raise ValueError(f"an object in the focus has no image; move it from {object_distance_cm} cm")
    distance = focal_length_cm * object_distance_cm / gap
    return {
        "distance_cm": _six(distance),
        "magnification": _six(-distance / object_distance_cm),
        "kind": "real" if distance > 0 else "virtual",
    }


def _six(value: float) -> float:
    return float(f"{value:.6g}") + 0.0
