"""A house with remote control: lights, plugs and blinds by room, heating, scenes, weekly schedules, an alarm."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from function_impls import smart_home_world as world
from function_impls.model import Failure, effect, failure
from function_impls.smart_home_plans import HomePlans
from function_impls.smart_home_world import AlarmMode, Celsius, Code, DeviceId, Minutes, Percent, Room


class SmartHome(HomePlans):
    """A house with remote control; see ``HomeWorld`` for the state."""

    @effect("read_only")
    def list_home_devices(
        self, room: Room | None = None, kind: Literal["light", "dimmable_light", "plug", "blind"] | None = None
    ) -> world.Devices | Failure:
        """List the devices of the house or of one room, with heating and alarm.

        Args:
            room: Only this room, as it is named in the house, such as kuchnia.
            kind: Only devices of this kind; heating is told all the same.

        Returns:
            Devices by room and name, heated rooms and the alarm.

        Errors:
            no room '.*', only .*: The room is unknown.

        Examples:
            >>> list_home_devices(room="gabinet")
            {'devices': [
             {'device_id': 'DEV-7164', 'name': 'Drukarka', 'room': 'gabinet', 'kind': 'plug', 'on': False,
              'level': None},
             {'device_id': 'DEV-2853', 'name': 'Lampka', 'room': 'gabinet', 'kind': 'dimmable_light', 'on': True,
              'level': 70}],
             'heating': [
             {'room': 'gabinet', 'measured': 20.4, 'target': 20.5, 'boost_until': None, 'window_open': False}],
             'alarm': 'home'}
            >>> list_home_devices(room="strych")
            {'error': "no room 'strych', only gabinet, garaż, kuchnia, ogród, pokój Zosi, salon, sypialnia, łazienka"}
        """
        if room is not None and (problem := self._room_problem(room)):
            return failure(problem)
        devices = [self._device(each) for each in self._world["devices"]]
        found = [each for each in devices if room in (None, each["room"]) and kind in (None, each["kind"])]
        return {
            "devices": sorted(found, key=lambda each: (each["room"], each["name"], each["device_id"])),
            "heating": [self._heated(each) for each in sorted(self._world["heating"]) if room in (None, each)],
            "alarm": self._world["alarm"]["mode"],
        }

    @effect("idempotent")
    def switch_device(self, device_id: DeviceId, room: Room, on: bool) -> world.Switched | Failure:
        """Switch one light, plug or blind on or off; a blind that is on is down.

        Args:
            device_id: Id of the device, such as DEV-2853.
            room: Room that it is in, as a check.
            on: Whether it shall be on.

        Returns:
            The device.

        Errors:
            no room '.*', only .*: The room is unknown.
            no device '.*': The id is unknown.
            device '.*' is not in '.*': The device is in another room.

        Examples:
            >>> switch_device(device_id="DEV-7164", room="gabinet", on=True)
            {'devices': [{'device_id': 'DEV-7164', 'name': 'Drukarka', 'room': 'gabinet', 'kind': 'plug', 'on': True,
             'level': None}]}
            >>> switch_device(device_id="DEV-7164", room="salon", on=True)
            {'error': "device 'DEV-7164' is not in 'salon'"}

        See Also:
            switch_room_lights: For all lights of a room.
            set_light_level: For how bright a light is.
            schedule_device: Switches it at a time of chosen weekdays.
        """
        if problem := self._device_problem(device_id, room):
            return failure(problem)
        self._world["devices"][device_id]["on"] = on
        return {"devices": [self._device(device_id)]}

    @effect("idempotent")
    def switch_room_lights(self, room: Room, on: bool) -> world.Switched | Failure:
        """Switch all lights of a room on or off; plugs and blinds stay as they are.

        Args:
            room: The room, as it is named in the house, such as kuchnia.
            on: Whether they shall be on.

        Returns:
            The lights.

        Errors:
            no room '.*', only .*: The room is unknown.
            '.*' has no lights: There is nothing to switch.

        Examples:
            >>> switch_room_lights(room="gabinet", on=False)
            {'devices': [{'device_id': 'DEV-2853', 'name': 'Lampka', 'room': 'gabinet', 'kind': 'dimmable_light',
             'on': False, 'level': 70}]}
            >>> switch_room_lights(room="Gabinet", on=False)
            {'error': "no room 'Gabinet', only gabinet, garaż, kuchnia, ogród, pokój Zosi, salon, sypialnia, łazienka"}

        See Also:
            switch_device: For one device of any kind.
            run_scene: For several devices in different ways.
        """
        if problem := self._room_problem(room):
            return failure(problem)
        lights = self._lights(room)
        if not lights:
            return failure(f"{room!r} has no lights")
        for each in lights:
            self._world["devices"][each]["on"] = on
        return {"devices": [self._device(each) for each in lights]}

    @effect("idempotent")
    def set_light_level(self, device_id: DeviceId, room: Room, percent: Percent) -> world.Switched | Failure:
        """Set how bright a light is that can be dimmed, and switch it on.

        Args:
            device_id: Id of the light, such as DEV-2853.
            room: Room that it is in, as a check.
            percent: Brightness in percent.

        Returns:
            The light.

        Errors:
            no room '.*', only .*: The room is unknown.
            no device '.*': The id is unknown.
            device '.*' is not in '.*': The device is in another room.
            device '.*' is a .* and cannot be dimmed: Its kind is not dimmable_light.

        Examples:
            >>> set_light_level(device_id="DEV-2853", room="gabinet", percent=35)
            {'devices': [{'device_id': 'DEV-2853', 'name': 'Lampka', 'room': 'gabinet', 'kind': 'dimmable_light',
             'on': True, 'level': 35}]}
            >>> set_light_level(device_id="DEV-7164", room="gabinet", percent=35)
            {'error': "device 'DEV-7164' is a plug and cannot be dimmed"}

        See Also:
            switch_device: Switches it off, or on at the level that it had.
        """
        if problem := self._device_problem(device_id, room):
            return failure(problem)
        device = self._world["devices"][device_id]
        if device["kind"] != "dimmable_light":
            return failure(f"device {device_id!r} is a {device['kind']} and cannot be dimmed")
        device.update({"on": True, "level": percent})
        return {"devices": [self._device(device_id)]}

    @effect("idempotent")
    def set_thermostat(self, room: Room, celsius: Celsius) -> world.HeatedRoom | Failure:
        """Set the temperature that a room is heated to from now on; a boost ends.

        Args:
            room: The room, as it is named in the house, such as kuchnia.
            celsius: Temperature in degrees Celsius, in steps of 0.5, within what the room allows.

        Returns:
            The room's heating.

        Errors:
            no room '.*', only .*: The room is unknown.
            '.*' has no thermostat: The room is not heated.
            '.*' is heated to .* to .* °C, not .*: The temperature is too low or too high for the room.

        Examples:
            >>> set_thermostat(room="gabinet", celsius=19)
            {'room': 'gabinet', 'measured': 20.4, 'target': 19, 'boost_until': None, 'window_open': False}
            >>> set_thermostat(room="gabinet", celsius=29)
            {'error': "'gabinet' is heated to 16.0 to 24.0 °C, not 29"}

        See Also:
            boost_heating: Heats more for a while only.
        """
        if problem := self._heating_problem(room, celsius):
            return failure(problem)
        self._world["heating"][room].update({"target": celsius, "boost_until": None, "boost_target": None})
        return self._heated(room)

    @effect("idempotent")
    def boost_heating(self, room: Room, celsius: Celsius, minutes: Minutes) -> world.HeatedRoom | Failure:
        """Heat a room more for a while; then it goes back to its usual temperature by itself.

        Args:
            room: The room, as it is named in the house, such as kuchnia.
            celsius: Temperature in degrees Celsius, in steps of 0.5, above the usual one.
            minutes: How long, in steps of 15 minutes.

        Returns:
            The room's heating.

        Errors:
            no room '.*', only .*: The room is unknown.
            '.*' has no thermostat: The room is not heated.
            '.*' is heated to .* to .* °C, not .*: The temperature is too low or too high for the room.
            '.*' is set to .* °C, no less than .*: It would not be heated more.
            '.*' has a window open; close it first: Heat would be wasted.

        Examples:
            >>> boost_heating(room="łazienka", celsius=24.5, minutes=45)
            {'room': 'łazienka', 'measured': 21.1, 'target': 24.5, 'boost_until': '2025-12-05T07:25:00+01:00',
             'window_open': False}
            >>> boost_heating(room="sypialnia", celsius=21, minutes=45)
            {'error': "'sypialnia' has a window open; close it first"}

        See Also:
            set_thermostat: Changes the usual temperature.
        """
        if problem := self._heating_problem(room, celsius):
            return failure(problem)
        heating = self._world["heating"][room]
        if celsius <= heating["target"]:
            return failure(f"{room!r} is set to {heating['target']} °C, no less than {celsius}")
        if heating["window_open"]:
            return failure(f"{room!r} has a window open; close it first")
        until = datetime.fromisoformat(self._world["now"]) + timedelta(minutes=minutes)
        heating.update({"boost_target": celsius, "boost_until": until.isoformat()})
        return self._heated(room)

    @effect("idempotent")
    def set_home_alarm(self, mode: AlarmMode, code: Code) -> world.Alarm | Failure:
        """Switch the alarm off, or set it for people at home or for an empty house.

        Args:
            mode: off; home guards doors and windows; away also watches for movement inside.
            code: Four-digit code of the house.

        Returns:
            How the alarm is set.

        Errors:
            the code is wrong: The code is another one.
            a window is open in .*; close it first: The alarm would go off at once.

        Examples:
            >>> set_home_alarm(mode="off", code="7305")
            {'alarm': 'off'}
            >>> set_home_alarm(mode="away", code="7305")
            {'error': 'a window is open in sypialnia; close it first'}
        """
        alarm = self._world["alarm"]
        if alarm["code"] != code:
            return failure("the code is wrong")
        opened = sorted(room for room, heating in self._world["heating"].items() if heating["window_open"])
        if opened and mode != "off":
            return failure(f"a window is open in {', '.join(opened)}; close it first")
        alarm["mode"] = mode
        return {"alarm": mode}

    def _lights(self, room: str) -> list[str]:
        devices = self._world["devices"].items()
        return sorted(key for key, each in devices if each["room"] == room and each["kind"].endswith("light"))
