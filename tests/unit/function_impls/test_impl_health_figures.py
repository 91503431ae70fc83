"""Figures of health against worked examples of the published formulas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from function_impls import health_figures as health

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # the CDC's example: 68 kg and 165 cm give 24.98; WHO's classes
    (health.compute_body_mass_index, {"weight_kg": 68, "height_cm": 165}, {"index": 25.0, "category": "overweight"}),
    (health.compute_body_mass_index, {"weight_kg": 50, "height_cm": 180}, {"index": 15.4, "category": "underweight"}),
    (
        health.compute_body_mass_index,
        {"weight_kg": 130, "height_cm": 180},
        {"index": 40.1, "category": "obesity class 3"},
    ),
    # Mifflin et al., Am J Clin Nutr 1990;51:241-247: 10 W + 6.25 H - 5 A + 5 (men) or - 161 (women)
    (
        health.compute_basal_metabolic_rate,
        {"weight_kg": 80, "height_cm": 180, "age_years": 40, "sex": "male"},
        800 + 1125 - 200 + 5,
    ),
    (
        health.compute_basal_metabolic_rate,
        {"weight_kg": 60, "height_cm": 160, "age_years": 30, "sex": "female"},
        600 + 1000 - 150 - 161,
    ),
    (
        health.compute_daily_energy_need,
        {"weight_kg": 80, "height_cm": 180, "age_years": 40, "sex": "male", "activity": "sedentary"},
        2076,
    ),
    (
        health.compute_daily_energy_need,
        {"weight_kg": 60, "height_cm": 160, "age_years": 30, "sex": "female", "activity": "very high"},
        2449,
    ),
    # By hand from the Navy's formula in its metric form: 15.7 and 28.4; the form in inches gives 15.7 and 28.7.
    (
        lambda **given: round(health.estimate_body_fat(**given)),
        {"sex": "male", "height_cm": 178, "waist_cm": 96, "neck_cm": 50},
        16,
    ),
    (
        lambda **given: round(health.estimate_body_fat(**given)),
        {"sex": "female", "height_cm": 165, "waist_cm": 75, "neck_cm": 33, "hip_cm": 98},
        28,
    ),
    # Devine 1974: 50 kg (45.5 kg) and 2.3 kg for each inch over 5 feet; 70 inches
    (health.compute_ideal_weight, {"height_cm": 177.8, "sex": "male"}, 73.0),
    (health.compute_ideal_weight, {"height_cm": 177.8, "sex": "female"}, 68.5),
    (health.compute_ideal_weight, {"height_cm": 177.8, "sex": "male", "formula": "miller"}, 70.3),
    # Naegele: a year and seven days on, three months back
    (health.find_pregnancy_due_date, {"last_period": "2023-05-08"}, "2024-02-12"),
    (health.find_pregnancy_due_date, {"last_period": "2024-06-10"}, "2025-03-17"),
    (health.find_pregnancy_due_date, {"last_period": "2024-06-10", "cycle_days": 32}, "2025-03-21"),
    (
        health.track_pregnancy,
        {"last_period": "2025-01-01", "day": "2025-04-09"},
        {"completed_weeks": 14, "days": 0, "trimester": 2, "due_date": "2025-10-08"},
    ),
    (
        health.track_pregnancy,
        {"last_period": "2025-01-01", "day": "2025-10-08"},
        {"completed_weeks": 40, "days": 0, "trimester": 3, "due_date": "2025-10-08"},
    ),
    # leaflets: 15 mg/kg of paracetamol four times a day, 10 mg/kg of ibuprofen three times
    (
        health.compute_child_dose,
        {"medicine": "paracetamol", "weight_kg": 10, "age_months": 12},
        {"single_dose_mg": 150, "doses_per_day": 4, "hours_between": 6, "limited_by_maximum": False},
    ),
    (
        health.compute_child_dose,
        {"medicine": "ibuprofen", "weight_kg": 45, "age_months": 140},
        {"single_dose_mg": 400, "doses_per_day": 3, "hours_between": 8, "limited_by_maximum": True},
    ),
]

ADULT = {"weight_kg": 70, "height_cm": 170, "age_years": 30, "sex": "male"}
REFUSED: list[tuple[Callable[..., Any], dict[str, Any], str]] = [
    (health.compute_body_mass_index, {"weight_kg": 70, "height_cm": 1.75}, "height_cm"),
    (health.compute_basal_metabolic_rate, {**ADULT, "age_years": 10}, "age_years"),
    (health.compute_daily_energy_need, {**ADULT, "weight_kg": 70000, "activity": "light"}, "weight_kg"),
    (health.estimate_body_fat, {"sex": "female", "height_cm": 170, "waist_cm": 70, "neck_cm": 33}, "hip_cm"),
    (health.estimate_body_fat, {"sex": "male", "height_cm": 170, "waist_cm": 33, "neck_cm": 70}, "wider"),
    (health.estimate_body_fat, {"sex": "male", "height_cm": 250, "waist_cm": 51, "neck_cm": 50}, "of fat"),
    (health.compute_ideal_weight, {"height_cm": 140, "sex": "male"}, "153"),
    (health.find_pregnancy_due_date, {"last_period": "2025-02-29"}, "range"),
    (health.find_pregnancy_due_date, {"last_period": "9999-02-28"}, "2200"),
    (health.track_pregnancy, {"last_period": "2025-01-01", "day": "2024-12-31"}, "-1 days"),
    (health.track_pregnancy, {"last_period": "2025-01-01", "day": "2025-12-01"}, "314"),
    (health.compute_child_dose, {"medicine": "ibuprofen", "weight_kg": 6, "age_months": 4}, "6 months"),
    (health.compute_child_dose, {"medicine": "paracetamol", "weight_kg": 50, "age_months": 12}, "check both"),
    (health.compute_child_dose, {"medicine": "paracetamol", "weight_kg": 40, "age_months": 200}, "143"),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_health_figure_is_the_known_one(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments", "reason"), REFUSED)
def test_health_figure_refuses(function: Callable[..., Any], arguments: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        function(**arguments)
