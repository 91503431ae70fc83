"""How long ways take: by road over a bundled graph, by air, and across time zones."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.city_table import City, city_named
from function_impls.constraints import Format, Length, Range
from function_impls.geography import distance_between
from function_impls.road_graph import ROADS
from function_impls.time_zone_rules import offset_at

CityName: TypeAlias = Annotated[str, Length(minimum=2, maximum=40)]


class RoadRoute(TypedDict):
    """The shortest way by road."""

    distance_km: Annotated[int, Range(minimum=1)]
    via: list[str]


class DrivingTime(TypedDict):
    """How long a drive takes."""

    distance_km: Annotated[int, Range(minimum=1)]
    driving_minutes: Annotated[int, Range(minimum=1)]
    break_minutes: Annotated[int, Range(minimum=0)]
    total_minutes: Annotated[int, Range(minimum=1)]


class TripFuel(TypedDict):
    """What a drive burns."""

    distance_km: Annotated[int, Range(minimum=1)]
    litres: Annotated[float, Range(minimum=0)]
    cost: Annotated[float, Range(minimum=0)]


class FlightTime(TypedDict):
    """An estimate for a direct flight."""

    distance_km: Annotated[int, Range(minimum=1)]
    minutes: Annotated[int, Range(minimum=1)]


class JetLag(TypedDict):
    """How far a traveller's clock is off."""

    hours_shifted: Annotated[float, Range(minimum=-12, maximum=12)]
    direction: Literal["east", "west", "none"]
    recovery_days: Annotated[int, Range(minimum=0, maximum=12)]


def measure_road_distance(start_city: CityName, end_city: CityName) -> RoadRoute:
    """Find the shortest way by road between two cities of the bundled road graph (Poland and its wider neighbourhood).

    Args:
        start_city: English or Polish name of the city where the way begins.
        end_city: English or Polish name of the city where it ends.

    Returns:
        Length in kilometres, and the cities of the graph on the way, without both ends.

    Raises:
        ValueError: A city is not in the gazetteer or not in the road graph, or both are the same.

    Examples:
        >>> measure_road_distance(start_city="Warsaw", end_city="Katowice")
        {'distance_km': 307, 'via': ['Piotrków Trybunalski', 'Częstochowa']}
        >>> measure_road_distance(start_city="Warsaw", end_city="Tokyo")
        Traceback (most recent call last):
        ValueError: Tokyo is not in the road graph, which knows Poland and its wider neighbourhood

    See Also:
        measure_city_distance: As the crow flies.
        estimate_driving_time: How long the drive takes.
        estimate_road_trip_fuel: Fuel and its cost as well.
        measure_route_length: Along given points, straight between them.
    """
    length, way = _shortest(_on_road(start_city), _on_road(end_city))
    return {"distance_km": length, "via": way[1:-1]}


