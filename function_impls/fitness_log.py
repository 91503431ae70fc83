"""A fitness log. A workout was done, a training is planned, and a goal counts the workouts of some days."""

from __future__ import annotations

from function_impls import fitness_log_world as world
from function_impls.fitness_goals import FitnessGoals
from function_impls.fitness_log_world import (
    Activity,
    Clock,
    Day,
    Kilometres,
    Minutes,
    Reason,
    TrainingId,
    WorkoutId,
)
from function_impls.model import Failure, effect, failure
from function_impls.worlds import fresh_id


class FitnessLog(FitnessGoals):
    """Workouts, trainings and goals of one person; see ``FitnessLogWorld`` for the state."""

    @effect("read_only")
    def list_workouts(
        self, first_day: Day, last_day: Day, activity: Activity | None = None
    ) -> world.ListedWorkouts | Failure:
        """List the workouts that were done on some days, with their whole time and distance.

        Args:
            first_day: First of the days, YYYY-MM-DD.
            last_day: Last of the days, YYYY-MM-DD; not before the first.
            activity: Only workouts of this kind; null for all.

        Returns:
            The workouts, oldest first, their minutes and kilometres.

        Errors:
            the days run backwards, from .* to .*: The last day is before the first.

        Examples:
            >>> list_workouts(first_day="2025-03-08", last_day="2025-03-10", activity="run")
            {'workouts': [{'id': 'wk-7718', 'day': '2025-03-09', 'begins_at': '09:10', 'minutes': 62,
             'activity': 'run', 'distance_km': 10.4}], 'minutes': 62, 'kilometres': 10.4}
            >>> list_workouts(first_day="2025-03-10", last_day="2025-03-08")
            {'error': 'the days run backwards, from 2025-03-10 to 2025-03-08'}

        See Also:
            get_fitness_goal: What workouts come to for a goal.
        """
        if last_day < first_day:
            return failure(f"the days run backwards, from {first_day} to {last_day}")
        found = [
            world.WorkoutLine(id=name, **each)
            for name, each in self._workouts.items()
            if first_day <= each["day"] <= last_day and activity in (None, each["activity"])
        ]
        return {
            "workouts": sorted(found, key=lambda each: (each["day"], each["begins_at"])),
            "minutes": sum(each["minutes"] for each in found),
            "kilometres": round(sum(each["distance_km"] or 0.0 for each in found), 2),
        }

    @effect("non_idempotent")
    def log_workout(
        self, day: Day, begins_at: Clock, minutes: Minutes, activity: Activity, distance_km: Kilometres | None = None
    ) -> world.ChangedWorkout | Failure:
        """Put a workout that was done into the log.

        Use plan_training for one that is to come, complete_training to tick a planned one off afterwards.

        Args:
            day: Day of the workout, today or one of the 30 days before, YYYY-MM-DD.
            begins_at: Local time at which it began, HH:MM.
            minutes: How long it took, at most 480.
            activity: What was done.
            distance_km: Distance in kilometres for run, ride, swim and walk; null for strength and yoga.

        Returns:
            The id of the workout, its minutes and its distance.

        Errors:
            .* is not today, .*, or one of the 30 days before: The day is to come or too long ago.
            a workout of .* minutes is too long; .*: It took too long.
            a workout from .* on does not end .* minutes later on the same day: It runs past midnight.
            a .* workout (needs a|has no) distance: Activity and distance do not agree.
            a .* is not believed. .*: The speed is impossible.
            .* is at the same time: Another workout is in the way.

        Examples:
            >>> log_workout(day="2025-03-10", begins_at="07:00", minutes=45, activity="run", distance_km=8)
            {'id': 'wk-7437', 'minutes': 45, 'distance_km': 8}
            >>> log_workout(day="2025-03-10", begins_at="07:00", minutes=45, activity="run", distance_km=80)
            {'error': 'a run of 80 km in 45 minutes is not believed: 5 to 21 km/h'}

        See Also:
            plan_training: For what is to come.
            correct_workout: For a workout that is logged wrongly.
            complete_training: Ticks the planned training off by it.
        """
        if not -30 <= self._days_from_today(day) <= 0:
            return failure(f"{day} is not today, {self._today}, or one of the 30 days before")
        workout: world.Workout = {
            "day": day,
            "begins_at": begins_at,
            "minutes": minutes,
            "activity": activity,
            "distance_km": distance_km,
        }
        if problem := self._workout_problem(workout):
            return failure(problem)
        name = fresh_id("wk-", self._workouts)
        self._workouts[name] = workout
        return {"id": name, "minutes": minutes, "distance_km": distance_km}

    @effect("idempotent")
    def correct_workout(
        self, workout_id: WorkoutId, day: Day, minutes: Minutes, distance_km: Kilometres | None = None
    ) -> world.ChangedWorkout | Failure:
        """Correct the time and distance of a workout in the log; its day, begin and activity stay.

        Use delete_workout for one that never took place.

        Args:
            workout_id: Id of the workout, such as wk-3127.
            day: Its day, which must agree, YYYY-MM-DD.
            minutes: How long it really took, at most 480.
            distance_km: Its real distance in kilometres; null for strength and yoga.

        Returns:
            The workout as it is now.

        Errors:
            no workout '.*' on .*: The workout is unknown or was on another day.
            a workout of .* minutes is too long; .*: It took too long.
            a workout from .* on does not end .* minutes later on the same day: It runs past midnight.
            a .* workout (needs a|has no) distance: Activity and distance do not agree.
            a .* is not believed. .*: The speed is impossible.
            .* is at the same time: Another workout is in the way.

        Examples:
            >>> correct_workout(workout_id="wk-7718", day="2025-03-09", minutes=58, distance_km=10.4)
            {'id': 'wk-7718', 'minutes': 58, 'distance_km': 10.4}
            >>> correct_workout(workout_id="wk-7718", day="2025-03-08", minutes=58, distance_km=10.4)
            {'error': "no workout 'wk-7718' on 2025-03-08"}

        See Also:
            delete_workout: Removes a workout.
            log_workout: A workout that is not in the log yet.
        """
        workout = self._workouts.get(workout_id)
        if workout is None or workout["day"] != day:
            return failure(f"no workout {workout_id!r} on {day}")
        changed: world.Workout = {**workout, "minutes": minutes, "distance_km": distance_km}
        if problem := self._workout_problem(changed, workout_id):
            return failure(problem)
        self._workouts[workout_id] = changed
        return {"id": workout_id, "minutes": minutes, "distance_km": distance_km}

    @effect("non_idempotent")
    def delete_workout(self, workout_id: WorkoutId, day: Day) -> world.DeletedWorkout | Failure:
        """Remove a workout that never took place from the log for good.

        Use correct_workout where only its time or distance is wrong, skip_training for a planned one.

        Args:
            workout_id: Id of the workout, such as wk-3127.
            day: Its day, which must agree, YYYY-MM-DD.

        Returns:
            The id of the workout that is gone.

        Errors:
            no workout '.*' on .*: The workout is unknown or was on another day.
            training '.*' was done by workout '.*': It is part of the plan.

        Examples:
            >>> delete_workout(workout_id="wk-7718", day="2025-03-09")
            {'deleted': 'wk-7718'}
            >>> delete_workout(workout_id="wk-6431", day="2025-03-06")
            {'error': "training 'tr-2846' was done by workout 'wk-6431'"}

        See Also:
            correct_workout: Changes a workout.
            skip_training: For what was only planned.
        """
        workout = self._workouts.get(workout_id)
        if workout is None or workout["day"] != day:
            return failure(f"no workout {workout_id!r} on {day}")
        for name, training in self._trainings.items():
            if training["workout"] == workout_id:
                return failure(f"training {name!r} was done by workout {workout_id!r}")
        del self._workouts[workout_id]
        return {"deleted": workout_id}

    @effect("non_idempotent")
    def plan_training(self, day: Day, activity: Activity, minutes: Minutes) -> world.TrainingState | Failure:
        """Plan a training for today or a day to come.

        Use log_workout for what was done already, reschedule_training to move a planned one.

        Args:
            day: Day of the training, at most 90 days ahead, YYYY-MM-DD.
            activity: What is to be done; once a day.
            minutes: How long it is to take, in steps of 5; all trainings of a day take at most 240.

        Returns:
            The id of the training, its day and its status.

        Errors:
            a plan goes in steps of 5 minutes, not .*: It is no multiple of 5.
            .* is not one of the 90 days from today, .*, on: The day is over or too far ahead.
            another .* is planned on .*: The day has this activity.
            .* would have .* planned minutes; at most 240 are: The day is full.

        Examples:
            >>> plan_training(day="2025-03-14", activity="swim", minutes=40)
            {'id': 'tr-1680', 'day': '2025-03-14', 'status': 'planned'}
            >>> plan_training(day="2025-03-12", activity="run", minutes=40)
            {'error': 'another run is planned on 2025-03-12'}

        See Also:
            log_workout: For what was done.
        """
        if minutes % 5:
            return failure(f"a plan goes in steps of 5 minutes, not {minutes}")
        if problem := self._day_problem(day, activity, minutes):
            return failure(problem)
        name = fresh_id("tr-", self._trainings)
        self._trainings[name] = {
            "day": day,
            "activity": activity,
            "minutes": minutes,
            "status": "planned",
            "workout": None,
            "skipped_for": None,
        }
        return self._state(name)

    @effect("non_idempotent")
    def reschedule_training(
        self, training_id: TrainingId, current_day: Day, new_day: Day
    ) -> world.TrainingState | Failure:
        """Move a planned training to another day.

        Use skip_training for one that is not made up for.

        Args:
            training_id: Id of the training, such as tr-5518.
            current_day: Day on which it is planned, which must agree, YYYY-MM-DD.
            new_day: New day, today or at most 90 days ahead, YYYY-MM-DD.

        Returns:
            The training and its new day.

        Errors:
            no training '.*': The training is unknown.
            training '.*' is (done|skipped) already: It is no longer planned.
            training '.*' is on .*, not on .*: The day does not agree.
            .* is not one of the 90 days from today, .*, on: The new day is over or too far ahead.
            another .* is planned on .*: The new day has this activity, or nothing would move.
            .* would have .* planned minutes; at most 240 are: The new day is full.

        Examples:
            >>> reschedule_training(training_id="tr-5518", current_day="2025-03-12", new_day="2025-03-13")
            {'id': 'tr-5518', 'day': '2025-03-13', 'status': 'planned'}
            >>> reschedule_training(training_id="tr-5518", current_day="2025-03-11", new_day="2025-03-13")
            {'error': "training 'tr-5518' is on 2025-03-12, not on 2025-03-11"}

        See Also:
            skip_training: Leaves the training out.
        """
        if problem := self._training_problem(training_id, current_day):
            return failure(problem)
        training = self._trainings[training_id]
        if problem := self._day_problem(new_day, training["activity"], training["minutes"]):
            return failure(problem)
        training["day"] = new_day
        return self._state(training_id)

    @effect("non_idempotent")
    def complete_training(self, training_id: TrainingId, workout_id: WorkoutId) -> world.TrainingState | Failure:
        """Tick a planned training off by the workout that was logged for it; log_workout comes first.

        Args:
            training_id: Id of the training, such as tr-5518.
            workout_id: Id of the workout, of the same day and activity.

        Returns:
            The training, done.

        Errors:
            no training '.*': The training is unknown.
            training '.*' is (done|skipped) already: It is no longer planned.
            no workout '.*' of .* on .*: The workout is unknown, or of another day or activity.
            workout '.*' fulfils '.*' already: A workout counts once.

        Examples:
            >>> complete_training(training_id="tr-7163", workout_id="wk-7718")
            {'id': 'tr-7163', 'day': '2025-03-09', 'status': 'done'}
            >>> complete_training(training_id="tr-5518", workout_id="wk-7718")
            {'error': "no workout 'wk-7718' of run on 2025-03-12"}

        See Also:
            log_workout: Puts the workout into the log.
            skip_training: For what was not done.
        """
        training = self._trainings.get(training_id)
        if problem := self._training_problem(training_id, training["day"] if training else ""):
            return failure(problem)
        training = self._trainings[training_id]
        workout = self._workouts.get(workout_id)
        if workout is None or (workout["day"], workout["activity"]) != (training["day"], training["activity"]):
            return failure(f"no workout {workout_id!r} of {training['activity']} on {training['day']}")
        for name, each in self._trainings.items():
            if each["workout"] == workout_id:
                return failure(f"workout {workout_id!r} fulfils {name!r} already")
        training["status"], training["workout"] = "done", workout_id
        return self._state(training_id)

    @effect("non_idempotent")
    def skip_training(self, training_id: TrainingId, day: Day, reason: Reason) -> world.SkippedTraining | Failure:
        """Mark a planned training as left out for good; it stays in the plan, with the reason.

        Use reschedule_training to make up for it on another day, delete_workout for a logged workout.

        Args:
            training_id: Id of the training, such as tr-5518.
            day: Its day, which must agree, YYYY-MM-DD.
            reason: Why it is left out.

        Returns:
            The training, skipped, and the reason.

        Errors:
            no training '.*': The training is unknown.
            training '.*' is (done|skipped) already: It is no longer planned.
            training '.*' is on .*, not on .*: The day does not agree.

        Examples:
            >>> skip_training(training_id="tr-3390", day="2025-03-11", reason="illness")
            {'id': 'tr-3390', 'status': 'skipped', 'reason': 'illness'}
            >>> skip_training(training_id="tr-2846", day="2025-03-06", reason="rest")
            {'error': "training 'tr-2846' is done already"}

        See Also:
            reschedule_training: Moves the training.
            complete_training: For a training that was done.
            delete_workout: For a workout in the log.
        """
        if problem := self._training_problem(training_id, day):
            return failure(problem)
        training = self._trainings[training_id]
        training["status"], training["skipped_for"] = "skipped", reason
        return {"id": training_id, "status": "skipped", "reason": reason}

    def _state(self, training_id: str) -> world.TrainingState:
        training = self._trainings[training_id]
        return {"id": training_id, "day": training["day"], "status": training["status"]}
