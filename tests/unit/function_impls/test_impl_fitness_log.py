"""A fitness log: what it believes, which days it takes, and what plans and goals count."""

from __future__ import annotations

import json
from typing import Any

import pytest

from function_impls.fitness_log import FitnessLog


@pytest.fixture
def log() -> Any:
    return FitnessLog()


def test_state_is_json_and_loads_again(log: Any) -> None:
    saved = json.loads(json.dumps(log.dump_state()))
    other = FitnessLog()
    other.delete_workout("wk-3127", "2025-02-18")
    other.load_state(saved)

    assert other.dump_state() == saved
    saved.clear()
    assert other.dump_state() == log.dump_state()


@pytest.mark.parametrize(
    ("training", "change"),
    [("tr-5518", {"status": "done"}), ("tr-2846", {"workout": "wk-3570"}), ("tr-2846", {"day": "2025-3-6"})],
)
def test_unsound_state_is_refused(log: Any, training: str, change: dict[str, Any]) -> None:
    state = log.dump_state()
    state["trainings"][training] |= change

    with pytest.raises(ValueError, match=r"no workout that fits|must be a date"):
        log.load_state(state)


def test_workouts_come_oldest_first_and_are_summed(log: Any) -> None:
    found = log.list_workouts("2025-03-06", "2025-03-09")

    assert [each["id"] for each in found["workouts"]] == ["wk-6431", "wk-2187", "wk-7718", "wk-4805"]
    assert (found["minutes"], found["kilometres"]) == (42 + 60 + 62 + 85, 1.5 + 10.4 + 27.3)


def test_logged_workout_counts_for_its_goal(log: Any) -> None:
    before = log.get_fitness_goal("goal-2958")["reached"]
    log.log_workout("2025-03-10", "06:30", 30, "run", 5.5)
    log.log_workout("2025-03-10", "12:00", 30, "swim", 1)

    assert log.get_fitness_goal("goal-2958")["reached"] == before + 5.5
    assert log.get_fitness_goal("goal-6073")["reached"] == 16


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("2025-03-11", "06:30", 30, "run", 5), "30 days before"),
        (("2025-02-07", "06:30", 30, "run", 5), "30 days before"),
        (("2025-03-10", "06:30", 30_000, "run", 5), "too long"),
        (("2025-03-10", "23:45", 30, "yoga"), "same day"),
        (("2025-03-10", "06:30", 30, "run"), "needs a distance"),
        (("2025-03-10", "06:30", 30, "yoga", 5), "has no distance"),
        (("2025-03-10", "06:30", 30, "run", 5000), "not believed"),
        (("2025-03-10", "06:30", 60, "ride", 0.5), "not believed"),
        (("2025-03-09", "10:11", 20, "yoga"), "wk-7718 is at the same time"),
    ],
)
def test_workout_that_cannot_be_is_refused_and_nothing_changes(log: Any, arguments: tuple[Any, ...], part: str) -> None:
    before = log.dump_state()

    assert part in log.log_workout(*arguments)["error"]
    assert log.dump_state() == before


def test_workouts_may_touch(log: Any) -> None:
    assert "id" in log.log_workout("2025-03-09", "10:12", 20, "yoga")


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("wk-7719", "2025-03-09", 60, 10), "no workout"),
        (("wk-7718", "2025-03-08", 60, 10), "no workout"),
        (("wk-7718", "2025-03-09", 381, 60), "wk-4805 is at the same time"),
        (("wk-7718", "2025-03-09", 60), "needs a distance"),
        (("wk-7718", "2025-03-09", 60, 30), "not believed"),
    ],
)
def test_correction_is_refused(log: Any, arguments: tuple[Any, ...], part: str) -> None:
    assert part in log.correct_workout(*arguments)["error"]


def test_correction_changes_the_sum(log: Any) -> None:
    log.correct_workout("wk-7718", "2025-03-09", 61, 10)

    assert log.get_fitness_goal("goal-2958")["reached"] == 29.7


