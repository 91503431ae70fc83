"""The made-up timetable: times go forward, searches agree with the trains' stops, fares follow the stated rule."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest

from function_impls import trains
from function_impls.city_table import CITIES
from function_impls.gazetteer import measure_city_distance
from function_impls.road_graph import TRAINS

PER_KM = {"EIP": Decimal("0.48"), "IC": Decimal("0.31"), "EC": Decimal("0.37"), "TLK": Decimal("0.25")}


def test_every_train_goes_forward_in_time_between_known_cities() -> None:
    known = {city.name for city in CITIES}
    assert len({train.number for train in TRAINS}) == len(TRAINS)
    for train in TRAINS:
        assert train.number.startswith(train.category)
        assert {stop.city for stop in train.stops} <= known
        for one, following in zip(train.stops, train.stops[1:], strict=False):
            hours = (following.arrives - one.departs) / 60
            assert 20 < measure_city_distance(one.city, following.city) / hours < 200 or hours < 0.4


def test_search_finds_what_the_stops_say() -> None:
    for train in TRAINS:
        stops = trains.describe_train(train.number)
        assert (stops[0]["arrives"], stops[-1]["departs"]) == (None, None)
        found = trains.search_trains(stops[0]["city"], stops[-1]["city"], stops[0]["departs"] or "", train.category)  # type: ignore[arg-type]  # one of them
        assert found[0]["train_number"] == train.number
        assert (found[0]["departs"], found[0]["arrives"]) == (stops[0]["departs"], stops[-1]["arrives"])


def test_search_looks_at_direction_time_and_category() -> None:
    assert [each["train_number"] for each in trains.search_trains("Warsaw", "Krakow")] == ["EIP-3127", "EIP-3143"]
    assert [each["train_number"] for each in trains.search_trains("Kraków", "Warszawa")] == ["EIP-3160"]
    assert trains.search_trains("Krakow", "Warsaw", "07:00") == []
    assert trains.search_trains("Krakow", "Warsaw", category="IC") == []


@pytest.mark.parametrize(
    ("number", "start", "end", "travel_class", "discount", "share"),
    [
        ("EIP-3104", "Warsaw", "Katowice", "second", "none", "1"),
        ("EIP-3104", "Warsaw", "Katowice", "first", "student", "0.735"),
        ("TLK-5710", "Gdańsk", "Olsztyn", "second", "senior", "0.70"),
        ("EC-1016", "Katowice", "Vienna", "second", "child", "0.63"),
    ],
)
def test_fare_is_kilometres_times_rate(
    number: str, start: str, end: str, travel_class: str, discount: str, share: str
) -> None:
    kilometres = round(measure_city_distance(start, end))
    price = (kilometres * PER_KM[number.partition("-")[0]] * Decimal(share)).quantize(Decimal("0.01"), ROUND_HALF_UP)

    found = trains.quote_train_fare(number, start, end, travel_class, discount)  # type: ignore[arg-type]  # of the enums
    assert found["price_pln"] == float(price)


def test_unknown_trains_cities_and_ways_are_refused() -> None:
    with pytest.raises(ValueError, match="no train 'IC-9999'"):
        trains.describe_train("IC-9999")
    with pytest.raises(ValueError, match="does not go from Krakow to Warsaw"):
        trains.quote_train_fare("EIP-3127", "Krakow", "Warsaw")
    with pytest.raises(ValueError, match="no train of the timetable stops in Kołobrzeg"):
        trains.search_trains("Kołobrzeg", "Warsaw")
    with pytest.raises(ValueError, match="same city"):
        trains.search_trains("Warsaw", "Warszawa")
