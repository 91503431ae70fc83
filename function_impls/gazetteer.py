"""Cities by their names, from the bundled city_table."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.city_table import CITIES, City, city_key, city_named
from function_impls.constraints import Length, Range
from function_impls.country_table import country_named
from function_impls.geography import Latitude, Longitude, Point, distance_between, find_initial_bearing

CityName: TypeAlias = Annotated[str, Length(minimum=2, maximum=40)]
CountryName: TypeAlias = Annotated[str, Length(minimum=2, maximum=40)]
Voivodeship: TypeAlias = Literal[
    "dolnośląskie",
    "kujawsko-pomorskie",
    "lubelskie",
    "lubuskie",
    "łódzkie",
    "małopolskie",
    "mazowieckie",
    "opolskie",
    "podkarpackie",
    "podlaskie",
    "pomorskie",
    "śląskie",
    "świętokrzyskie",
    "warmińsko-mazurskie",
    "wielkopolskie",
    "zachodniopomorskie",
]


_VOIVODESHIPS: tuple[Voivodeship, ...] = (
    "dolnośląskie",
    "kujawsko-pomorskie",
    "lubelskie",
    "lubuskie",
    "łódzkie",
    "małopolskie",
    "mazowieckie",
    "opolskie",
    "podkarpackie",
    "podlaskie",
    "pomorskie",
    "śląskie",
    "świętokrzyskie",
    "warmińsko-mazurskie",
    "wielkopolskie",
    "zachodniopomorskie",
)
_TOWNS = {each: tuple(city for city in CITIES if city.voivodeship == each) for each in _VOIVODESHIPS}


class CityFacts(TypedDict):
    """What the gazetteer knows of a city; voivodeship only in Poland."""

    name: str
    polish_name: str
    country: str
    latitude: Latitude
    longitude: Longitude
    population: Annotated[int, Range(minimum=0)]
    time_zone: str
    voivodeship: str | None


class CityCount(TypedDict):
    """A city and how many people live there."""

    name: str
    country: str
    population: Annotated[int, Range(minimum=0)]


class NearCity(TypedDict):
    """A city and how far away it is."""

    name: str
    country: str
    distance_km: Annotated[float, Range(minimum=0)]


class CityDirection(TypedDict):
    """The direction of one city from another."""

    degrees: Annotated[float, Range(minimum=0, below=360)]
    compass: Literal["N", "NE", "E", "SE", "S", "SW", "W", "NW"]


class TownRegion(TypedDict):
    """The voivodeship of a Polish town."""

    town: str
    voivodeship: Voivodeship


def describe_city(city: CityName) -> CityFacts:
    """Tell what the gazetteer knows of one city: names, country, coordinates, population, time zone, voivodeship.

    Case and diacritics do not matter. Populations are rounded, of the city proper, about 2023.

    Args:
        city: English or Polish name of the city.

    Returns:
        The facts; coordinates in degrees, the country as ISO 3166-1 code, voivodeship null outside Poland.

    Raises:
        ValueError: The gazetteer has no such city; the message proposes a close name.

    Examples:
        >>> describe_city(city="Lodz")
        {'name': 'Łódź',
         'polish_name': 'Łódź',
         'country': 'PL',
         'latitude': 51.77,
         'longitude': 19.46,
         'population': 652000,
         'time_zone': 'Europe/Warsaw',
         'voivodeship': 'łódzkie'}
        >>> describe_city(city="Varsaw")
        Traceback (most recent call last):
        ValueError: the city 'Varsaw' is not in the gazetteer; did you mean 'Warsaw'?

    See Also:
        search_cities: Cities by country and size, or by a part of the name.
        describe_country: A country.
    """
    found = city_named(city)
    return {
        "name": found.name,
        "polish_name": found.polish_name,
        "country": found.country,
        "latitude": found.latitude,
        "longitude": found.longitude,
        "population": found.population,
        "time_zone": found.zone,
        "voivodeship": found.voivodeship or None,
    }


def search_cities(
    country: CountryName | None = None,
    name_contains: Annotated[str, Length(minimum=1, maximum=40)] | None = None,
    minimum_population: Annotated[int, Range(minimum=0)] = 0,
    limit: Annotated[int, Range(minimum=1, maximum=50)] = 10,
) -> list[CityCount]:
    """List cities of the gazetteer that meet all conditions, largest first.

    Args:
        country: Only of this country: ISO code, English or Polish name; null for all.
        name_contains: Only with this in their English or Polish name, without regard to case and diacritics; null for
            all.
        minimum_population: Only with at least so many people.
        limit: At most so many cities.

    Returns:
        Name, ISO code of the country and population; empty where none meets the conditions.

    Raises:
        ValueError: The country is not in the table.

    Examples:
        >>> search_cities(country="PL", minimum_population=700000)
        [{'name': 'Warsaw', 'country': 'PL', 'population': 1860000},
         {'name': 'Krakow', 'country': 'PL', 'population': 806000}]

    See Also:
        describe_city: All facts of one city.
        list_voivodeship_towns: Polish towns by voivodeship.
    """
    code = None if country is None else country_named(country).code
    part = city_key(name_contains or "")
    found = [
        city
        for city in CITIES
        if code in {None, city.country}
        and city.population >= minimum_population
        and (part in city_key(city.name) or part in city_key(city.polish_name))
    ]
    return [_count(city) for city in sorted(found, key=lambda city: (-city.population, city.name))[:limit]]


def measure_city_distance(start_city: CityName, end_city: CityName, unit: Literal["km", "mi", "nmi"] = "km") -> float:
    """Compute the great-circle distance (as the crow flies) of two cities, rounded to 0.1 of the unit.

    Args:
        start_city: English or Polish name of a city.
        end_city: English or Polish name of another city.
        unit: Unit of the distance: kilometres, miles or nautical miles.

    Returns:
        The distance of the two centres.

    Raises:
        ValueError: A city is not in the gazetteer, or both are the same.

    Examples:
        >>> measure_city_distance(start_city="Warsaw", end_city="Gdańsk")
        283.1

    See Also:
        measure_road_distance: By road.
        distance_between: Between two points in degrees.
        find_nearest_cities: Which cities lie nearest to a point.
    """
    start, end = _two_cities(start_city, end_city)
    return round(distance_between(_point(start), _point(end), unit), 1)


def find_city_bearing(start_city: CityName, end_city: CityName) -> CityDirection:
    """Find the direction in which the shortest way from one city to another sets out.

    Args:
        start_city: English or Polish name of the city where the way begins.
        end_city: English or Polish name of the city where it ends.

    Returns:
        Degrees clockwise from north and the nearest of the eight compass points.

    Raises:
        ValueError: A city is not in the gazetteer, or both are the same.

    Examples:
        >>> find_city_bearing(start_city="Warsaw", end_city="Krakow")
        {'degrees': 197.61, 'compass': 'S'}

    See Also:
        find_initial_bearing: Between two points in degrees.
    """
    start, end = _two_cities(start_city, end_city)
    found = find_initial_bearing(_point(start), _point(end))
    return {"degrees": found["degrees"], "compass": found["compass"]}


def find_nearest_cities(
    latitude: Latitude,
    longitude: Longitude,
    limit: Annotated[int, Range(minimum=1, maximum=20)] = 3,
    country: CountryName | None = None,
) -> list[NearCity]:
    """List the cities of the gazetteer that lie nearest to a point, nearest first.

    Args:
        latitude: Degrees north of the equator; negative in the south.
        longitude: Degrees east of Greenwich; negative in the west.
        limit: At most so many cities.
        country: Only of this country: ISO code, English or Polish name; null for all.

    Returns:
        Name, ISO code of the country, and great-circle distance in kilometres, rounded to 0.1.

    Raises:
        ValueError: The point does not exist, or the country is not in the table.

    Examples:
        >>> find_nearest_cities(latitude=54.4, longitude=18.6, limit=2)
        [{'name': 'Sopot', 'country': 'PL', 'distance_km': 5.1},
         {'name': 'Gdańsk', 'country': 'PL', 'distance_km': 6.4}]

    See Also:
        measure_city_distance: Between two cities by their names.
    """
    code = None if country is None else country_named(country).code
    here: Point = {"latitude": latitude, "longitude": longitude}
    away = sorted(
        (round(distance_between(here, _point(city)), 1), city) for city in CITIES if code in {None, city.country}
    )
    return [{"name": city.name, "country": city.country, "distance_km": distance} for distance, city in away[:limit]]


def find_voivodeship(town: CityName) -> TownRegion:
    """Tell in which voivodeship a Polish town of the gazetteer lies.

    Args:
        town: Name of the town; case and diacritics do not matter.

    Returns:
        The Polish name of the town and its voivodeship.

    Raises:
        ValueError: The gazetteer has no such town, or it lies outside Poland.

    Examples:
        >>> find_voivodeship(town="Zakopane")
        {'town': 'Zakopane', 'voivodeship': 'małopolskie'}
        >>> find_voivodeship(town="Prague")
        Traceback (most recent call last):
        ValueError: Prague lies in CZ, not in Poland, so in no voivodeship

    See Also:
        list_voivodeship_towns: The other way, from a voivodeship to its towns.
    """
    found = city_named(town)
    for voivodeship, cities in _TOWNS.items():
        if found in cities:
            return {"town": found.polish_name, "voivodeship": voivodeship}
    raise ValueError(f"{found.name} lies in {found.country}, not in Poland, so in no voivodeship")


def list_voivodeship_towns(voivodeship: Voivodeship) -> list[CityCount]:
    """List the towns of the gazetteer in one Polish voivodeship, largest first.

    Args:
        voivodeship: Polish name of the voivodeship.

    Returns:
        Polish name, ISO code of the country and population.

    Raises:
        ValueError: There is no such voivodeship.

    Examples:
        >>> list_voivodeship_towns(voivodeship="lubuskie")
        [{'name': 'Zielona Góra', 'country': 'PL', 'population': 139000},
         {'name': 'Gorzów Wielkopolski', 'country': 'PL', 'population': 115000}]

    See Also:
        find_voivodeship: The voivodeship of a town.
        search_cities: Cities of any country.
    """
    if voivodeship not in _TOWNS:
        raise ValueError(f"{voivodeship!r} is no voivodeship; use its Polish name, such as mazowieckie")
    towns = sorted(_TOWNS[voivodeship], key=lambda city: -city.population)
    return [{"name": city.polish_name, "country": "PL", "population": city.population} for city in towns]


def _two_cities(start_city: str, end_city: str) -> tuple[City, City]:
    start, end = city_named(start_city), city_named(end_city)
    if start == end:
        raise ValueError(f"{start_city!r} and {end_city!r} are the same city; give two different ones")
    return start, end


def _point(city: City) -> Point:
    return {"latitude": city.latitude, "longitude": city.longitude}


def _count(city: City) -> CityCount:
    return {"name": city.name, "country": city.country, "population": city.population}
