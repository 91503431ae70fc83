"""Search in the help centre: exact phrases, neighbours and the other language, against the corpus read anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from function_impls.search import (
    find_phrase_in_articles,
    find_similar_articles,
    get_article,
    list_articles,
    translate_article,
)

CORPUS: list[Any] = json.loads(
    (Path(__file__).parents[3] / "function_impls" / "data" / "articles.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("phrase", ["the", "library", "do 14 dni", "w ciągu"])
def test_phrase_is_found_in_all_bodies_that_hold_it_and_no_other(phrase: str) -> None:
    holding = [each["id"] for each in CORPUS if phrase in each["body"].lower()]

    assert [each["id"] for each in find_phrase_in_articles(phrase)] == holding


def test_phrase_without_diacritics_is_found_with_its_sentence() -> None:
    found = find_phrase_in_articles("HASLO", "pl")

    assert found
    assert all("hasło" in each["sentence"].lower() for each in found)
    assert all(each["sentence"] in (get_article(each["id"])["body"]) for each in found)  # type: ignore[typeddict-item]  # not a failure
    assert find_phrase_in_articles("hasło", "en") == []


def test_words_that_stand_apart_are_no_phrase() -> None:
    assert find_phrase_in_articles("codes backup") == []
    with pytest.raises(ValueError, match="blank"):
        find_phrase_in_articles("   ")


@pytest.mark.parametrize(("article", "neighbour"), [("en-011", "en-012"), ("pl-014", "pl-015"), ("pl-005", "pl-004")])
def test_articles_of_one_matter_are_neighbours(article: str, neighbour: str) -> None:
    found: Any = find_similar_articles(article, 20)

    assert found[0]["id"] == neighbour
    assert article not in [each["id"] for each in found]
    assert {each["id"][:2] for each in found} == {article[:2]}
    assert [each["score"] for each in found] == sorted((each["score"] for each in found), reverse=True)


def test_article_comes_back_from_its_translation() -> None:
    for each in CORPUS:
        other: Any = translate_article(each["id"])
        assert other["language"] != each["language"]
        assert translate_article(other["id"]) == each


def test_pages_of_a_list_make_the_whole() -> None:
    pages = [list_articles("en", 7, skip) for skip in range(0, 42, 7)]

    assert [each for page in pages for each in page] == list_articles("en")
    assert len(list_articles("en")) == sum(each["language"] == "en" for each in CORPUS)
    with pytest.raises(ValueError, match="at least 1"):
        list_articles("en", 0)


@pytest.mark.parametrize("article", ["en-999", "pl-000"])
def test_unknown_article_is_a_returned_error(article: str) -> None:
    assert find_similar_articles(article) == {"error": f"no article {article!r}"}
    assert translate_article(article) == {"error": f"no article {article!r}"}
