"""The house. What shall happen is written out by hand from its seeded state, data/smart_home.json."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from function_impls.smart_home import SmartHome


@pytest.fixture
def home() -> Any:
    return SmartHome()


def lit(home: Any) -> set[str]:
    return {each["device_id"] for each in home.list_home_devices()["devices"] if each["on"]}


def at(home: Any, moment: str) -> Any:
    home.load_state({**home.dump_state(), "now": moment})
    return home


def test_room_lights_leave_plugs_and_blinds_alone(home: Any) -> None:
    home.switch_room_lights("salon", True)
    assert {"DEV-1482", "DEV-1975", "DEV-2306"} < lit(home)
    home.switch_room_lights("salon", False)
    assert not {"DEV-1482", "DEV-1975"} & lit(home)
    assert "DEV-2306" in lit(home)


def test_one_device_is_switched(home: Any) -> None:
    before = lit(home)
    home.switch_device("DEV-9381", "garaż", True)

    assert lit(home) - before == {"DEV-9381"}


def test_dimming_switches_on_and_switching_keeps_the_level(home: Any) -> None:
    home.set_light_level("DEV-5093", "kuchnia", 5)

    assert home.switch_device("DEV-5093", "kuchnia", False)["devices"][0]["level"] == 5


def test_boost_ends_by_itself(home: Any) -> None:
    until = home.boost_heating("salon", 23, 120)["boost_until"]
    start = datetime.fromisoformat("2025-12-05T06:40:00+01:00")

    assert datetime.fromisoformat(until) - start == timedelta(hours=2)
    before, after = "2025-12-05T08:39:59+01:00", until
    assert at(home, before).list_home_devices("salon")["heating"][0]["target"] == 23
    assert at(home, after).list_home_devices("salon")["heating"][0]["target"] == 21.5


def test_thermostat_ends_a_boost(home: Any) -> None:
    home.boost_heating("salon", 23, 120)

    assert home.set_thermostat("salon", 20)["boost_until"] is None


def test_saved_scene_brings_the_room_back(home: Any) -> None:
    before = home.list_home_devices("salon")["devices"]
    home.save_scene("moja", "salon")
    home.run_scene("wieczór filmowy")
    assert home.list_home_devices("salon")["devices"] != before
    home.run_scene("moja")

    assert home.list_home_devices("salon")["devices"] == before


def test_alarm_is_set_when_the_window_is_closed(home: Any) -> None:
    state = home.dump_state()
    state["heating"]["sypialnia"]["window_open"] = False
    home.load_state(state)

    assert home.set_home_alarm("away", "7305") == {"alarm": "away"}
    assert home.list_home_devices()["alarm"] == "away"


def test_schedule_can_be_paused_resumed_and_deleted(home: Any) -> None:
    made = home.schedule_device("DEV-4630", "kuchnia", "06:30", ["sat", "sun"], True)
    which = (made["schedule_id"], "DEV-4630")

    assert home.pause_device_schedule(*which)["paused"]
    assert not home.resume_device_schedule(*which)["paused"]
    assert home.delete_device_schedule(*which) == {"schedule_id": which[0], "device_id": which[1]}
    assert "no schedule" in home.delete_device_schedule(*which)["error"]


def test_devices_are_listed_by_kind(home: Any) -> None:
    blinds = home.list_home_devices(kind="blind")["devices"]

    assert [each["device_id"] for each in blinds] == ["DEV-8246", "DEV-2541", "DEV-5761"]


@pytest.mark.parametrize(
    ("tool", "arguments", "part"),
    [
        ("list_home_devices", ("taras",), "no room"),
        ("switch_device", ("DEV-1483", "salon", True), "no device"),
        ("switch_device", ("DEV-1482", "kuchnia", True), "is not in 'kuchnia'"),
        ("switch_room_lights", ("taras", True), "no room"),
        ("set_light_level", ("DEV-4817", "kuchnia", 50), "is a light and cannot be dimmed"),
        ("set_thermostat", ("garaż", 20), "has no thermostat"),
        ("set_thermostat", ("łazienka", 27.5), "heated to 18.0 to 27.0"),
        ("boost_heating", ("salon", 21.5, 30), "no less than 21.5"),
        ("boost_heating", ("sypialnia", 20, 30), "window open"),
        ("set_home_alarm", ("off", "7306"), "code is wrong"),
        ("set_home_alarm", ("home", "7305"), "window is open in sypialnia"),
        ("run_scene", ("wyjscie",), "no scene"),
        ("save_scene", ("wyjście", "salon"), "exists already"),
        ("schedule_device", ("DEV-4630", "kuchnia", "06:30", ["fri"], False), "on fri already"),
        ("pause_device_schedule", ("SCH-7460", "DEV-6308"), "paused already"),
        ("pause_device_schedule", ("SCH-5821", "DEV-6308"), "no schedule"),
        ("resume_device_schedule", ("SCH-5821", "DEV-4630"), "not paused"),
        ("resume_device_schedule", ("SCH-5820", "DEV-4630"), "no schedule"),
    ],
)
def test_refused_step_changes_nothing(home: Any, tool: str, arguments: tuple[Any, ...], part: str) -> None:
    before = home.dump_state()

    assert part in getattr(home, tool)(*arguments)["error"]
    assert home.dump_state() == before


@pytest.mark.parametrize(
    "change",
    [
        {"scenes": {"x": {"DEV-0000": {"on": True, "level": None}}}},
        {"alarm": {"mode": "on", "code": "1234"}},
        {"now": "2025-12-05T06:40:00"},
        {"devices": {"DEV-1482": {"name": "A", "room": "b", "kind": "plug", "on": True, "level": 5}}, "scenes": {}},
    ],
)
def test_unsound_state_is_refused(home: Any, change: Any) -> None:
    with pytest.raises(ValueError, match="state"):
        home.load_state({**home.dump_state(), **change})


def test_dimmable_device_needs_a_level(home: Any) -> None:
    state = home.dump_state()
    state["devices"]["DEV-1482"]["level"] = None

    with pytest.raises(ValueError, match="must have a level"):
        home.load_state(state)