def estimate_driving_time(
    start_city: CityName, end_city: CityName, average_kmh: Annotated[int, Range(minimum=20, maximum=130)] = 80
) -> DrivingTime:
    """Estimate how long a drive by road takes, with a break of 45 minutes after each 4.5 hours at the wheel.

    The breaks are those of Regulation (EC) 561/2006, which binds drivers of lorries and buses.

    Args:
        start_city: English or Polish name of the city where the drive begins.
        end_city: English or Polish name of the city where it ends.
        average_kmh: Average speed while driving, in km/h.

    Returns:
        Kilometres, and minutes at the wheel, of breaks, and altogether; driving minutes are rounded up.

    Raises:
        ValueError: A city is not in the gazetteer or road graph, both are the same, or the speed is out of range.

    Examples:
        >>> estimate_driving_time(start_city="Warsaw", end_city="Berlin", average_kmh=95)
        {'distance_km': 587, 'driving_minutes': 371, 'break_minutes': 45, 'total_minutes': 416}

    See Also:
        search_trains: By train.
        estimate_flight_time: By air.
        measure_road_distance: The way and its length alone.
    """
    if not 20 <= average_kmh <= 130:
        raise ValueError(f"average_kmh must lie from 20 to 130, not {average_kmh}")
    length, _ = _shortest(_on_road(start_city), _on_road(end_city))
    driving = -(-length * 60 // average_kmh)
    breaks = 45 * ((driving - 1) // 270)
    return {
        "distance_km": length,
        "driving_minutes": driving,
        "break_minutes": breaks,
        "total_minutes": driving + breaks,
    }


def estimate_road_trip_fuel(
    start_city: CityName,
    end_city: CityName,
    litres_per_100_km: Annotated[float, Range(above=0, maximum=60)],
    price_per_litre: Annotated[float, Range(above=0, maximum=100)],
    round_trip: bool = False,
) -> TripFuel:
    """Estimate fuel and its cost for a drive between two cities of the road graph.

    Args:
        start_city: English or Polish name of the city where the drive begins.
        end_city: English or Polish name of the city where it ends.
        litres_per_100_km: Consumption of the car.
        price_per_litre: Price of a litre, in any currency.
        round_trip: Whether the way back counts too.

    Returns:
        Kilometres driven, litres and cost in the currency of the price, both rounded to 0.01.

    Raises:
        ValueError: A city is not in the gazetteer or not in the road graph, or both are the same.

    Examples:
        >>> estimate_road_trip_fuel(start_city="Krakow", end_city="Zakopane", litres_per_100_km=6, price_per_litre=6.5)
        {'distance_km': 105, 'litres': 6.3, 'cost': 40.95}

    See Also:
        measure_road_distance: Only the distance.
    """
    one_way, _ = _shortest(_on_road(start_city), _on_road(end_city))
    length = one_way * 2 if round_trip else one_way
    litres = length * litres_per_100_km / 100
    return {"distance_km": length, "litres": round(litres, 2), "cost": round(litres * price_per_litre, 2)}


def estimate_flight_time(start_city: CityName, end_city: CityName) -> FlightTime:
    """Estimate a direct flight: the great circle at 840 km/h, and 30 minutes for take-off and landing.

    Args:
        start_city: English or Polish name of the city of departure.
        end_city: English or Polish name of the city of arrival.

    Returns:
        Kilometres as the crow flies, and minutes rounded to the next multiple of 5; no real timetable is looked at.

    Raises:
        ValueError: A city is not in the gazetteer, or they are less than 100 km apart.

    Examples:
        >>> estimate_flight_time(start_city="Warsaw", end_city="New York")
        {'distance_km': 6855, 'minutes': 520}
        >>> estimate_flight_time(start_city="Gdańsk", end_city="Gdynia")
        Traceback (most recent call last):
        ValueError: Gdańsk and Gdynia are only 20 km apart; nobody flies there

    See Also:
        estimate_driving_time: By road.
        estimate_jet_lag: What the time zones do to a traveller.
    """
    length = round(_air_km(city_named(start_city), city_named(end_city)))
    if length < 100:
        raise ValueError(f"{start_city} and {end_city} are only {length} km apart; nobody flies there")
    return {"distance_km": length, "minutes": 5 * round((length / 840 * 60 + 30) / 5)}


def estimate_jet_lag(start_city: CityName, end_city: CityName, day: Annotated[str, Format("date")]) -> JetLag:
    """Tell how many hours a journey shifts a traveller's clock, and how many days it takes to get over it.

    The rule of thumb is a day for each hour going east, and for each hour and a half going west; under 3 hours none.

    Args:
        start_city: English or Polish name of the city that is left.
        end_city: English or Polish name of the city that is gone to.
        day: Date of the journey, YYYY-MM-DD, from 2023 to 2035; summer time counts.

    Returns:
        Hours from -12 to 12 (positive: clocks are ahead there), the direction, and whole days, rounded up.

    Raises:
        ValueError: A city is not in the gazetteer, or the date does not exist or is not known.

    Examples:
        >>> estimate_jet_lag(start_city="Warsaw", end_city="Tokyo", day="2025-01-15")
        {'hours_shifted': 8.0, 'direction': 'east', 'recovery_days': 8}

    See Also:
        measure_zone_difference: The difference of two time zones by name.
        estimate_flight_time: How long the flight takes.
    """
    noon = datetime.combine(date.fromisoformat(day), time(12))
    if not 2023 <= noon.year <= 2035:
        raise ValueError(f"time zones of {day} are not known, only those of 2023 to 2035")
    minutes = offset_at(city_named(end_city).zone, noon) - offset_at(city_named(start_city).zone, noon)
    minutes = minutes - 1440 if minutes > 720 else minutes + 1440 if minutes < -720 else minutes
    days = 0 if abs(minutes) < 180 else -(-minutes // 60) if minutes > 0 else -(minutes // 90)
    return {
        "hours_shifted": minutes / 60,
        "direction": "east" if minutes > 0 else "west" if minutes < 0 else "none",
        "recovery_days": days,
    }


def _shortest(start: str, end: str) -> tuple[int, list[str]]:
    """Length and cities of the shortest way, by Dijkstra's algorithm; the graph is connected."""
    if start == end:
        raise ValueError(f"the way begins and ends in {start}; give two different cities")
    best: dict[str, tuple[int, list[str]]] = {start: (0, [start])}
    done: set[str] = set()
    while end not in done:
        here = min((city for city in best if city not in done), key=lambda city: best[city])
        done.add(here)
        length, way = best[here]
        for city, kilometres in ROADS[here].items():
            if city not in best or length + kilometres < best[city][0]:
                best[city] = (length + kilometres, [*way, city])
    return best[end]


def _on_road(name: str) -> str:
    city = city_named(name).name
    if city not in ROADS:
        raise ValueError(f"{city} is not in the road graph, which knows Poland and its wider neighbourhood")
    return city


def _air_km(start: City, end: City) -> float:
    return distance_between(
        {"latitude": start.latitude, "longitude": start.longitude},
        {"latitude": end.latitude, "longitude": end.longitude},
    )
