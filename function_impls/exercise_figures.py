"""Figures of sport and movement by published formulas."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Range

DistanceKm: TypeAlias = Annotated[float, Range(minimum=0.1, maximum=500)]
DurationSeconds: TypeAlias = Annotated[int, Range(minimum=10, maximum=360000)]
Activity: TypeAlias = Literal[
    "walking 5 km/h",
    "running 8 km/h",
    "running 10 km/h",
    "running 12 km/h",
    "cycling 16 km/h",
    "cycling 20 km/h",
    "swimming laps",
    "yoga",
    "weight training",
    "rowing machine",
    "dancing",
    "gardening",
    "sitting",
]

_MET = {
    "walking 5 km/h": 3.5,
    "running 8 km/h": 8.3,
    "running 10 km/h": 9.8,
    "running 12 km/h": 11.8,
    "cycling 16 km/h": 6.8,
    "cycling 20 km/h": 8.0,
    "swimming laps": 5.8,
    "yoga": 2.5,
    "weight training": 3.5,
    "rowing machine": 4.8,
    "dancing": 5.0,
    "gardening": 3.8,
    "sitting": 1.3,
}
_ZONES = ((50, 60), (60, 70), (70, 80), (80, 90), (90, 100))


class HeartZone(TypedDict):
    """A zone of the pulse, in beats a minute."""

    zone: Annotated[int, Range(minimum=1, maximum=5)]
    from_bpm: Annotated[int, Range(minimum=1)]
    to_bpm: Annotated[int, Range(minimum=1)]


class RunningPace(TypedDict):
    """How fast a run is."""

    pace_per_km: str
    pace_per_mile: str
    speed_kmh: Annotated[float, Range(above=0)]


class RacePrediction(TypedDict):
    """A time that is foretold."""

    seconds: Annotated[int, Range(minimum=1)]
    time: str


def list_heart_zones(
    age_years: Annotated[int, Range(minimum=10, maximum=100)],
    resting_bpm: Annotated[int, Range(minimum=30, maximum=110)] | None = None,
    maximum_formula: Literal["fox", "tanaka"] = "tanaka",
) -> list[HeartZone]:
    """List the five training zones of the pulse, from 50-60 % to 90-100 %.

    Percent are of the reserve between resting and greatest pulse (Karvonen), or, without a resting pulse, of the
    greatest pulse.

    Args:
        age_years: Age in completed years.
        resting_bpm: Pulse at rest, in beats a minute; null for zones of the greatest pulse alone.
        maximum_formula: Greatest pulse by fox (220 - age) or tanaka (208 - 0.7 x age).

    Returns:
        Number and bounds of each zone, rounded to whole beats.

    Raises:
        ValueError: Age or resting pulse is out of range.

    Examples:
        >>> list_heart_zones(age_years=40, resting_bpm=60)
        [{'zone': 1, 'from_bpm': 120, 'to_bpm': 132},
         {'zone': 2, 'from_bpm': 132, 'to_bpm': 144},
         {'zone': 3, 'from_bpm': 144, 'to_bpm': 156},
         {'zone': 4, 'from_bpm': 156, 'to_bpm': 168},
         {'zone': 5, 'from_bpm': 168, 'to_bpm': 180}]

    See Also:
        estimate_calories_burned: The energy of an exercise.
    """
    if not 10 <= age_years <= 100:
        raise ValueError(f"age_years must lie from 10 to 100, not {age_years}")
    if resting_bpm is not None and not 30 <= resting_bpm <= 110:
        raise ValueError(f"resting_bpm must lie from 30 to 110, not {resting_bpm}")
    greatest = 220 - age_years if maximum_formula == "fox" else 208 - 0.7 * age_years
    base = resting_bpm or 0
    return [
        {
            "zone": number,
            "from_bpm": round(base + (greatest - base) * low / 100),
            "to_bpm": round(base + (greatest - base) * high / 100),
        }
        for number, (low, high) in enumerate(_ZONES, start=1)
    ]


def compute_running_pace(distance_km: DistanceKm, duration_seconds: DurationSeconds) -> RunningPace:
    """Compute the mean pace and speed of a run (or walk, or ride) from distance and time.

    Args:
        distance_km: Distance in kilometres.
        duration_seconds: Time in seconds.

    Returns:
        Minutes and seconds for a kilometre and for a mile, rounded to whole seconds, and km/h rounded to 0.01.

    Raises:
        ValueError: Distance or time is out of range, or the speed is over 120 km/h or under 0.05 km/h.

    Examples:
        >>> compute_running_pace(distance_km=10, duration_seconds=3000)
        {'pace_per_km': '5:00', 'pace_per_mile': '8:03', 'speed_kmh': 12.0}

    See Also:
        predict_race_time: The time over another distance.
    """
    _check_run(distance_km, duration_seconds)
    return {
        "pace_per_km": _clock(round(duration_seconds / distance_km)),
        "pace_per_mile": _clock(round(duration_seconds / distance_km * 1.609344)),
        "speed_kmh": round(distance_km / duration_seconds * 3600, 2),
    }


def predict_race_time(
    known_distance_km: DistanceKm,
    known_seconds: DurationSeconds,
    target_distance_km: DistanceKm,
) -> RacePrediction:
    """Predict a runner's time over one distance from the time over another, by Riegel's formula (exponent 1.06).

    Args:
        known_distance_km: Distance of the run that is known, in kilometres.
        known_seconds: Its time in seconds.
        target_distance_km: Distance that is asked for, in kilometres, from a tenth to ten times the known one.

    Returns:
        The time in whole seconds and as hours, minutes and seconds.

    Raises:
        ValueError: A distance or time is out of range, or the distances are over ten times apart.

    Examples:
        >>> predict_race_time(known_distance_km=10, known_seconds=3000, target_distance_km=21.0975)
        {'seconds': 6619, 'time': '1:50:19'}

    See Also:
        compute_running_pace: Pace over the same distance.
    """
    _check_run(known_distance_km, known_seconds)
    if not 0.1 <= target_distance_km / known_distance_km <= 10:
        raise ValueError("the formula holds for distances that are at most ten times apart")
    seconds = max(1, round(known_seconds * (target_distance_km / known_distance_km) ** 1.06))
    return {"seconds": seconds, "time": _clock(seconds)}


def estimate_calories_burned(
    activity: Activity,
    minutes: Annotated[int, Range(minimum=1, maximum=1440)],
    weight_kg: Annotated[float, Range(minimum=20, maximum=400)],
) -> Annotated[int, Range(minimum=0)]:
    """Estimate the energy that an activity burns, rest included: metabolic equivalent times kilograms times hours.

    Equivalents are those of the 2011 Compendium of Physical Activities.

    Args:
        activity: The activity.
        minutes: How long it lasts.
        weight_kg: Weight of the person in kilograms.

    Returns:
        Whole kilocalories.

    Raises:
        ValueError: Time or weight is out of range.

    Examples:
        >>> estimate_calories_burned(activity="running 10 km/h", minutes=45, weight_kg=70)
        514

    See Also:
        compute_daily_energy_need: The energy of a whole day.
        list_heart_zones: The zones of the pulse to train in.
    """
    if not 1 <= minutes <= 1440 or not 20 <= weight_kg <= 400:
        raise ValueError("minutes must lie from 1 to 1440 and weight_kg from 20 to 400")
    return round(_MET[activity] * weight_kg * minutes / 60)


def _check_run(distance_km: float, seconds: int) -> None:
    if not 0.1 <= distance_km <= 500 or not 10 <= seconds <= 360000:
        raise ValueError("the distance must lie from 0.1 to 500 km and the time from 10 to 360000 seconds")
    speed = distance_km / seconds * 3600
    if not 0.05 <= speed <= 120:
        raise ValueError(f"{speed:.2f} km/h is no speed of a person; check kilometres and seconds")


def _clock(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
