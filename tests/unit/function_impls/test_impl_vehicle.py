"""The cars. Distances by the spherical law of cosines, charging by E = P t (ISO 80000-4)."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from math import acos, cos, radians, sin
from typing import Any

import pytest

from function_impls.vehicle import VehicleControl

ALL = ["front_left", "front_right", "rear_left", "rear_right", "boot"]
KRAKOW, WARSZAWA, POZNAN, GDANSK = "KR 7HJ42", "WX 30518", "PO 8KM61", "GD 519LT"
WROCLAW, LUBLIN, LODZ, SZCZECIN = "DW 64N8C", "LU 2V905", "EL 91R7K", "SZ 4408F"


@pytest.fixture
def cars() -> Any:
    return VehicleControl()


def changed(cars: Any, plate: str, **fields: Any) -> Any:
    state = cars.dump_state()
    state["vehicles"][plate].update(fields)
    cars.load_state(state)
    return cars


def kilometres(cars: Any, *names: str) -> float:
    points = [cars.dump_state()["places"][name] for name in names]
    total = 0.0
    for start, end in pairwise(points):
        north, other = radians(start["latitude"]), radians(end["latitude"])
        turn = radians(end["longitude"] - start["longitude"])
        total += acos(sin(north) * sin(other) + cos(north) * cos(other) * cos(turn)) * 6371.0088
    return total


@pytest.mark.parametrize("place", ["Morskie Oko, Zakopane", "Molo, Sopot", "Pałac Branickich, Białystok"])
def test_destination_is_as_far_as_the_crow_flies(cars: Any, place: str) -> None:
    route = cars.set_destination(KRAKOW, place)

    assert route["distance_km"] == pytest.approx(kilometres(cars, "Wawel, Kraków", place), abs=0.06)
    assert route["within_range"] == (route["distance_km"] <= 0.72 * 420)


def test_stops_come_where_they_are_put(cars: Any) -> None:
    cars.add_route_stop(GDANSK, "Rynek, Toruń")
    route = cars.add_route_stop(GDANSK, "Manufaktura, Łódź", before=2)

    assert route["stops"] == ["Rynek, Toruń", "Manufaktura, Łódź", "Stary Browar, Poznań"]
    assert route["distance_km"] == pytest.approx(kilometres(cars, "Dworzec Główny, Gdańsk", *route["stops"]), abs=0.06)


def test_new_destination_drops_the_stops(cars: Any) -> None:
    cars.add_route_stop(GDANSK, "Rynek, Toruń")

    assert cars.set_destination(GDANSK, "Molo, Sopot")["stops"] == ["Molo, Sopot"]


@pytest.mark.parametrize("limit", [75, 85, 90, 100])
@pytest.mark.parametrize("kilowatts", [11, 22, 150])
def test_charging_lasts_energy_by_power(cars: Any, limit: int, kilowatts: int) -> None:
    charging = changed(cars, KRAKOW, plugged_kw=kilowatts).start_charging(KRAKOW, limit)
    lasts = datetime.fromisoformat(charging["ends"]) - datetime.fromisoformat(charging["starts"])
    minutes = (limit - 72) / 100 * 77 / kilowatts * 60

    assert 0 <= lasts.total_seconds() / 60 - minutes < 1


def test_scheduled_charging_of_a_clock_time_that_is_over_is_for_tomorrow(cars: Any) -> None:
    assert cars.schedule_charging(KRAKOW, "18:40", "19:30", 80)["starts"] == "2025-11-04T18:40:00+01:00"


def test_charging_can_be_stopped_and_begun_again(cars: Any) -> None:
    assert "stop that first" in cars.start_charging(LUBLIN, 80)["error"]
    cars.stop_charging(LUBLIN)
    assert cars.start_charging(LUBLIN, 80)["limit_percent"] == 80
    assert cars.get_vehicle_status(LUBLIN)["charging_until"] is not None


def test_unlocked_doors_are_closed_and_open_ones_stay_open(cars: Any) -> None:
    states = {each["door"]: each["state"] for each in cars.unlock_doors(WARSZAWA, ALL, "6094")["doors"]}

    assert states == {**dict.fromkeys(ALL, "closed"), "boot": "open"}


def test_unlocking_and_locking_gives_the_same_doors(cars: Any) -> None:
    before = cars.get_vehicle_status(KRAKOW)["doors"]
    cars.unlock_doors(KRAKOW, ALL, "4817")

    assert cars.lock_doors(KRAKOW, ALL)["doors"] == before


def test_car_starts_and_stops(cars: Any) -> None:
    cars.start_vehicle(POZNAN, "2750")

    assert cars.get_vehicle_status(POZNAN)["started"]
    assert cars.stop_vehicle(POZNAN) == {"plate": POZNAN, "started": False}


# Recommended pressures as on the sticker in the door; 0.2 bar of tolerance as in check_tyre_pressures
@pytest.mark.parametrize(
    ("plate", "load", "right"), [(WROCLAW, "normal", True), (WROCLAW, "full", False), (LUBLIN, "normal", True)]
)
def test_tyres_are_right_to_a_fifth_of_a_bar(cars: Any, plate: str, load: str, right: bool) -> None:
    assert cars.check_tyre_pressures(plate, load)["all_right"] == right


@pytest.mark.parametrize(
    ("tool", "arguments", "part"),
    [
        ("get_vehicle_status", ("KR 7HJ43",), "no vehicle"),
        ("lock_doors", (WARSZAWA, ALL), "boot open"),
        ("unlock_doors", (WROCLAW, ["boot"], "3386"), "moves at 52 km/h"),
        ("unlock_doors", (KRAKOW, ["boot"], "4818"), "the PIN"),
        ("start_vehicle", (KRAKOW, "4817"), "plugged in"),
        ("start_vehicle", (LODZ, "5208"), "down to 2 %"),
        ("start_vehicle", (SZCZECIN, "1679"), "in gear R"),
        ("start_vehicle", (GDANSK, "9163"), "started already"),
        ("stop_vehicle", (KRAKOW,), "is not started"),
        ("set_cabin_temperature", (LUBLIN, 21), "less than 20 %"),
        ("set_destination", (KRAKOW, "Wawel, Kraków"), "already"),
        ("set_destination", (KRAKOW, "Wawel, Krakow"), "no place"),
        ("add_route_stop", (GDANSK, "Stary Browar, Poznań"), "already"),
        ("add_route_stop", (GDANSK, "Rynek, Toruń", 2), "has 1 stops, no 2"),
        ("check_tyre_pressures", ("XX 00000",), "no vehicle"),
        ("start_charging", (GDANSK, 80), "petrol"),
        ("start_charging", (KRAKOW, 70), "holds 72 %, no less than 70 %"),
        ("schedule_charging", (POZNAN, "23:00", "06:00", 80), "not plugged in"),
        ("schedule_charging", (LUBLIN, "23:00", "06:00", 80), "stop that first"),
        ("stop_charging", (POZNAN,), "does not charge"),
    ],
)
def test_refused_step_changes_nothing(cars: Any, tool: str, arguments: tuple[Any, ...], part: str) -> None:
    before = cars.dump_state()

    assert part in getattr(cars, tool)(*arguments)["error"]
    assert cars.dump_state() == before


@pytest.mark.parametrize("fields", [{"place": "Atlantyda"}, {"doors": {}}, {"percent": 101}, {"pin": "12"}])
def test_unsound_state_is_refused(cars: Any, fields: Any) -> None:
    with pytest.raises(ValueError, match="state"):
        changed(cars, KRAKOW, **fields)
