"""Figures of body and health by published formulas. They inform and do not replace a physician."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Format, Range

Sex: TypeAlias = Literal["female", "male"]
Day: TypeAlias = Annotated[str, Format("date")]
WeightKg: TypeAlias = Annotated[float, Range(minimum=20, maximum=400)]
HeightCm: TypeAlias = Annotated[float, Range(minimum=100, maximum=250)]
AgeYears: TypeAlias = Annotated[int, Range(minimum=18, maximum=110)]
GirthCm: TypeAlias = Annotated[float, Range(minimum=20, maximum=250)]
Activity: TypeAlias = Literal["sedentary", "light", "moderate", "high", "very high"]

_ACTIVITY = {"sedentary": 1.2, "light": 1.375, "moderate": 1.55, "high": 1.725, "very high": 1.9}


class BodyMassIndex(TypedDict):
    """A body mass index and its class."""

    index: Annotated[float, Range(above=0)]
    category: Literal["underweight", "normal", "overweight", "obesity class 1", "obesity class 2", "obesity class 3"]


class Pregnancy(TypedDict):
    """How far a pregnancy is."""

    completed_weeks: Annotated[int, Range(minimum=0, maximum=44)]
    days: Annotated[int, Range(minimum=0, maximum=6)]
    trimester: Literal[1, 2, 3]
    due_date: Day


class MedicineDose(TypedDict):
    """A dose of a medicine for a child."""

    single_dose_mg: Annotated[int, Range(minimum=1)]
    doses_per_day: Annotated[int, Range(minimum=1)]
    hours_between: Annotated[int, Range(minimum=1)]
    limited_by_maximum: bool


def compute_body_mass_index(weight_kg: WeightKg, height_cm: HeightCm) -> BodyMassIndex:
    """Compute an adult's body mass index, with its class by the World Health Organization.

    Args:
        weight_kg: Weight in kilograms.
        height_cm: Height in centimetres.

    Returns:
        Weight by height squared, rounded to 0.1 kg/m²; the class goes by the rounded value.

    Raises:
        ValueError: Weight or height is out of range.

    Examples:
        >>> compute_body_mass_index(weight_kg=70, height_cm=175)
        {'index': 22.9, 'category': 'normal'}

    See Also:
        estimate_body_fat: The share of fat, by girths.
        compute_ideal_weight: A weight to aim for.
    """
    _check("weight_kg", weight_kg, 20, 400)
    _check("height_cm", height_cm, 100, 250)
    index = round(weight_kg / (height_cm / 100) ** 2, 1)
    if index < 18.5:
        return {"index": index, "category": "underweight"}
    if index < 25:
        return {"index": index, "category": "normal"}
    if index < 30:
        return {"index": index, "category": "overweight"}
    if index < 35:
        return {"index": index, "category": "obesity class 1"}
    return {"index": index, "category": "obesity class 2" if index < 40 else "obesity class 3"}


def compute_basal_metabolic_rate(
    weight_kg: WeightKg, height_cm: HeightCm, age_years: AgeYears, sex: Sex
) -> Annotated[int, Range(minimum=1)]:
    """Compute how much energy an adult body needs at complete rest, in kcal a day, by Mifflin and St Jeor (1990).

    Use compute_daily_energy_need for what somebody needs with all activities.

    Args:
        weight_kg: Weight in kilograms.
        height_cm: Height in centimetres.
        age_years: Age in completed years.
        sex: Sex, which the formula distinguishes.

    Returns:
        Whole kilocalories a day.

    Raises:
        ValueError: Weight, height or age is out of range.

    Examples:
        >>> compute_basal_metabolic_rate(weight_kg=70, height_cm=175, age_years=30, sex="male")
        1649

    See Also:
        compute_daily_energy_need: With all activities.
    """
    _check("weight_kg", weight_kg, 20, 400)
    _check("height_cm", height_cm, 100, 250)
    _check("age_years", age_years, 18, 110)
    return max(1, round(_basal(weight_kg, height_cm, age_years, sex)))


def compute_daily_energy_need(
    weight_kg: WeightKg,
    height_cm: HeightCm,
    age_years: AgeYears,
    sex: Sex,
    activity: Activity,
) -> Annotated[int, Range(minimum=1)]:
    """Compute how much energy an adult needs a day with all activities: the basal rate times a factor, in kcal.

    Args:
        weight_kg: Weight in kilograms.
        height_cm: Height in centimetres.
        age_years: Age in completed years.
        sex: Sex, which the formula distinguishes.
        activity: sedentary for a factor of 1.2, light 1.375 (sport on 1 to 3 days a week), moderate 1.55 (3 to 5 days),
            high 1.725 (6 to 7 days), very high 1.9 (hard physical work).

    Returns:
        Whole kilocalories a day.

    Raises:
        ValueError: Weight, height or age is out of range.

    Examples:
        >>> compute_daily_energy_need(weight_kg=70, height_cm=175, age_years=30, sex="male", activity="moderate")
        2556

    See Also:
        compute_basal_metabolic_rate: At complete rest.
        estimate_calories_burned: The energy of one exercise.
    """
    _check("weight_kg", weight_kg, 20, 400)
    _check("height_cm", height_cm, 100, 250)
    _check("age_years", age_years, 18, 110)
    return max(1, round(_basal(weight_kg, height_cm, age_years, sex) * _ACTIVITY[activity]))


def estimate_body_fat(
    sex: Sex, height_cm: HeightCm, waist_cm: GirthCm, neck_cm: GirthCm, hip_cm: GirthCm | None = None
) -> Annotated[float, Range(minimum=2, maximum=70)]:
    """Estimate the share of fat of an adult body from girths, by the U.S. Navy's formulas (Hodgdon and Beckett, 1984).

    Args:
        sex: Sex, which decides about the formula.
        height_cm: Height in centimetres.
        waist_cm: Girth of the waist in centimetres.
        neck_cm: Girth of the neck in centimetres.
        hip_cm: Girth of the hips in centimetres; needed for women, not used for men.

    Returns:
        Percent of the weight, rounded to 0.1.

    Raises:
        ValueError: A woman's hip is missing, or the girths do not fit together (a result outside of 2 to 70 %).

    Examples:
        >>> estimate_body_fat(sex="male", height_cm=180, waist_cm=85, neck_cm=38)
        16.1
        >>> estimate_body_fat(sex="female", height_cm=165, waist_cm=75, neck_cm=33)
        Traceback (most recent call last):
        ValueError: hip_cm is needed for women

    See Also:
        compute_body_mass_index: From weight and height alone.
    """
    if sex == "female" and hip_cm is None:
        raise ValueError("hip_cm is needed for women")
    girth = waist_cm - neck_cm + (hip_cm if sex == "female" and hip_cm is not None else 0)
    if girth <= 0 or height_cm <= 0:
        raise ValueError("the waist must be wider than the neck")
    if sex == "male":
        density = 1.0324 - 0.19077 * math.log10(girth) + 0.15456 * math.log10(height_cm)
    else:
        density = 1.29579 - 0.35004 * math.log10(girth) + 0.221 * math.log10(height_cm)
    share = 495 / density - 450
    if not 2 <= share <= 70:
        raise ValueError(f"the girths give {share:.1f} % of fat; check that they are in centimetres and not swapped")
    return round(share, 1)


def compute_ideal_weight(
    height_cm: Annotated[float, Range(minimum=153, maximum=250)],
    sex: Sex,
    formula: Literal["devine", "robinson", "miller"] = "devine",
) -> Annotated[float, Range(above=0)]:
    """Compute an adult's ideal weight from height, by a formula that clinics use.

    Args:
        height_cm: Height in centimetres, over 5 feet (152.4 cm).
        sex: Sex, which the formulas distinguish.
        formula: Devine (1974, for doses), Robinson (1983) or Miller (1983).

    Returns:
        Kilograms, rounded to 0.1.

    Raises:
        ValueError: The height is under 153 cm or over 250 cm.

    Examples:
        >>> compute_ideal_weight(height_cm=177.8, sex="male")
        73.0

    See Also:
        compute_body_mass_index: How a real weight is judged.
        compute_child_dose: A child's dose by the weight it has.
    """
    _check("height_cm", height_cm, 153, 250)
    base, step = {
        ("devine", "male"): (50.0, 2.3),
        ("devine", "female"): (45.5, 2.3),
        ("robinson", "male"): (52.0, 1.9),
        ("robinson", "female"): (49.0, 1.7),
        ("miller", "male"): (56.2, 1.41),
        ("miller", "female"): (53.1, 1.36),
    }[formula, sex]
    return round(base + step * (height_cm / 2.54 - 60), 1)


def find_pregnancy_due_date(last_period: Day, cycle_days: Annotated[int, Range(minimum=21, maximum=40)] = 28) -> Day:
    """Find the day on which a birth is due: 280 days after the last period began, corrected for the cycle (Naegele).

    Args:
        last_period: First day of the last period, YYYY-MM-DD.
        cycle_days: Usual length of the cycle in days.

    Returns:
        The date, YYYY-MM-DD.

    Raises:
        ValueError: The date does not exist or is not from 1900 to 2200, or the cycle is out of range.

    Examples:
        >>> find_pregnancy_due_date(last_period="2025-01-01")
        '2025-10-08'

    See Also:
        track_pregnancy: How far a pregnancy is on a date.
    """
    _check("cycle_days", cycle_days, 21, 40)
    return _due(last_period, cycle_days).isoformat()


def track_pregnancy(
    last_period: Day, day: Day, cycle_days: Annotated[int, Range(minimum=21, maximum=40)] = 28
) -> Pregnancy:
    """Tell how far a pregnancy is on a date: weeks and days since the last period, corrected for the cycle.

    Args:
        last_period: First day of the last period, YYYY-MM-DD.
        day: Date that is asked for, YYYY-MM-DD.
        cycle_days: Usual length of the cycle in days.

    Returns:
        Completed weeks and days, trimester (the second from week 14, the third from week 28), and the due date.

    Raises:
        ValueError: A date does not exist or is not known, or the day lies before the pregnancy or after week 44.

    Examples:
        >>> track_pregnancy(last_period="2025-01-01", day="2025-05-01")
        {'completed_weeks': 17, 'days': 1, 'trimester': 2, 'due_date': '2025-10-08'}

    See Also:
        find_pregnancy_due_date: Only the due date.
    """
    _check("cycle_days", cycle_days, 21, 40)
    due = _due(last_period, cycle_days)
    passed = 280 - (due - date.fromisoformat(day)).days
    if not 0 <= passed < 45 * 7:
        raise ValueError(f"{day} lies {passed} days after the (corrected) last period; a pregnancy has 0 to 314")
    weeks, days = divmod(passed, 7)
    trimester: Literal[1, 2, 3] = 1 if weeks < 14 else 2 if weeks < 28 else 3
    return {"completed_weeks": weeks, "days": days, "trimester": trimester, "due_date": due.isoformat()}


def compute_child_dose(
    medicine: Literal["paracetamol", "ibuprofen"],
    weight_kg: Annotated[float, Range(minimum=5, maximum=50)],
    age_months: Annotated[int, Range(minimum=3, maximum=143)],
) -> MedicineDose:
    """Compute a child's dose of paracetamol (15 mg/kg) or ibuprofen (10 mg/kg) by weight; for exercises, not for care.

    A single dose is rounded down to 5 mg and never over 1000 mg of paracetamol or 400 mg of ibuprofen.

    Args:
        medicine: Name of the medicine; ibuprofen from 6 months and 7 kg only.
        weight_kg: Weight of the child in kilograms.
        age_months: Age in completed months, under 12 years.

    Returns:
        Milligrams of a single dose, how many a day at most, hours between them, and whether the maximum decided.

    Raises:
        ValueError: Age or weight is out of range, or does not fit together.

    Examples:
        >>> compute_child_dose(medicine="ibuprofen", weight_kg=14.2, age_months=36)
        {'single_dose_mg': 140, 'doses_per_day': 3, 'hours_between': 8, 'limited_by_maximum': False}
        >>> compute_child_dose(medicine="ibuprofen", weight_kg=6, age_months=4)
        Traceback (most recent call last):
        ValueError: ibuprofen is for children from 6 months and 7 kg

    See Also:
        compute_ideal_weight: Adults' weight for doses.
    """
    _check("age_months", age_months, 3, 143)
    _check("weight_kg", weight_kg, 5, 50)
    if medicine == "ibuprofen" and (age_months < 6 or weight_kg < 7):
        raise ValueError("ibuprofen is for children from 6 months and 7 kg")
    usual = 3.5 + 0.5 * age_months if age_months < 12 else 8 + age_months / 6
    if not 0.55 * usual <= weight_kg <= 2.2 * usual:
        raise ValueError(f"{weight_kg} kg at {age_months} months is far from the usual {usual:.0f} kg; check both")
    per_kg, most, doses, hours = {"paracetamol": (15, 1000, 4, 6), "ibuprofen": (10, 400, 3, 8)}[medicine]
    dose = int(weight_kg * per_kg // 5 * 5)
    return {
        "single_dose_mg": min(dose, most),
        "doses_per_day": doses,
        "hours_between": hours,
        "limited_by_maximum": dose > most,
    }


def _basal(weight_kg: float, height_cm: float, age_years: int, sex: str) -> float:
    return 10 * weight_kg + 6.25 * height_cm - 5 * age_years + (5 if sex == "male" else -161)


def _due(last_period: str, cycle_days: int) -> date:
    first = date.fromisoformat(last_period)
    if not 1900 <= first.year <= 2200:
        raise ValueError(f"{last_period} lies outside of the years 1900 to 2200")
    return first + timedelta(days=280 + cycle_days - 28)


def _check(name: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        raise ValueError(f"{name} must lie from {least} to {most}, not {value}")
