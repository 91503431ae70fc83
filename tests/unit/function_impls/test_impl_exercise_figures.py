"""Figures of sport against published examples."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from function_impls import exercise_figures as exercise

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # the American Heart Association's table: at 20 years the greatest pulse is 200, 50-85 % are 100-170; at 40, 90-153
    (
        lambda **given: [each["from_bpm"] for each in exercise.list_heart_zones(**given)],
        {"age_years": 20, "maximum_formula": "fox"},
        [100, 120, 140, 160, 180],
    ),
    (
        lambda **given: exercise.list_heart_zones(**given)[0],
        {"age_years": 40, "maximum_formula": "fox"},
        {"zone": 1, "from_bpm": 90, "to_bpm": 108},
    ),
    # Karvonen: (180 - 60) x 70 % + 60 = 144; Tanaka at 40 years: 208 - 28 = 180
    (
        lambda **given: exercise.list_heart_zones(**given)[2],
        {"age_years": 40, "resting_bpm": 60},
        {"zone": 3, "from_bpm": 144, "to_bpm": 156},
    ),
    # Kipchoge's marathon of Berlin 2022, 2:01:09: 2:52 a kilometre, 4:37 a mile, 20.9 km/h (World Athletics)
    (
        exercise.compute_running_pace,
        {"distance_km": 42.195, "duration_seconds": 7269},
        {"pace_per_km": "2:52", "pace_per_mile": "4:37", "speed_kmh": 20.9},
    ),
    (
        exercise.compute_running_pace,
        {"distance_km": 1, "duration_seconds": 3600},
        {"pace_per_km": "1:00:00", "pace_per_mile": "1:36:34", "speed_kmh": 1.0},
    ),
    # Riegel, American Scientist 69 (1981): T2 = T1 (D2 / D1) ^ 1.06; twice as far takes 2.0849 times as long
    (
        exercise.predict_race_time,
        {"known_distance_km": 5, "known_seconds": 1200, "target_distance_km": 10},
        {"seconds": 2502, "time": "41:42"},
    ),
    (
        exercise.predict_race_time,
        {"known_distance_km": 21.0975, "known_seconds": 6000, "target_distance_km": 42.195},
        {"seconds": 12510, "time": "3:28:30"},
    ),
    # 2011 Compendium: 12050 running 6 mph 9.8, 07021 sitting 1.3
    (exercise.estimate_calories_burned, {"activity": "running 10 km/h", "minutes": 60, "weight_kg": 70}, 686),
    (exercise.estimate_calories_burned, {"activity": "sitting", "minutes": 120, "weight_kg": 50}, 130),
]

REFUSED: list[tuple[Callable[..., Any], dict[str, Any], str]] = [
    (exercise.list_heart_zones, {"age_years": 5}, "age_years"),
    (exercise.list_heart_zones, {"age_years": 50, "resting_bpm": 150}, "resting_bpm"),
    (exercise.compute_running_pace, {"distance_km": 100, "duration_seconds": 60}, "no speed"),
    (
        exercise.predict_race_time,
        {"known_distance_km": 1, "known_seconds": 240, "target_distance_km": 42.195},
        "ten times",
    ),
    (exercise.estimate_calories_burned, {"activity": "yoga", "minutes": 30, "weight_kg": 7000}, "weight_kg"),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_exercise_figure_is_the_known_one(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments", "reason"), REFUSED)
def test_exercise_figure_refuses(function: Callable[..., Any], arguments: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        function(**arguments)
