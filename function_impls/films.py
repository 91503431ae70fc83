"""Well-known films, many of them Polish, from the bundled work_table, and evenings to watch them."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, TypedDict, cast

from function_impls.constraints import Length, Pattern, Range
from function_impls.work_table import (
    FILMS,
    CountryCode,
    Language,
    Person,
    Title,
    Work,
    Year,
    work_named,
    works_by,
    works_with,
)

FilmGenre: TypeAlias = Literal[
    "action",
    "adventure",
    "animation",
    "comedy",
    "crime",
    "drama",
    "family",
    "fantasy",
    "history",
    "horror",
    "musical",
    "mystery",
    "romance",
    "science_fiction",
    "thriller",
    "war",
]
Clock: TypeAlias = Annotated[str, Pattern("^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class Film(TypedDict):
    """All that the table knows of a film; ``country`` is the first producing one."""

    title: str
    polish_title: str
    year: int
    directors: list[str]
    country: str
    language: Language
    minutes: int
    genres: list[FilmGenre]


class FilmLine(TypedDict):
    """A film in a list."""

    title: str
    year: int
    directors: list[str]
    minutes: int


class FilmComparison(TypedDict):
    """Which of two films is older and longer, null where they are even, and what they share."""

    older: str | None
    years_apart: int
    longer: str | None
    minutes_apart: int
    same_director: bool
    shared_genres: list[FilmGenre]


class SimilarFilm(TypedDict):
    """A film, and why it is like another."""

    title: str
    year: int
    shared_genres: list[FilmGenre]
    same_director: bool


class Showing(TypedDict):
    """When a film of an evening begins and ends; ``next_day`` where it ends after midnight."""

    title: str
    begins: Clock
    ends: Clock
    next_day: bool


def search_films(
    words: Annotated[str, Length(minimum=2, maximum=60)] | None = None,
    genre: FilmGenre | None = None,
    country: CountryCode | None = None,
    language: Language | None = None,
    first_year: Year | None = None,
    last_year: Year | None = None,
    max_minutes: Annotated[int, Range(minimum=1, maximum=1000)] | None = None,
) -> list[FilmLine]:
    """Search the bundled table of well-known films; all conditions that are given must hold.

    Use describe_film for a film whose title is known, search_books for books.

    Args:
        words: Part of a title, English or Polish, or of a director's name; case does not matter.
        genre: One of the film's genres.
        country: First producing country as ISO 3166-1 code, such as PL.
        language: Original language as ISO 639-1 code.
        first_year: Earliest year of the first showing.
        last_year: Latest year of the first showing.
        max_minutes: Longest running time, in minutes.

    Returns:
        The films, oldest first; empty where none meets the conditions.

    Raises:
        ValueError: No condition is given, or first_year comes after last_year.

    Examples:
        >>> search_films(country="PL", genre="comedy")
        [{'title': 'Teddy Bear', 'year': 1981, 'directors': ['Stanisław Bareja'], 'minutes': 111},
         {'title': 'Sexmission', 'year': 1984, 'directors': ['Juliusz Machulski'], 'minutes': 116}]
        >>> search_films()
        Traceback (most recent call last):
        ValueError: give at least one condition

    See Also:
        describe_film: One film by its title.
        list_films_of_director: All films of one person.
        search_books: Books, which may have the same titles.
        find_similar_films: Films like a given one.
    """
    found = works_with(FILMS, words, genre, country, language, first_year, last_year, max_minutes)
    return [_line(each) for each in found]


def describe_film(title: Title) -> Film:
    """Tell all that the table knows of one film: titles, year, directors, country, language, minutes, genres.

    Use search_films where the title is not known whole, describe_book for the book of the same title.

    Args:
        title: Whole title, English or Polish; case does not matter.

    Returns:
        The facts; the country as ISO 3166-1 code, the language as ISO 639-1 code.

    Raises:
        ValueError: The film is not in the table.

    Examples:
        >>> describe_film(title="Zimna wojna")
        {'title': 'Cold War',
         'polish_title': 'Zimna wojna',
         'year': 2018,
         'directors': ['Paweł Pawlikowski'],
         'country': 'PL',
         'language': 'pl',
         'minutes': 88,
         'genres': ['drama', 'romance']}
        >>> describe_film(title="Zimna woda")
        Traceback (most recent call last):
        ValueError: 'Zimna woda' is not in the table; did you mean 'Zimna wojna'?

    See Also:
        search_films: Films by part of a title or other facts.
        describe_book: A book.
    """
    work = work_named(title, FILMS)
    return {
        "title": work.title,
        "polish_title": work.polish_title,
        "year": work.year,
        "directors": list(work.makers),
        "country": work.country,
        "language": work.language,
        "minutes": work.size,
        "genres": _genres(work),
    }


def list_films_of_director(director: Person) -> list[FilmLine]:
    """List the films of one director that the table has.

    Args:
        director: First name and surname, as in Andrzej Wajda; case does not matter.

    Returns:
        The films, oldest first; those made by two directors count for both.

    Raises:
        ValueError: The table has no film by this person.

    Examples:
        >>> list_films_of_director(director="Paweł Pawlikowski")
        [{'title': 'Ida', 'year': 2013, 'directors': ['Paweł Pawlikowski'], 'minutes': 82},
         {'title': 'Cold War', 'year': 2018, 'directors': ['Paweł Pawlikowski'], 'minutes': 88}]
        >>> list_films_of_director(director="Pawel Pawlikowski")
        Traceback (most recent call last):
        ValueError: nothing by 'Pawel Pawlikowski' is in the table; did you mean 'Paweł Pawlikowski'?

    See Also:
        search_films: Part of a name is enough, and other conditions can be added.
        list_books_of_author: Books of an author.
    """
    return [_line(each) for each in works_by(director, FILMS)]


def compare_films(first: Title, second: Title) -> FilmComparison:
    """Tell which of two films is older, which is longer, and what they have in common.

    Args:
        first: Whole title of one film, English or Polish.
        second: Whole title of the other.

    Returns:
        English titles of the older and the longer film, the differences, and what is shared.

    Raises:
        ValueError: A film is not in the table, or both are the same.

    Examples:
        >>> compare_films(first="Alien", second="Blade Runner")
        {'older': 'Alien',
         'years_apart': 3,
         'longer': None,
         'minutes_apart': 0,
         'same_director': True,
         'shared_genres': ['science_fiction']}

    See Also:
        compare_books: Two books.
        find_similar_films: Films like one, without naming the other.
    """
    one, other = work_named(first, FILMS), work_named(second, FILMS)
    if one == other:
        raise ValueError(f"{first!r} and {second!r} are the same film; name two")
    return {
        "older": None if one.year == other.year else min(one, other, key=lambda work: work.year).title,
        "years_apart": abs(one.year - other.year),
        "longer": None if one.size == other.size else max(one, other, key=lambda work: work.size).title,
        "minutes_apart": abs(one.size - other.size),
        "same_director": bool(set(one.makers) & set(other.makers)),
        "shared_genres": [each for each in _genres(one) if each in other.genres],
    }


def find_similar_films(title: Title, limit: Annotated[int, Range(minimum=1, maximum=20)] = 5) -> list[SimilarFilm]:
    """Find the films of the table most like one, by a point for each shared genre and two for a shared director.

    Films of equal points come in the order of how near their years are, then of their titles.

    Args:
        title: Whole title of the film, English or Polish.
        limit: How many films to give at most.

    Returns:
        The films with at least one point, most alike first.

    Raises:
        ValueError: The film is not in the table.

    Examples:
        >>> find_similar_films(title="Toy Story", limit=1)
        [{'title': 'The Lion King', 'year': 1994, 'shared_genres': ['animation', 'family'], 'same_director': False}]

    See Also:
        search_films: Films of one genre.
        compare_films: Two given films.
    """
    wanted = work_named(title, FILMS)
    ranked: list[tuple[int, int, str, SimilarFilm]] = []
    for work in FILMS:
        shared = [each for each in _genres(wanted) if each in work.genres]
        same = bool(set(wanted.makers) & set(work.makers))
        points = len(shared) + 2 * same
        if work == wanted or points == 0:
            continue
        line: SimilarFilm = {
            "title": work.title,
            "year": work.year,
            "shared_genres": shared,
            "same_director": same,
        }
        ranked = [*ranked, (-points, abs(work.year - wanted.year), work.title, line)]
    return [line for _, _, _, line in sorted(ranked, key=lambda each: each[:3])[:limit]]


def plan_film_evening(
    titles: Annotated[list[Title], Length(minimum=1, maximum=8)],
    begin: Clock,
    break_minutes: Annotated[int, Range(minimum=0, maximum=240)] = 15,
) -> list[Showing]:
    """Tell when each film of an evening begins and ends when they are watched one after the other.

    Args:
        titles: Whole titles of the films, English or Polish, in their order.
        begin: Local time at which the first begins, HH:MM.
        break_minutes: Minutes between two films.

    Returns:
        Beginning and end of each film; next_day tells that it ends on a later day than the evening began.

    Raises:
        ValueError: A film is not in the table, or begin is no time of day.

    Examples:
        >>> plan_film_evening(titles=["Ida", "Casablanca"], begin="20:00")
        [{'title': 'Ida', 'begins': '20:00', 'ends': '21:22', 'next_day': False},
         {'title': 'Casablanca', 'begins': '21:37', 'ends': '23:19', 'next_day': False}]

    See Also:
        plan_reading: Days of reading a book.
    """
    hours, _, minutes = begin.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60):
        raise ValueError(f"{begin!r} is no time of day; write it like 20:15")
    start = int(hours) * 60 + int(minutes)
    showings: list[Showing] = []
    for title in titles:
        work = work_named(title, FILMS)
        end = start + work.size
        showing: Showing = {"title": work.title, "begins": _clock(start), "ends": _clock(end), "next_day": end >= 1440}
        showings = [*showings, showing]
        start = end + break_minutes
    return showings


def _line(work: Work) -> FilmLine:
    return {"title": work.title, "year": work.year, "directors": list(work.makers), "minutes": work.size}


def _genres(work: Work) -> list[FilmGenre]:
    return [cast("FilmGenre", each) for each in work.genres]


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
