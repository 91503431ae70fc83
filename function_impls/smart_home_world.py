"""What a house with remote control holds, and what its devices refuse. No functions of the catalog."""

from __future__ import annotations

import copy
from datetime import datetime
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Format, Length, Pattern, Range
from function_impls.model import Json
from function_impls.worlds import read_world, sound

Room: TypeAlias = Annotated[str, Length(minimum=3, maximum=30)]
DeviceId: TypeAlias = Annotated[str, Pattern(r"^DEV-[0-9]{4}$")]
ScheduleId: TypeAlias = Annotated[str, Pattern(r"^SCH-[0-9]{4}$")]
Kind: TypeAlias = Literal["light", "dimmable_light", "plug", "blind"]
Percent: TypeAlias = Annotated[int, Range(minimum=1, maximum=100)]
Celsius: TypeAlias = Annotated[float, Range(minimum=5, maximum=30, step=0.5)]
Minutes: TypeAlias = Annotated[int, Range(minimum=15, maximum=180, step=15)]
Clock: TypeAlias = Annotated[str, Pattern(r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Weekday: TypeAlias = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Weekdays: TypeAlias = Annotated[list[Weekday], Length(minimum=1, maximum=7, unique=True)]
SceneName: TypeAlias = Annotated[str, Length(minimum=3, maximum=30)]
Code: TypeAlias = Annotated[str, Pattern(r"^[0-9]{4}$")]
AlarmMode: TypeAlias = Literal["off", "home", "away"]


class Device(TypedDict):
    """A device; ``level`` is its brightness in percent, null where it cannot be dimmed. A blind that is on is down."""

    device_id: str
    name: str
    room: str
    kind: Kind
    on: bool
    level: int | None


class HeatedRoom(TypedDict):
    """A room with a thermostat, in degrees Celsius; ``boost_until`` is set while it is heated more for a while."""

    room: str
    measured: float
    target: float
    boost_until: str | None
    window_open: bool


class Devices(TypedDict):
    """Devices by room and name, heated rooms, and how the alarm is set."""

    devices: list[Device]
    heating: list[HeatedRoom]
    alarm: AlarmMode


class Switched(TypedDict):
    """The devices of which something was asked, as they are now."""

    devices: list[Device]


class SavedScene(TypedDict):
    """A new scene and how many devices belong to it."""

    scene: str
    devices: int


class Schedule(TypedDict):
    """When a device is switched each week."""

    schedule_id: str
    device_id: str
    time: str
    weekdays: list[Weekday]
    on: bool
    paused: bool


class Deleted(TypedDict):
    """A schedule that is gone."""

    schedule_id: str
    device_id: str


class Alarm(TypedDict):
    """How the alarm is set."""

    alarm: AlarmMode


class _Device(TypedDict):
    name: str
    room: str
    kind: Kind
    on: bool
    level: int | None


class _Heating(TypedDict):
    measured: float
    target: float
    lowest: float
    highest: float
    boost_until: Annotated[str, Format("date-time")] | None
    boost_target: float | None
    window_open: bool


class _Setting(TypedDict):
    on: bool
    level: int | None


class _Schedule(TypedDict):
    device_id: str
    time: Clock
    weekdays: list[Weekday]
    on: bool
    paused: bool


class _Alarm(TypedDict):
    mode: AlarmMode
    code: Code


class _State(TypedDict):
    now: Annotated[str, Format("date-time")]
    devices: dict[str, _Device]
    heating: dict[str, _Heating]
    scenes: dict[str, dict[str, _Setting]]
    schedules: dict[str, _Schedule]
    alarm: _Alarm


class HomeWorld:
    """A house; state is ``{"now", "devices", "heating", "scenes", "schedules", "alarm"}``, by id, room, name, id."""

    def __init__(self) -> None:
        self.load_state(read_world("smart_home"))

    def load_state(self, state: Json) -> None:
        """Replace everything. Raises ValueError where a scene or schedule names a device that is not there."""
        world: _State = sound(state, _State)
        named = {device for scene in world["scenes"].values() for device in scene}
        named |= {schedule["device_id"] for schedule in world["schedules"].values()}
        if unknown := sorted(named - world["devices"].keys()):
            raise ValueError(f"the state names the device {unknown[0]!r}, which is not there")
        for device_id, device in world["devices"].items():
            if (device["level"] is not None) != (device["kind"] == "dimmable_light"):
                raise ValueError(f"the state's device {device_id!r} must have a level just where it can be dimmed")
        self._world = world

    def dump_state(self) -> Json:
        """Give the whole state, as ``load_state`` takes it."""
        return copy.deepcopy(self._world)

    def _rooms(self) -> list[str]:
        return sorted({*self._world["heating"], *(device["room"] for device in self._world["devices"].values())})

    def _room_problem(self, room: str) -> str | None:
        return None if room in self._rooms() else f"no room {room!r}, only {', '.join(self._rooms())}"

    def _device_problem(self, device_id: str, room: str) -> str | None:
        if problem := self._room_problem(room):
            return problem
        device = self._world["devices"].get(device_id)
        if device is None:
            return f"no device {device_id!r}"
        return None if device["room"] == room else f"device {device_id!r} is not in {room!r}"

    def _heating_problem(self, room: str, celsius: float) -> str | None:
        """Why a room cannot be heated to so many degrees."""
        if problem := self._room_problem(room):
            return problem
        heating = self._world["heating"].get(room)
        if heating is None:
            return f"{room!r} has no thermostat"
        low, high = heating["lowest"], heating["highest"]
        return None if low <= celsius <= high else f"{room!r} is heated to {low} to {high} °C, not {celsius}"

    def _schedule_problem(self, schedule_id: str, device_id: str) -> str | None:
        schedule = self._world["schedules"].get(schedule_id)
        agreed = schedule is not None and schedule["device_id"] == device_id
        return None if agreed else f"no schedule {schedule_id!r} for the device {device_id!r}"

    def _device(self, device_id: str) -> Device:
        return {"device_id": device_id, **self._world["devices"][device_id]}

    def _schedule(self, schedule_id: str) -> Schedule:
        schedule = self._world["schedules"][schedule_id]
        return {"schedule_id": schedule_id, **schedule, "weekdays": list(schedule["weekdays"])}

    def _heated(self, room: str) -> HeatedRoom:
        heating = self._world["heating"][room]
        boosted = self._is_boosted(room)
        target = heating["boost_target"] if boosted else None
        return {
            "room": room,
            "measured": heating["measured"],
            "target": heating["target"] if target is None else target,
            "boost_until": heating["boost_until"] if boosted else None,
            "window_open": heating["window_open"],
        }

    def _is_boosted(self, room: str) -> bool:
        until = self._world["heating"][room]["boost_until"]
        return until is not None and datetime.fromisoformat(until) > datetime.fromisoformat(self._world["now"])
