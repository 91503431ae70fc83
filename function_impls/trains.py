"""Trains of a made-up timetable that holds for every day, and their fares."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.city_table import City, city_named
from function_impls.constraints import Length, Pattern, Range
from function_impls.geography import distance_between
from function_impls.road_graph import TRAINS, Train

CityName: TypeAlias = Annotated[str, Length(minimum=2, maximum=40)]
ClockTime: TypeAlias = Annotated[str, Pattern(r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
TrainNumber: TypeAlias = Annotated[str, Pattern(r"^(EIP|IC|EC|TLK)-[0-9]{4}$")]
Category: TypeAlias = Literal["EIP", "IC", "EC", "TLK"]

_GROSZE_PER_KM = {"EIP": 48, "IC": 31, "EC": 37, "TLK": 25}
_PERCENT_PAID = {"none": 100, "student": 49, "senior": 70, "child": 63}


class TrainConnection(TypedDict):
    """A direct train between two cities."""

    train_number: TrainNumber
    departs: ClockTime
    arrives: ClockTime
    minutes: Annotated[int, Range(minimum=1)]


class TrainStop(TypedDict):
    """A stop of a train; no arrival at the first one, no departure at the last one."""

    city: str
    arrives: ClockTime | None
    departs: ClockTime | None


class TrainFare(TypedDict):
    """The price of a seat, in zlotys."""

    train_number: TrainNumber
    travel_class: Literal["first", "second"]
    price_pln: Annotated[float, Range(minimum=0)]


def search_trains(
    start_city: CityName, end_city: CityName, not_before: ClockTime = "00:00", category: Category | None = None
) -> list[TrainConnection]:
    """List the direct trains between two cities in the bundled (made-up) timetable, which holds for every day.

    Args:
        start_city: English or Polish name of the city of departure.
        end_city: English or Polish name of the city of arrival.
        not_before: Earliest departure, hh:mm.
        category: Only trains of this category; null for all.

    Returns:
        Number, departure, arrival and minutes on the way, in the order of departures; empty where there is none.

    Raises:
        ValueError: A city is not in the gazetteer, no train stops there, or both are the same.

    Examples:
        >>> search_trains(start_city="Warsaw", end_city="Wrocław", not_before="10:00")
        [{'train_number': 'EIP-3192', 'departs': '17:05', 'arrives': '20:50', 'minutes': 225}]

    See Also:
        describe_train: All stops of one train.
        quote_train_fare: What a seat costs.
        estimate_driving_time: By car.
    """
    start, end = _at_station(start_city), _at_station(end_city)
    if start == end:
        raise ValueError(f"{start_city!r} and {end_city!r} are the same city; give two different ones")
    found: list[TrainConnection] = []
    for train in TRAINS:
        places = [stop.city for stop in train.stops]
        if category not in {None, train.category} or start not in places or end not in places:
            continue
        leaving, coming = train.stops[places.index(start)].departs, train.stops[places.index(end)].arrives
        if leaving < coming and leaving >= _minutes(not_before):
            found.append(
                {
                    "train_number": train.number,
                    "departs": _clock(leaving),
                    "arrives": _clock(coming),
                    "minutes": coming - leaving,
                }
            )
    return sorted(found, key=lambda each: each["departs"])


def describe_train(train_number: TrainNumber) -> list[TrainStop]:
    """List all stops of one train of the bundled (made-up) timetable, in order.

    Args:
        train_number: Category and four digits, such as EIP-3104.

    Returns:
        City, arrival and departure of each stop; null where the train begins and ends.

    Raises:
        ValueError: The timetable has no such train.

    Examples:
        >>> describe_train(train_number="TLK-3911")
        [{'city': 'Krakow', 'arrives': None, 'departs': '08:20'},
         {'city': 'Zakopane', 'arrives': '11:05', 'departs': None}]
        >>> describe_train(train_number="TLK-3912")
        Traceback (most recent call last):
        ValueError: the timetable has no train 'TLK-3912'; search_trains finds those between two cities

    See Also:
        search_trains: Trains between two cities.
    """
    stops = _train(train_number).stops
    last = len(stops) - 1
    return [
        {
            "city": stop.city,
            "arrives": _clock(stop.arrives) if number else None,
            "departs": _clock(stop.departs) if number < last else None,
        }
        for number, stop in enumerate(stops)
    ]


def quote_train_fare(
    train_number: TrainNumber,
    start_city: CityName,
    end_city: CityName,
    travel_class: Literal["first", "second"] = "second",
    discount: Literal["none", "student", "senior", "child"] = "none",
) -> TrainFare:
    """Tell what a seat costs on a train of the bundled (made-up) timetable.

    The price goes by great-circle kilometres and category; the first class costs half as much again. Students pay 49 %,
    seniors 70 %, children 63 %.

    Args:
        train_number: Category and four digits, such as EIP-3104.
        start_city: City where the passenger boards.
        end_city: City where the passenger leaves, later on the way.
        travel_class: Class of the seat.
        discount: Group of the passenger.

    Returns:
        The price in zlotys, rounded half up to 0.01.

    Raises:
        ValueError: There is no such train, or it does not go from the one city to the other.

    Examples:
        >>> quote_train_fare(train_number="EIP-3104", start_city="Warsaw", end_city="Katowice", discount="student")
        {'train_number': 'EIP-3104', 'travel_class': 'second', 'price_pln': 60.92}
        >>> quote_train_fare(train_number="EIP-3104", start_city="Katowice", end_city="Warsaw")
        Traceback (most recent call last):
        ValueError: EIP-3104 does not go from Katowice to Warsaw; it goes Warsaw - Katowice - Gliwice

    See Also:
        search_trains: Which trains go there.
    """
    train = _train(train_number)
    start, end = city_named(start_city), city_named(end_city)
    places = [stop.city for stop in train.stops]
    if start.name not in places or end.name not in places or places.index(start.name) >= places.index(end.name):
        raise ValueError(f"{train_number} does not go from {start.name} to {end.name}; it goes {' - '.join(places)}")
    grosze = round(_air_km(start, end)) * _GROSZE_PER_KM[train.category] * (3 if travel_class == "first" else 2)
    price = (grosze * _PERCENT_PAID[discount] + 100) // 200 / 100
    return {"train_number": train.number, "travel_class": travel_class, "price_pln": price}


def _at_station(name: str) -> str:
    city = city_named(name).name
    if not any(stop.city == city for train in TRAINS for stop in train.stops):
        raise ValueError(f"no train of the timetable stops in {city}")
    return city


def _train(number: str) -> Train:
    for train in TRAINS:
        if train.number == number:
            return train
    raise ValueError(f"the timetable has no train {number!r}; search_trains finds those between two cities")


def _air_km(start: City, end: City) -> float:
    return distance_between(
        {"latitude": start.latitude, "longitude": start.longitude},
        {"latitude": end.latitude, "longitude": end.longitude},
    )


def _minutes(clock: str) -> int:
    return 60 * int(clock[:2]) + int(clock[3:])


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
