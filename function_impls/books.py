"""Well-known books, many of them Polish, from the bundled work_table, and time to read them.

Pages are of a usual edition, rounded to ten. Numbers of books (ISBN): check_digits; books to borrow: lending_library.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal, TypeAlias, TypedDict, cast

from function_impls.constraints import Format, Length, Range
from function_impls.work_table import (
    BOOKS,
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

BookGenre: TypeAlias = Literal[
    "adventure",
    "children",
    "crime",
    "drama",
    "dystopia",
    "essay",
    "fantasy",
    "historical",
    "horror",
    "philosophical",
    "poetry",
    "psychological",
    "reportage",
    "romance",
    "satire",
    "science_fiction",
    "social",
    "war",
]
Day: TypeAlias = Annotated[str, Format("date")]
Pages: TypeAlias = Annotated[int, Range(minimum=1, maximum=10_000)]


class Book(TypedDict):
    """All that the table knows of a book; ``country`` is the author's."""

    title: str
    polish_title: str
    year: int
    author: str
    country: str
    language: Language
    pages: int
    genres: list[BookGenre]


class BookLine(TypedDict):
    """A book in a list."""

    title: str
    year: int
    author: str
    pages: int


class BookComparison(TypedDict):
    """Which of two books is older and longer, null where they are even, and what they share."""

    older: str | None
    years_apart: int
    longer: str | None
    pages_apart: int
    same_author: bool
    shared_genres: list[BookGenre]


class ReadingTime(TypedDict):
    """How long pages take to read; ``days`` counts begun ones, null where no minutes a day are given."""

    minutes: int
    days: int | None


class ReadingPlan(TypedDict):
    """What is to be read every day; the last day has what is left."""

    title: str
    days: int
    pages_left: int
    pages_a_day: int
    last_day: Day


def search_books(
    words: Annotated[str, Length(minimum=2, maximum=60)] | None = None,
    genre: BookGenre | None = None,
    country: CountryCode | None = None,
    language: Language | None = None,
    first_year: Year | None = None,
    last_year: Year | None = None,
    max_pages: Pages | None = None,
) -> list[BookLine]:
    """Search the bundled table of well-known books; all conditions that are given must hold.

    Use describe_book for a book whose title is known, search_library_books for copies that can be borrowed.

    Args:
        words: Part of a title, English or Polish, or of an author's name; case does not matter.
        genre: One of the book's genres.
        country: The author's country as ISO 3166-1 code, such as PL.
        language: Original language as ISO 639-1 code.
        first_year: Earliest year of the first edition.
        last_year: Latest year of the first edition.
        max_pages: Most pages of a usual edition.

    Returns:
        The books, oldest first; empty where none meets the conditions.

    Raises:
        ValueError: No condition is given, or first_year comes after last_year.

    Examples:
        >>> search_books(words="Sapkowski")
        [{'title': 'The Last Wish', 'year': 1993, 'author': 'Andrzej Sapkowski', 'pages': 290},
         {'title': 'Blood of Elves', 'year': 1994, 'author': 'Andrzej Sapkowski', 'pages': 300}]
        >>> search_books(first_year=1950, last_year=1900)
        Traceback (most recent call last):
        ValueError: the years run backwards: 1950 comes after 1900

    See Also:
        describe_book: One book by its title.
        search_films: Films, which may have the same titles.
        list_books_of_author: All books of one person.
    """
    found = works_with(BOOKS, words, genre, country, language, first_year, last_year, max_pages)
    return [_line(each) for each in found]


def describe_book(title: Title) -> Book:
    """Tell all that the table knows of one book: titles, year, author, country, language, pages, genres.

    Use search_books where the title is not known whole, describe_film for the film of the same title.

    Args:
        title: Whole title, English or Polish; case does not matter.

    Returns:
        The facts; the country as ISO 3166-1 code, the language as ISO 639-1 code.

    Raises:
        ValueError: The book is not in the table.

    Examples:
        >>> describe_book(title="Lalka")
        {'title': 'The Doll',
         'polish_title': 'Lalka',
         'year': 1890,
         'author': 'Bolesław Prus',
         'country': 'PL',
         'language': 'pl',
         'pages': 680,
         'genres': ['social', 'psychological']}
        >>> describe_book(title="Laleczka")
        Traceback (most recent call last):
        ValueError: 'Laleczka' is not in the table; did you mean 'Lalka'?

    See Also:
        search_books: Books by part of a title or other facts.
        describe_film: A film.
    """
    work = work_named(title, BOOKS)
    return {
        "title": work.title,
        "polish_title": work.polish_title,
        "year": work.year,
        "author": work.makers[0],
        "country": work.country,
        "language": work.language,
        "pages": work.size,
        "genres": _genres(work),
    }


def list_books_of_author(author: Person) -> list[BookLine]:
    """List the books of one author that the table has.

    Args:
        author: First name and surname as the table writes them, such as Stanisław Lem or J. R. R. Tolkien; case does
            not matter.

    Returns:
        The books, oldest first.

    Raises:
        ValueError: The table has no book by this person.

    Examples:
        >>> list_books_of_author(author="Stanisław Lem")
        [{'title': 'Solaris', 'year': 1961, 'author': 'Stanisław Lem', 'pages': 230},
         {'title': 'The Cyberiad', 'year': 1965, 'author': 'Stanisław Lem', 'pages': 300}]
        >>> list_books_of_author(author="Lem")
        Traceback (most recent call last):
        ValueError: nothing by 'Lem' is in the table; give the whole name, such as Andrzej Wajda or Leo Tolstoy

    See Also:
        search_books: Part of a name is enough, and other conditions can be added.
        list_films_of_director: Films of a director.
    """
    return [_line(each) for each in works_by(author, BOOKS)]