def test_deleted_workout_is_gone(log: Any) -> None:
    log.delete_workout("wk-4805", "2025-03-09")

    assert "no workout" in log.delete_workout("wk-4805", "2025-03-09")["error"]
    assert "no workout" in log.delete_workout("wk-7718", "2025-03-10")["error"]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("2025-03-09", "yoga", 30), "90 days"),
        (("2025-06-09", "yoga", 30), "90 days"),
        (("2025-03-15", "walk", 35), "245 planned minutes"),
        (("2025-03-20", "swim", 30), "another swim"),
    ],
)
def test_plan_is_refused(log: Any, arguments: tuple[Any, ...], part: str) -> None:
    assert part in log.plan_training(*arguments)["error"]


def test_day_that_a_training_left_is_free(log: Any) -> None:
    log.reschedule_training("tr-5518", "2025-03-12", "2025-03-14")

    assert "id" in log.plan_training("2025-03-12", "run", 30)
    assert "another run" in log.reschedule_training("tr-1956", "2025-03-16", "2025-03-14")["error"]
    assert "would have 285" in log.reschedule_training("tr-1956", "2025-03-16", "2025-03-15")["error"]


def test_training_is_done_by_one_workout_only(log: Any) -> None:
    log.complete_training("tr-7163", "wk-7718")

    assert "done already" in log.complete_training("tr-7163", "wk-7718")["error"]
    assert "no training" in log.complete_training("tr-7164", "wk-7718")["error"]
    assert "was done by" in log.delete_workout("wk-7718", "2025-03-09")["error"]


def test_workout_fulfils_one_training(log: Any) -> None:
    state = log.dump_state()
    state["trainings"]["tr-9999"] = {**state["trainings"]["tr-7163"]}
    log.load_state(state)
    log.complete_training("tr-7163", "wk-7718")

    assert "fulfils 'tr-7163'" in log.complete_training("tr-9999", "wk-7718")["error"]


def test_skipped_training_keeps_its_reason_and_frees_its_day(log: Any) -> None:
    log.skip_training("tr-3390", "2025-03-11", "injury")

    assert log.dump_state()["trainings"]["tr-3390"]["skipped_for"] == "injury"
    assert "skipped already" in log.reschedule_training("tr-3390", "2025-03-11", "2025-03-12")["error"]
    assert "id" in log.plan_training("2025-03-11", "swim", 45)
    assert "not on 2025-03-11" in log.skip_training("tr-5518", "2025-03-11", "rest")["error"]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("minutes", 100, "2025-03-10"), "366 days"),
        (("minutes", 180_000, "2025-04-10"), "too many"),
        (("kilometres", 10, "2025-04-10", "yoga"), "not logged"),
        (("workouts", 10, "2025-04-10"), "goal-6073"),
    ],
)
def test_goal_is_refused(log: Any, arguments: tuple[Any, ...], part: str) -> None:
    assert part in log.set_fitness_goal(*arguments)["error"]


def test_goal_that_is_over_can_be_set_again_but_not_changed(log: Any) -> None:
    assert log.get_fitness_goal("goal-8417")["days_left"] == 0
    assert "was over on 2025-02-28" in log.change_fitness_goal("goal-8417", 300, 200)["error"]
    assert "id" in log.set_fitness_goal("minutes", 300, "2025-05-31", "swim")


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("goal-2959", 100, 80), "no goal"),
        (("goal-2958", 99, 80), "no goal"),
        (("goal-2958", 100, 100), "already"),
        (("goal-2958", 100, 100_000), "too many; at most 1550"),
    ],
)
def test_change_of_a_goal_is_refused(log: Any, arguments: tuple[Any, ...], part: str) -> None:
    assert part in log.change_fitness_goal(*arguments)["error"]


def test_a_plan_goes_in_steps_of_five_minutes() -> None:
    log = FitnessLog()
    before = log.dump_state()
    assert log.plan_training("2025-03-14", "swim", 41) == {"error": "a plan goes in steps of 5 minutes, not 41"}
    assert log.dump_state() == before
    assert "id" in log.plan_training("2025-03-14", "swim", 45)
