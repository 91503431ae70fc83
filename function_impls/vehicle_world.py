"""What a fleet of cars tells and obeys, and what is unsafe. No functions of the catalog."""

from __future__ import annotations

import copy
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Format, Length, Pattern, Range
from function_impls.geography import distance_between
from function_impls.model import Json
from function_impls.worlds import Count, read_world, sound

Plate: TypeAlias = Annotated[str, Pattern(r"^[A-Z]{2,3} [0-9A-Z]{4,5}$")]
Pin: TypeAlias = Annotated[str, Pattern(r"^[0-9]{4}$")]
Door: TypeAlias = Literal["front_left", "front_right", "rear_left", "rear_right", "boot"]
Doors: TypeAlias = Annotated[list[Door], Length(minimum=1, maximum=5, unique=True)]
DoorState: TypeAlias = Literal["locked", "closed", "open"]
Celsius: TypeAlias = Annotated[float, Range(minimum=16, maximum=28, step=0.5)]
Place: TypeAlias = Annotated[str, Length(minimum=3, maximum=60)]
Percent: TypeAlias = Annotated[int, Range(minimum=50, maximum=100, step=5)]
Clock: TypeAlias = Annotated[str, Pattern(r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Wheel: TypeAlias = Literal["front_left", "front_right", "rear_left", "rear_right"]
Drive: TypeAlias = Literal["electric", "petrol"]

LEAST_PERCENT = 3
CLIMATE_PERCENT = 20


class DoorView(TypedDict):
    """A door or the boot; closed ones can be opened from outside, locked ones cannot."""

    door: Door
    state: DoorState


class VehicleStatus(TypedDict):
    """What a car tells; ``percent`` is of the battery or tank, ``cabin`` the set temperature, null where it is off."""

    plate: str
    model: str
    drive: Drive
    started: bool
    speed_kmh: int
    percent: int
    range_km: int
    plugged_in: bool
    charging_until: str | None
    cabin: float | None
    doors: list[DoorView]
    route: list[str]


class DoorsAfter(TypedDict):
    """All doors after a change."""

    plate: str
    doors: list[DoorView]


class Started(TypedDict):
    """Whether a car can drive off."""

    plate: str
    started: bool


class Cabin(TypedDict):
    """What the climate control holds, in degrees Celsius."""

    plate: str
    celsius: float


class Route(TypedDict):
    """Where a car leads its driver; the distance is as the crow flies from where it stands, over all stops."""

    plate: str
    stops: list[str]
    distance_km: float
    within_range: bool


class Tyre(TypedDict):
    """The pressure of a tyre, and how much is to be let in (or, if negative, out) in bar."""

    wheel: Wheel
    bar: float
    missing_bar: float


class Tyres(TypedDict):
    """The tyres of a car, at a certain load, and whether all are right to 0.2 bar."""

    plate: str
    tyres: list[Tyre]
    all_right: bool


class Charging(TypedDict):
    """When a car charges, and up to how many percent of its battery."""

    plate: str
    starts: str
    ends: str
    limit_percent: int


class Stopped(TypedDict):
    """A car that charges no more, and how full it is."""

    plate: str
    percent: int


class _Charge(TypedDict):
    starts: Annotated[str, Format("date-time")]
    ends: Annotated[str, Format("date-time")]
    limit_percent: Count


class Vehicle(TypedDict):
    """A car as the state has it."""

    model: str
    drive: Drive
    pin: Pin
    started: bool
    gear: Literal["P", "R", "N", "D"]
    speed_kmh: Count
    percent: Annotated[int, Range(minimum=0, maximum=100)]
    full_range_km: Count
    battery_kwh: Count
    plugged_kw: Count
    charge: _Charge | None
    cabin: float | None
    doors: dict[Door, DoorState]
    place: str
    route: list[str]
    tyres_bar: dict[Wheel, float]
    normal_bar: float
    loaded_bar: float


class _Point(TypedDict):
    latitude: float
    longitude: float


class _State(TypedDict):
    now: Annotated[str, Format("date-time")]
    vehicles: dict[str, Vehicle]
    places: dict[str, _Point]


class VehicleWorld:
    """A fleet of cars; state is ``{"now", "vehicles": {plate: …}, "places": {name: {"latitude", "longitude"}}}``.

    ``plugged_kw`` is the power of the charger that the car is plugged into, 0 where it is not plugged in.
    """

    def __init__(self) -> None:
        self.load_state(read_world("vehicle"))

    def load_state(self, state: Json) -> None:
        """Replace everything. Raises ValueError where a car stands or leads to an unknown place, or lacks a door."""
        world: _State = sound(state, _State)
        for plate, vehicle in world["vehicles"].items():
            if unknown := sorted({vehicle["place"], *vehicle["route"]} - world["places"].keys()):
                raise ValueError(f"the state's vehicle {plate!r} names the place {unknown[0]!r}, which is unknown")
            if len(vehicle["doors"]) != 5 or len(vehicle["tyres_bar"]) != 4:
                raise ValueError(f"the state's vehicle {plate!r} must have 5 doors, the boot included, and 4 tyres")
        self._world = world

    def dump_state(self) -> Json:
        """Give the whole state, as ``load_state`` takes it."""
        return copy.deepcopy(self._world)

    def _plate_problem(self, plate: str) -> str | None:
        return None if plate in self._world["vehicles"] else f"no vehicle {plate!r}"

    def _pin_problem(self, plate: str, pin: str) -> str | None:
        if problem := self._plate_problem(plate):
            return problem
        return None if self._world["vehicles"][plate]["pin"] == pin else f"the PIN of {plate!r} is another one"

    def _start_problem(self, plate: str) -> str | None:
        """Why the car may not be started."""
        vehicle = self._world["vehicles"][plate]
        if vehicle["started"]:
            return f"{plate!r} is started already"
        if opened := [door for door, state in vehicle["doors"].items() if state == "open"]:
            return f"{plate!r} has {opened[0]} open; close it first"
        if vehicle["gear"] != "P":
            return f"{plate!r} is in gear {vehicle['gear']}; it starts in P only"
        if vehicle["plugged_kw"]:
            return f"{plate!r} is plugged in; unplug it first"
        low = vehicle["percent"] < LEAST_PERCENT
        return f"{plate!r} is down to {vehicle['percent']} %, less than {LEAST_PERCENT} %" if low else None

    def _charge_problem(self, plate: str, limit_percent: int) -> str | None:
        """Why the car cannot be charged."""
        if problem := self._plate_problem(plate):
            return problem
        vehicle = self._world["vehicles"][plate]
        if vehicle["drive"] != "electric":
            return f"{plate!r} has a petrol engine"
        if not vehicle["plugged_kw"]:
            return f"{plate!r} is not plugged in"
        if vehicle["charge"] is not None:
            return f"{plate!r} charges from {vehicle['charge']['starts']} already; stop that first"
        held = vehicle["percent"]
        return f"{plate!r} holds {held} %, no less than {limit_percent} %" if held >= limit_percent else None

    def _charge(self, plate: str, starts: datetime, limit_percent: int) -> Charging:
        ends = starts + timedelta(minutes=self._minutes(plate, limit_percent))
        charge: _Charge = {"starts": starts.isoformat(), "ends": ends.isoformat(), "limit_percent": limit_percent}
        self._world["vehicles"][plate]["charge"] = charge
        return {"plate": plate, **charge}

    def _minutes(self, plate: str, limit_percent: int) -> int:
        """How long it takes to charge up to a limit, in whole minutes upwards."""
        vehicle = self._world["vehicles"][plate]
        return -(-(limit_percent - vehicle["percent"]) * vehicle["battery_kwh"] * 60 // (100 * vehicle["plugged_kw"]))

    def _now(self) -> datetime:
        return datetime.fromisoformat(self._world["now"])

    def _next(self, clock: str, after: datetime) -> datetime:
        """The next time that a clock shows this, later than ``after``."""
        moment = after.replace(hour=int(clock[:2]), minute=int(clock[3:]), second=0, microsecond=0)
        return moment if moment > after else moment + timedelta(days=1)

    def _place_problem(self, place: str) -> str | None:
        if place in self._world["places"]:
            return None
        near = sorted(each for each in self._world["places"] if place.casefold() in each.casefold())
        return f"no place {place!r}; " + (f"did you mean {' or '.join(near)}?" if near else "use its full name")

    def _doors(self, plate: str) -> list[DoorView]:
        return [{"door": door, "state": state} for door, state in self._world["vehicles"][plate]["doors"].items()]

    def _range_km(self, plate: str) -> int:
        vehicle = self._world["vehicles"][plate]
        return vehicle["full_range_km"] * vehicle["percent"] // 100

    def _route(self, plate: str) -> Route:
        vehicle, places = self._world["vehicles"][plate], self._world["places"]
        points = [places[each] for each in (vehicle["place"], *vehicle["route"])]
        legs = [
            distance_between(
                {"latitude": start["latitude"], "longitude": start["longitude"]},
                {"latitude": end["latitude"], "longitude": end["longitude"]},
            )
            for start, end in pairwise(points)
        ]
        distance = round(sum(legs), 1)
        return {
            "plate": plate,
            "stops": list(vehicle["route"]),
            "distance_km": distance,
            "within_range": distance <= self._range_km(plate),
        }
