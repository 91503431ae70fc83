"""The methods of the house that are about later: scenes and weekly schedules."""

from __future__ import annotations

from function_impls import smart_home_world as world
from function_impls.model import Failure, effect, failure
from function_impls.smart_home_world import Clock, DeviceId, HomeWorld, Room, SceneName, ScheduleId, Weekdays
from function_impls.worlds import fresh_id


class HomePlans(HomeWorld):
    """What a house remembers to do."""

    @effect("idempotent")
    def run_scene(self, scene: SceneName) -> world.Switched | Failure:
        """Bring all devices of a saved scene into the state that it holds.

        Args:
            scene: Name of the scene, such as wieczór filmowy.

        Returns:
            The devices of the scene.

        Errors:
            no scene '.*', only .*: The name is unknown.

        Examples:
            >>> run_scene(scene="dobranoc")
            {'devices': [
             {'device_id': 'DEV-3917', 'name': 'Lampka nocna', 'room': 'pokój Zosi', 'kind': 'dimmable_light',
              'on': True, 'level': 10},
             {'device_id': 'DEV-8246', 'name': 'Roleta', 'room': 'pokój Zosi', 'kind': 'blind',
              'on': True, 'level': None}]}
            >>> run_scene(scene="dobra noc")
            {'error': "no scene 'dobra noc', only dobranoc, wieczór filmowy, wyjście"}

        See Also:
            save_scene: Makes a new scene.
            switch_room_lights: Only lights, all in one room.
        """
        settings = self._world["scenes"].get(scene)
        if settings is None:
            return failure(f"no scene {scene!r}, only {', '.join(sorted(self._world['scenes']))}")
        for device_id, setting in settings.items():
            self._world["devices"][device_id].update({"on": setting["on"], "level": setting["level"]})
        return {"devices": [self._device(each) for each in settings]}

    @effect("non_idempotent")
    def save_scene(self, scene: SceneName, room: Room) -> world.SavedScene | Failure:
        """Save how all devices of a room are now, as a scene of a new name.

        Args:
            scene: Name of the new scene.
            room: The room, as it is named in the house, such as kuchnia.

        Returns:
            The scene, and how many devices it holds.

        Errors:
            no room '.*', only .*: The room is unknown.
            '.*' has no devices: There is nothing to save.
            scene '.*' exists already: The name is taken.

        Examples:
            >>> save_scene(scene="praca", room="gabinet")
            {'scene': 'praca', 'devices': 2}
            >>> save_scene(scene="dobranoc", room="gabinet")
            {'error': "scene 'dobranoc' exists already"}

        See Also:
            run_scene: Brings back what was saved.
        """
        if problem := self._room_problem(room):
            return failure(problem)
        own = {key: each for key, each in self._world["devices"].items() if each["room"] == room}
        if not own:
            return failure(f"{room!r} has no devices")
        if scene in self._world["scenes"]:
            return failure(f"scene {scene!r} exists already")
        self._world["scenes"][scene] = {key: {"on": each["on"], "level": each["level"]} for key, each in own.items()}
        return {"scene": scene, "devices": len(own)}

    @effect("non_idempotent")
    def schedule_device(
        self, device_id: DeviceId, room: Room, time: Clock, weekdays: Weekdays, on: bool
    ) -> world.Schedule | Failure:
        """Let a device be switched at a time of chosen weekdays, every week.

        Args:
            device_id: Id of the device, such as DEV-2853.
            room: Room that it is in, as a check.
            time: Time of day, such as 06:45.
            weekdays: On which days.
            on: Whether it is switched on, or off.

        Returns:
            The schedule.

        Errors:
            no room '.*', only .*: The room is unknown.
            no device '.*': The id is unknown.
            device '.*' is not in '.*': The device is in another room.
            schedule '.*' switches the device at .* on .* already: Another schedule does it at that time.

        Examples:
            >>> schedule_device(device_id="DEV-7164", room="gabinet", time="07:30", weekdays=["mon", "fri"], on=True)
            {'schedule_id': 'SCH-8166', 'device_id': 'DEV-7164', 'time': '07:30', 'weekdays': ['mon', 'fri'],
             'on': True, 'paused': False}
            >>> schedule_device(device_id="DEV-4630", room="kuchnia", time="06:30", weekdays=["mon", "sat"], on=True)
            {'error': "schedule 'SCH-5821' switches the device at 06:30 on mon already"}

        See Also:
            switch_device: Switches it now.
            resume_device_schedule: For a schedule that was only paused.
        """
        if problem := self._device_problem(device_id, room):
            return failure(problem)
        schedules = self._world["schedules"]
        for key, each in schedules.items():
            days = [day for day in each["weekdays"] if day in weekdays]
            if each["device_id"] == device_id and each["time"] == time and days:
                return failure(f"schedule {key!r} switches the device at {time} on {days[0]} already")
        schedule_id = fresh_id("SCH-", schedules, digits=4)
        schedules[schedule_id] = {
            "device_id": device_id,
            "time": time,
            "weekdays": list(weekdays),
            "on": on,
            "paused": False,
        }
        return self._schedule(schedule_id)

    @effect("non_idempotent")
    def pause_device_schedule(self, schedule_id: ScheduleId, device_id: DeviceId) -> world.Schedule | Failure:
        """Let a schedule rest; it stays and can be resumed.

        Args:
            schedule_id: Id of the schedule, such as SCH-5821.
            device_id: Device that it switches, as a check.

        Returns:
            The paused schedule.

        Errors:
            no schedule '.*' for the device '.*': The id is unknown, or the schedule is for another device.
            schedule '.*' is paused already: There is nothing to do.

        Examples:
            >>> pause_device_schedule(schedule_id="SCH-5821", device_id="DEV-4630")
            {'schedule_id': 'SCH-5821', 'device_id': 'DEV-4630', 'time': '06:30',
             'weekdays': ['mon', 'tue', 'wed', 'thu', 'fri'], 'on': True, 'paused': True}
            >>> pause_device_schedule(schedule_id="SCH-5822", device_id="DEV-4630")
            {'error': "no schedule 'SCH-5822' for the device 'DEV-4630'"}

        See Also:
            delete_device_schedule: Removes it for good.
            resume_device_schedule: Lets it run again.
        """
        return self._pause(schedule_id, device_id, paused=True)

    @effect("non_idempotent")
    def resume_device_schedule(self, schedule_id: ScheduleId, device_id: DeviceId) -> world.Schedule | Failure:
        """Let a paused schedule run again.

        Args:
            schedule_id: Id of the schedule, such as SCH-5821.
            device_id: Device that it switches, as a check.

        Returns:
            The schedule.

        Errors:
            no schedule '.*' for the device '.*': The id is unknown, or the schedule is for another device.
            schedule '.*' is not paused: There is nothing to do.

        Examples:
            >>> resume_device_schedule(schedule_id="SCH-7460", device_id="DEV-6308")
            {'schedule_id': 'SCH-7460', 'device_id': 'DEV-6308', 'time': '05:15', 'weekdays': ['tue', 'fri'],
             'on': True, 'paused': False}
            >>> resume_device_schedule(schedule_id="SCH-5821", device_id="DEV-4630")
            {'error': "schedule 'SCH-5821' is not paused"}

        See Also:
            schedule_device: Makes a new schedule.
            pause_device_schedule: Lets a schedule rest.
        """
        return self._pause(schedule_id, device_id, paused=False)

    @effect("non_idempotent")
    def delete_device_schedule(self, schedule_id: ScheduleId, device_id: DeviceId) -> world.Deleted | Failure:
        """Remove a schedule for good.

        Args:
            schedule_id: Id of the schedule, such as SCH-5821.
            device_id: Device that it switches, as a check.

        Returns:
            What was removed.

        Errors:
            no schedule '.*' for the device '.*': The id is unknown, or the schedule is for another device.

        Examples:
            >>> delete_device_schedule(schedule_id="SCH-5821", device_id="DEV-4630")
            {'schedule_id': 'SCH-5821', 'device_id': 'DEV-4630'}
            >>> delete_device_schedule(schedule_id="SCH-5821", device_id="DEV-6308")
            {'error': "no schedule 'SCH-5821' for the device 'DEV-6308'"}

        See Also:
            pause_device_schedule: Keeps it for later.
        """
        if problem := self._schedule_problem(schedule_id, device_id):
            return failure(problem)
        del self._world["schedules"][schedule_id]
        return {"schedule_id": schedule_id, "device_id": device_id}

    def _pause(self, schedule_id: str, device_id: str, *, paused: bool) -> world.Schedule | Failure:
        if problem := self._schedule_problem(schedule_id, device_id):
            return failure(problem)
        schedule = self._world["schedules"][schedule_id]
        if schedule["paused"] == paused:
            return failure(f"schedule {schedule_id!r} is {'paused already' if paused else 'not paused'}")
        schedule["paused"] = paused
        return self._schedule(schedule_id)
