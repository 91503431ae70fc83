"""What the fitness log does with goals; see fitness_log, whose toolkit it is part of."""

from __future__ import annotations

from function_impls.fitness_log_world import (
    Activity,
    Day,
    FitnessLogWorld,
    Goal,
    GoalId,
    GoalState,
    Metric,
    Target,
)
from function_impls.model import Failure, effect, failure
from function_impls.worlds import fresh_id


class FitnessGoals(FitnessLogWorld):
    """Goals over the workouts of a fitness log."""

    @effect("non_idempotent")
    def set_fitness_goal(
        self, metric: Metric, target: Target, last_day: Day, activity: Activity | None = None
    ) -> GoalState | Failure:
        """Set a new goal from today on.

        Use change_fitness_goal for a goal that is there, plan_training for a single training.

        Args:
            metric: What is counted.
            target: How many are to be reached; of a day at most 50 kilometres, 180 minutes or 2 workouts.
            last_day: Last day that counts, later than today, at most 366 days ahead, YYYY-MM-DD.
            activity: Only workouts of this kind count; null for all.

        Returns:
            The goal with its id, what is reached and left, and the days that are left.

        Errors:
            .* is not one of the 366 days after today, .*: The last day is over or too far ahead.
            kilometres of .* are not logged: Strength and yoga have no distance.
            .* in .* days are too many; at most .*: Nobody can reach it.
            goal '.*' counts the same: A goal that is not over has this metric and activity.

        Examples:
            >>> set_fitness_goal(metric="minutes", target=600, last_day="2025-04-30", activity="yoga")
            {'id': 'goal-1328', 'target': 600, 'reached': 0.0, 'left': 600.0, 'days_left': 51}
            >>> set_fitness_goal(metric="kilometres", target=120, last_day="2025-03-31", activity="run")
            {'error': "goal 'goal-2958' counts the same"}

        See Also:
            change_fitness_goal: Changes the target of a goal.
        """
        if not 1 <= self._days_from_today(last_day) <= 366:
            return failure(f"{last_day} is not one of the 366 days after today, {self._today}")
        if metric == "kilometres" and activity in ("strength", "yoga"):
            return failure(f"kilometres of {activity} are not logged")
        goal: Goal = {
            "metric": metric,
            "activity": activity,
            "target": target,
            "first_day": self._today,
            "last_day": last_day,
        }
        if problem := self._target_problem(goal):
            return failure(problem)
        for name, each in self._goals.items():
            if each["last_day"] >= self._today and (each["metric"], each["activity"]) == (metric, activity):
                return failure(f"goal {name!r} counts the same")
        name = fresh_id("goal-", self._goals)
        self._goals[name] = goal
        return self._goal_state(name)

    @effect("non_idempotent")
    def change_fitness_goal(self, goal_id: GoalId, current_target: Target, target: Target) -> GoalState | Failure:
        """Make a goal that is not over harder or easier; what is counted and its days stay.

        Use set_fitness_goal for another goal.

        Args:
            goal_id: Id of the goal, such as goal-2958.
            current_target: Its target now, which must agree.
            target: Its new target.

        Returns:
            The goal as it is now.

        Errors:
            no goal '.*' with the target .*: The goal is unknown or has another target.
            goal '.*' was over on .*: Its last day is past.
            goal '.*' has the target .* already: Nothing would change.
            .* in .* days are too many; at most .*: Nobody can reach it.

        Examples:
            >>> change_fitness_goal(goal_id="goal-2958", current_target=100, target=80)
            {'id': 'goal-2958', 'target': 80, 'reached': 30.1, 'left': 49.9, 'days_left': 21}
            >>> change_fitness_goal(goal_id="goal-2958", current_target=101, target=80)
            {'error': "no goal 'goal-2958' with the target 101"}

        See Also:
            set_fitness_goal: A new goal.
        """
        goal = self._goals.get(goal_id)
        if goal is None or goal["target"] != current_target:
            return failure(f"no goal {goal_id!r} with the target {current_target:g}")
        if goal["last_day"] < self._today:
            return failure(f"goal {goal_id!r} was over on {goal['last_day']}")
        if target == current_target:
            return failure(f"goal {goal_id!r} has the target {target:g} already")
        if problem := self._target_problem({**goal, "target": target}):
            return failure(problem)
        goal["target"] = target
        return self._goal_state(goal_id)

    @effect("read_only")
    def get_fitness_goal(self, goal_id: GoalId) -> GoalState | Failure:
        """Tell how far a goal is reached by the workouts in the log.

        Use list_workouts for the workouts themselves.

        Args:
            goal_id: Id of the goal, such as goal-2958.

        Returns:
            Its target, what is reached and left, and the days that are left, from 0.

        Errors:
            no goal '.*'; there are .*: The goal is unknown.

        Examples:
            >>> get_fitness_goal(goal_id="goal-2958")
            {'id': 'goal-2958', 'target': 100, 'reached': 30.1, 'left': 69.9, 'days_left': 21}
            >>> get_fitness_goal(goal_id="goal-2959")
            {'error': "no goal 'goal-2959'; there are goal-2958, goal-6073, goal-8417"}

        See Also:
            list_workouts: The workouts of some days.
        """
        if goal_id not in self._goals:
            return failure(f"no goal {goal_id!r}; there are {', '.join(self._goals)}")
        return self._goal_state(goal_id)