def compare_books(first: Title, second: Title) -> BookComparison:
    """Tell which of two books is older, which has more pages, and what they have in common.

    Args:
        first: Whole title of one book, English or Polish.
        second: Whole title of the other.

    Returns:
        English titles of the older and the longer book, the differences, and what is shared.

    Raises:
        ValueError: A book is not in the table, or both are the same.

    Examples:
        >>> compare_books(first="Animal Farm", second="Rok 1984")
        {'older': 'Animal Farm',
         'years_apart': 4,
         'longer': 'Nineteen Eighty-Four',
         'pages_apart': 220,
         'same_author': True,
         'shared_genres': ['dystopia']}

    See Also:
        compare_films: Two films.
    """
    one, other = work_named(first, BOOKS), work_named(second, BOOKS)
    if one == other:
        raise ValueError(f"{first!r} and {second!r} are the same book; name two")
    return {
        "older": None if one.year == other.year else min(one, other, key=lambda work: work.year).title,
        "years_apart": abs(one.year - other.year),
        "longer": None if one.size == other.size else max(one, other, key=lambda work: work.size).title,
        "pages_apart": abs(one.size - other.size),
        "same_author": one.makers == other.makers,
        "shared_genres": [each for each in _genres(one) if each in other.genres],
    }


def estimate_reading_time(
    pages: Pages,
    words_per_minute: Annotated[int, Range(minimum=50, maximum=1000)] = 240,
    minutes_per_day: Annotated[int, Range(minimum=1, maximum=1440)] | None = None,
) -> ReadingTime:
    """Estimate how long a number of pages takes to read, with 300 words on a page.

    Use plan_reading where a book of the table is to be read by a day.

    Args:
        pages: How many pages.
        words_per_minute: Speed of reading; about 240 is usual for grown-ups in English.
        minutes_per_day: How many minutes are read a day; null where the days do not matter.

    Returns:
        Whole minutes, rounded up, and the days that are begun.

    Raises:
        ValueError: pages, words_per_minute or minutes_per_day is below 1.

    Examples:
        >>> estimate_reading_time(pages=320, minutes_per_day=45)
        {'minutes': 400, 'days': 9}

    See Also:
        plan_reading: Pages a day for a book of the table.
    """
    if min(pages, words_per_minute) < 1 or (minutes_per_day is not None and minutes_per_day < 1):
        raise ValueError("pages, words_per_minute and minutes_per_day must be at least 1")
    minutes = -(-pages * 300 // words_per_minute)
    return {"minutes": minutes, "days": None if minutes_per_day is None else -(-minutes // minutes_per_day)}


def plan_reading(
    title: Title, first_day: Day, last_day: Day, pages_read: Annotated[int, Range(minimum=0, maximum=10_000)] = 0
) -> ReadingPlan:
    """Plan how many pages of a book of the table to read a day so that it is finished in time.

    Use estimate_reading_time for how long pages take.

    Args:
        title: Whole title of the book, English or Polish.
        first_day: First day of reading, YYYY-MM-DD.
        last_day: Day by which it is to be finished, YYYY-MM-DD, at most 3660 days later.
        pages_read: Pages that are read already; fewer than the book has.

    Returns:
        The days that are needed at that rate, the pages that are left, the pages a day (rounded up), and the day on
        which the book is finished.

    Raises:
        ValueError: The book is not in the table, a date is none, the days run backwards or are too many, or nothing
            is left to read.

    Examples:
        >>> plan_reading(title="Solaris", first_day="2025-03-10", last_day="2025-03-16")
        {'title': 'Solaris', 'days': 7, 'pages_left': 230, 'pages_a_day': 33, 'last_day': '2025-03-16'}
        >>> plan_reading(title="Solaris", first_day="2025-03-10", last_day="2025-03-16", pages_read=230)
        Traceback (most recent call last):
        ValueError: 'Solaris' has 230 pages; pages_read must lie between 0 and 229

    See Also:
        estimate_reading_time: Minutes for any number of pages.
        plan_film_evening: Hours of an evening with films.
    """
    work = work_named(title, BOOKS)
    start = date.fromisoformat(first_day)
    days = (date.fromisoformat(last_day) - start).days + 1
    if not 1 <= days <= 3661:
        raise ValueError(f"{last_day} must not come before {first_day}, nor more than 3660 days after it")
    if not 0 <= pages_read < work.size:
        raise ValueError(f"{work.title!r} has {work.size} pages; pages_read must lie between 0 and {work.size - 1}")
    left = work.size - pages_read
    daily = -(-left // days)
    needed = -(-left // daily)
    return {
        "title": work.title,
        "days": needed,
        "pages_left": left,
        "pages_a_day": daily,
        "last_day": (start + timedelta(days=needed - 1)).isoformat(),
    }


def _line(work: Work) -> BookLine:
    return {"title": work.title, "year": work.year, "author": work.makers[0], "pages": work.size}


def _genres(work: Work) -> list[BookGenre]:
    return [cast("BookGenre", each) for each in work.genres]
