"""Search over the bundled corpus of short English and Polish articles, ranked by BM25 (k1 = 1.5, b = 0.75).

Words are compared without case and diacritics. Each counts by its first four letters, which holds through Polish
endings ("karta", "kartę"), and a longer one by its first six as well, so that "composting" finds compost before
"complaint". The corpus is data/articles.json beside this module, read at the first search.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Pattern, Range
from function_impls.model import Failure, failure
from function_impls.text import remove_diacritics

Language: TypeAlias = Literal["en", "pl"]

_K1, _B = 1.5, 0.75


class Article(TypedDict):
    """An article of the help centre."""

    id: str
    language: Language
    title: str
    body: str


class Hit(TypedDict):
    """An article that was found, and how well it fits."""

    id: str
    title: str
    score: Annotated[float, Range(above=0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    articles: tuple[Article, ...]
    terms: tuple[Counter[str], ...]
    frequency: Counter[str]
    mean_length: float


def search_articles(
    query: Annotated[str, Length(minimum=2)],
    limit: Annotated[int, Range(minimum=1, maximum=20)] = 5,
    language: Language | None = None,
) -> list[Hit]:
    """Search the help centre's articles and list those that fit best, with their titles only.

    Args:
        query: Words to look for; case and diacritics do not matter.
        limit: At most so many articles.
        language: Language of the articles; both where it is left out.

    Returns:
        The articles, best first, each with its score, rounded to 0.001; empty where none fits.

    Raises:
        ValueError: The query holds no word of two letters or digits.

    Examples:
        >>> search_articles(query="forgotten password", limit=1)
        [{'id': 'en-001', 'title': 'Resetting a forgotten password', 'score': 21.911}]
        >>> search_articles(query="?!")
        Traceback (most recent call last):
            ...
        ValueError: query holds no word to look for

    See Also:
        get_article: Reads one article of known id whole.
    """
    wanted = set(_terms(query))
    if not wanted:
        raise ValueError("query holds no word to look for")
    index = _index()
    hits: list[Hit] = []
    for article, terms in zip(index.articles, index.terms, strict=True):
        score = round(_score(index, terms, wanted), 3)
        if score > 0 and language in (None, article["language"]):
            hits.append({"id": article["id"], "title": article["title"], "score": score})
    return sorted(hits, key=lambda hit: (-hit["score"], hit["id"]))[:limit]


def get_article(article_id: Annotated[str, Pattern("^(en|pl)-[0-9]{3}$")]) -> Article | Failure:
    """Read one article of the help centre whole, by its id.

    Args:
        article_id: Id of the article, such as en-007.

    Returns:
        The article with its language, title and body.

    Errors:
        no article '.*': There is none of this id.

    Examples:
        >>> get_article(article_id="en-001")
        {'id': 'en-001', 'language': 'en', 'title': 'Resetting a forgotten password',
         'body': 'Choose "Forgotten password" on the sign-in page and type your e-mail address. The link '
                 'that we send works for thirty minutes and only once; after five wrong attempts the '
                 'account is locked for an hour.'}
        >>> get_article(article_id="en-999")
        {'error': "no article 'en-999'"}

    See Also:
        search_articles: Finds articles by words, where the id is not known.
    """
    for article in _index().articles:
        if article["id"] == article_id:
            return article.copy()
    return failure(f"no article {article_id!r}")


def _score(index: _Index, terms: Counter[str], wanted: set[str]) -> float:
    length = sum(terms.values()) / index.mean_length
    score = 0.0
    for term in sorted(wanted):
        rarity = math.log(1 + (len(index.articles) - index.frequency[term] + 0.5) / (index.frequency[term] + 0.5))
        score += rarity * terms[term] * (_K1 + 1) / (terms[term] + _K1 * (1 - _B + _B * length))
    return score


def _terms(text: str) -> list[str]:
    words = re.findall(r"[a-z0-9]{2,}", remove_diacritics(text).lower())
    return [word[:4] for word in words] + [word[:6] for word in words if len(word) > 4]


@cache
def _index() -> _Index:
    path = Path(__file__).with_name("data") / "articles.json"
    articles: list[Article] = json.loads(path.read_text(encoding="utf-8"))
    terms = tuple(Counter(_terms(f"{article['title']} {article['title']} {article['body']}")) for article in articles)
    frequency = Counter(term for each in terms for term in each)
    mean_length = sum(sum(each.values()) for each in terms) / len(terms)
    return _Index(articles=tuple(articles), terms=terms, frequency=frequency, mean_length=mean_length)
