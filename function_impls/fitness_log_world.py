"""What the fitness log knows: its state, and the objects that its methods return. No functions of the catalog."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Format, Pattern, Range
from function_impls.model import Json
from function_impls.worlds import read_world, sound

Activity: TypeAlias = Literal["run", "ride", "swim", "walk", "strength", "yoga"]
Metric: TypeAlias = Literal["kilometres", "minutes", "workouts"]
WorkoutId: TypeAlias = Annotated[str, Pattern(r"^wk-[0-9]{4}$")]
TrainingId: TypeAlias = Annotated[str, Pattern(r"^tr-[0-9]{4}$")]
GoalId: TypeAlias = Annotated[str, Pattern(r"^goal-[0-9]{4}$")]
Reason: TypeAlias = Literal["illness", "injury", "no_time", "weather", "rest"]
Day: TypeAlias = Annotated[str, Format("date")]
Clock: TypeAlias = Annotated[str, Pattern("^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Minutes: TypeAlias = Annotated[int, Range(minimum=1, maximum=100_000)]
Kilometres: TypeAlias = Annotated[float, Range(minimum=0.1, maximum=100_000)]
Target: TypeAlias = Annotated[float, Range(minimum=1, maximum=10_000_000)]

LONGEST = 480
# Kilometres in an hour that the log believes, at most and at least; what is not here has no distance.
SPEEDS: dict[str, tuple[float, float]] = {"run": (5, 21), "ride": (8, 50), "swim": (0.8, 6), "walk": (2, 8)}
_MOST_A_DAY: dict[Metric, int] = {"kilometres": 50, "minutes": 180, "workouts": 2}


class Workout(TypedDict):
    """What was done: ``distance_km`` is null for strength and yoga."""

    day: Day
    begins_at: Clock
    minutes: Minutes
    activity: Activity
    distance_km: Kilometres | None


class WorkoutLine(Workout):
    """A workout with its id."""

    id: str


class ListedWorkouts(TypedDict):
    """Workouts, oldest first, and what they come to."""

    workouts: list[WorkoutLine]
    minutes: int
    kilometres: float


class ChangedWorkout(TypedDict):
    """A workout as it is now."""

    id: str
    minutes: int
    distance_km: float | None


class DeletedWorkout(TypedDict):
    """A workout that is gone."""

    deleted: str


class Training(TypedDict):
    """What is planned; ``workout`` is the workout that fulfilled it."""

    day: Day
    activity: Activity
    minutes: Minutes
    status: Literal["planned", "done", "skipped"]
    workout: WorkoutId | None
    skipped_for: Reason | None


class TrainingState(TypedDict):
    """A training, its day and whether it is planned, done or skipped."""

    id: str
    day: Day
    status: Literal["planned", "done", "skipped"]


class SkippedTraining(TypedDict):
    """A training that is left out, and why."""

    id: str
    status: Literal["skipped"]
    reason: Reason


class Goal(TypedDict):
    """What is to be reached from the first to the last day; ``activity`` is null where every one counts."""

    metric: Metric
    activity: Activity | None
    target: Target
    first_day: Day
    last_day: Day


class GoalState(TypedDict):
    """A goal and what is reached of it; ``left`` is zero where it is reached."""

    id: str
    target: float
    reached: float
    left: float
    days_left: int


class _World(TypedDict):
    today: Day
    workouts: dict[str, Workout]
    trainings: dict[str, Training]
    goals: dict[str, Goal]


class FitnessLogWorld:
    """The state of a fitness log: ``{"today", "workouts": {"wk-3127": …}, "trainings": {…}, "goals": {…}}``."""

    def __init__(self) -> None:
        self.load_state(read_world("fitness_log"))

    def load_state(self, state: Json) -> None:
        """Replace the world. Raises ValueError where a training is done by a workout that does not fit it."""
        world: _World = sound(state, _World)
        for name, training in world["trainings"].items():
            workout = world["workouts"].get(training["workout"] or "")
            if (training["status"] == "done") != (workout is not None and workout["day"] == training["day"]):
                raise ValueError(f"training {name} is {training['status']} and has no workout that fits")
        self._today = world["today"]
        self._workouts = world["workouts"]
        self._trainings = world["trainings"]
        self._goals = world["goals"]

    def dump_state(self) -> Json:
        """Give the whole state, as ``load_state`` takes it."""
        world = {"workouts": self._workouts, "trainings": self._trainings, "goals": self._goals}
        return sound({"today": self._today, **world}, _World)

    def _days_from_today(self, day: str) -> int:
        return (date.fromisoformat(day) - date.fromisoformat(self._today)).days

    def _overlap(self, workout: Workout, ignored: str = "") -> str | None:
        begin = _minute(workout["begins_at"])
        for name, each in self._workouts.items():
            start = _minute(each["begins_at"])
            if (
                name != ignored
                and each["day"] == workout["day"]
                and begin < start + each["minutes"]
                and start < begin + workout["minutes"]
            ):
                return f"{name} is at the same time"
        return None

    def _workout_problem(self, workout: Workout, ignored: str = "") -> str | None:
        minutes, distance, activity = workout["minutes"], workout["distance_km"], workout["activity"]
        if minutes > LONGEST:
            return f"a workout of {minutes} minutes is too long; at most {LONGEST} are logged"
        if _minute(workout["begins_at"]) + minutes > 1440:
            return f"a workout from {workout['begins_at']} on does not end {minutes} minutes later on the same day"
        if (distance is not None) != (activity in SPEEDS):
            return f"a {activity} workout {'needs a' if activity in SPEEDS else 'has no'} distance"
        if distance is not None:
            least, most = SPEEDS[activity]
            if not least <= distance * 60 / minutes <= most:
                return (
                    f"a {activity} of {distance:g} km in {minutes} minutes is not believed: {least:g} to {most:g} km/h"
                )
        return self._overlap(workout, ignored)

    def _training_problem(self, training_id: str, day: str) -> str | None:
        training = self._trainings.get(training_id)
        if training is None:
            return f"no training {training_id!r}"
        if training["status"] != "planned":
            return f"training {training_id!r} is {training['status']} already"
        return None if training["day"] == day else f"training {training_id!r} is on {training['day']}, not on {day}"

    def _day_problem(self, day: str, activity: str, minutes: int) -> str | None:
        if not 0 <= self._days_from_today(day) <= 90:
            return f"{day} is not one of the 90 days from today, {self._today}, on"
        others = [each for each in self._trainings.values() if each["day"] == day and each["status"] == "planned"]
        if any(each["activity"] == activity for each in others):
            return f"another {activity} is planned on {day}"
        whole = minutes + sum(each["minutes"] for each in others)
        return f"{day} would have {whole} planned minutes; at most 240 are" if whole > 240 else None

    def _target_problem(self, goal: Goal) -> str | None:
        days = (date.fromisoformat(goal["last_day"]) - date.fromisoformat(goal["first_day"])).days + 1
        most = days * _MOST_A_DAY[goal["metric"]]
        if goal["target"] > most:
            return f"{goal['target']:g} {goal['metric']} in {days} days are too many; at most {most}"
        return None

    def _goal_state(self, goal_id: str) -> GoalState:
        goal = self._goals[goal_id]
        counted = [
            each
            for each in self._workouts.values()
            if goal["first_day"] <= each["day"] <= goal["last_day"] and goal["activity"] in (None, each["activity"])
        ]
        reached = {
            "workouts": float(len(counted)),
            "minutes": float(sum(each["minutes"] for each in counted)),
            "kilometres": sum(each["distance_km"] or 0.0 for each in counted),
        }[goal["metric"]]
        return {
            "id": goal_id,
            "target": goal["target"],
            "reached": round(reached, 2),
            "left": round(max(0.0, goal["target"] - reached), 2),
            "days_left": max(0, self._days_from_today(goal["last_day"])),
        }


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])
