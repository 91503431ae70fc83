"""Films and books: searches against conditions checked one by one, plans against a count day by day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from function_impls.books import (
    compare_books,
    describe_book,
    estimate_reading_time,
    list_books_of_author,
    plan_reading,
    search_books,
)
from function_impls.films import (
    compare_films,
    describe_film,
    find_similar_films,
    list_films_of_director,
    plan_film_evening,
    search_films,
)
from function_impls.work_table import BOOKS, FILMS, Work, plain


def _titles(found: list[Any]) -> list[str]:
    return [each["title"] for each in found]


@pytest.mark.parametrize("works", [FILMS, BOOKS], ids=["films", "books"])
def test_no_title_stands_for_two_works_of_a_kind(works: tuple[Work, ...]) -> None:
    names = [name for work in works for name in {plain(work.title), plain(work.polish_title)}]

    assert len(works) >= 60
    assert len(names) == len(set(names))


# As a published extract of IMDb, its thousand best rated films, has them: year, minutes, director.
@pytest.mark.parametrize(
    ("title", "year", "minutes", "director"),
    [
        ("The Shawshank Redemption", 1994, 142, "Frank Darabont"),
        ("Ojciec chrzestny", 1972, 175, "Francis Ford Coppola"),
        ("12 angry men", 1957, 96, "Sidney Lumet"),
        ("Siedmiu samurajów", 1954, 207, "Akira Kurosawa"),
        ("Życie jest piękne", 1997, 116, "Roberto Benigni"),
        ("Spirited Away: W krainie bogów", 2001, 125, "Hayao Miyazaki"),
        ("Miasto Boga", 2002, 130, "Fernando Meirelles"),
    ],
)
def test_film_has_the_facts_of_its_row(title: str, year: int, minutes: int, director: str) -> None:
    found = describe_film(title)

    assert (found["year"], found["minutes"], found["directors"]) == (year, minutes, [director])


def test_films_are_found_by_every_condition_together() -> None:
    found = search_films(country="PL", language="pl", genre="drama", first_year=1980, last_year=2015, max_minutes=90)

    assert _titles(found) == ["A Short Film About Killing", "Ida"]
    assert _titles(search_films(words="KIEŚLOWSKI")) == [
        "A Short Film About Killing",
        "The Double Life of Véronique",
        "Three Colours: Blue",
    ]
    assert search_films(country="IS") == []


def test_search_has_all_films_that_meet_a_condition_and_no_other() -> None:
    longest = {work.title for work in FILMS if work.size <= 100}

    assert set(_titles(search_films(max_minutes=100))) == longest


def test_film_of_two_directors_is_listed_for_both() -> None:
    assert _titles(list_films_of_director("lilly wachowski")) == ["The Matrix"]
    assert _titles(list_films_of_director("Lana Wachowski")) == ["The Matrix"]


def test_films_are_compared_both_ways_alike() -> None:
    one, other = compare_films("Inception", "Oppenheimer"), compare_films("Oppenheimer", "Incepcja")

    assert one["older"] == other["older"] == "Inception"
    assert (one["longer"], one["minutes_apart"], one["years_apart"]) == ("Oppenheimer", 32, 13)
    assert one["same_director"]
    assert one["shared_genres"] == []


def test_similar_films_have_points_and_the_film_is_not_like_itself() -> None:
    found = find_similar_films("The Godfather", 20)

    assert found[0]["title"] == "The Godfather Part II"
    assert "The Godfather" not in _titles(found)
    points = [len(each["shared_genres"]) + 2 * each["same_director"] for each in found]
    assert points == sorted(points, reverse=True)
    assert min(points) >= 1


def test_evening_ends_when_a_clock_says_so() -> None:
    found = plan_film_evening(["Potop", "Titanic"], "18:30", 20)
    end = datetime.fromisoformat("2025-03-10T18:30") + timedelta(minutes=315)

    assert found[0]["ends"] == f"{end:%H:%M}"
    assert found[1]["begins"] == f"{end + timedelta(minutes=20):%H:%M}"
    assert [each["next_day"] for each in found] == [False, True]


@pytest.mark.parametrize(
    ("title", "year", "author"),
    [("Pan Tadeusz", 1834, "Adam Mickiewicz"), ("Dune", 1965, "Frank Herbert"), ("chłopi", 1904, "Władysław Reymont")],
)
def test_book_is_described_by_either_title(title: str, year: int, author: str) -> None:
    found = describe_book(title)

    assert (found["year"], found["author"]) == (year, author)
    assert describe_book(found["polish_title"]) == describe_book(found["title"])


def test_film_and_book_of_one_title_are_different_works() -> None:
    assert describe_film("Potop")["year"] == 1974
    assert describe_book("Potop")["year"] == 1886


def test_books_are_found_by_every_condition_together() -> None:
    assert _titles(search_books(genre="dystopia", max_pages=300)) == ["Brave New World", "Animal Farm"]
    assert _titles(search_books(words="potter")) == ["Harry Potter and the Philosopher's Stone"]
    assert _titles(search_books(country="PL", last_year=1886)) == ["Pan Tadeusz", "With Fire and Sword", "The Deluge"]


def test_books_of_an_author_come_by_year() -> None:
    assert [each["year"] for each in list_books_of_author("Henryk Sienkiewicz")] == [1884, 1886, 1896, 1911]


def test_books_of_one_author_are_compared() -> None:
    found = compare_books("Proces", "Przemiana")

    assert (found["older"], found["longer"], found["same_author"]) == ("The Metamorphosis", "The Trial", True)


@pytest.mark.parametrize(
    ("arguments", "minutes", "days"),
    [((8, 240), 10, None), ((1, 1000), 1, None), ((100, 250, 60), 120, 2), ((101, 250, 60), 122, 3)],
)
def test_reading_time_is_words_by_speed(arguments: tuple[int, ...], minutes: int, days: int | None) -> None:
    assert estimate_reading_time(*arguments) == {"minutes": minutes, "days": days}


@pytest.mark.parametrize(("last", "read"), [("2025-04-30", 0), ("2025-03-01", 100), ("2025-03-03", 419)])
def test_plan_reads_the_whole_book_in_time(last: str, read: int) -> None:
    plan = plan_reading("Mistrz i Małgorzata", "2025-03-01", last, read)
    day, left = date(2025, 2, 28), plan["pages_left"]
    while left > 0:
        day, left = day + timedelta(days=1), left - plan["pages_a_day"]

    assert plan["last_day"] == day.isoformat() <= last
    assert plan["pages_left"] + read == describe_book("The Master and Margarita")["pages"]


@pytest.mark.parametrize(
    ("function", "arguments", "part"),
    [
        (search_films, {"first_year": 2000, "last_year": 1999}, "run backwards"),
        (describe_film, {"title": "Lalka"}, "not in the table"),
        (list_films_of_director, {"director": "Wajda"}, "nothing by 'Wajda'"),
        (compare_films, {"first": "Potop", "second": "The Deluge"}, "the same film"),
        (find_similar_films, {"title": "?"}, "not in the table"),
        (plan_film_evening, {"titles": ["Ida"], "begin": "24:00"}, "no time of day"),
        (search_books, {}, "at least one condition"),
        (describe_book, {"title": "Ida"}, "not in the table"),
        (list_books_of_author, {"author": "Olga Tokarczu"}, "did you mean 'Olga Tokarczuk'"),
        (compare_books, {"first": "Faust", "second": "faust"}, "the same book"),
        (estimate_reading_time, {"pages": 0}, "at least 1"),
        (plan_reading, {"title": "Faust", "first_day": "2025-03-02", "last_day": "2025-03-01"}, "must not come before"),
        (plan_reading, {"title": "Faust", "first_day": "2025-02-30", "last_day": "2025-03-01"}, "day is out of range"),
    ],
)
def test_impossible_input_is_refused(function: Callable[..., Any], arguments: dict[str, Any], part: str) -> None:
    with pytest.raises(ValueError, match=part.replace("?", r"\?")):
        function(**arguments)
