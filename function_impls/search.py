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

from function_impls.model import Json
from function_impls.text import remove_diacritics

_K1, _B = 1.5, 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    articles: tuple[dict[str, Json], ...]
    terms: tuple[Counter[str], ...]
    frequency: Counter[str]
    mean_length: float


def search_articles(query: str, limit: int = 5, language: str | None = None) -> list[dict[str, Json]]:
    """Find the articles of the help centre that fit a query best; the score is rounded to 0.001.

    Args:
        query: Words to look for.
        limit: At most so many articles.
        language: en or pl; both where it is left out.
    """
    wanted = set(_terms(query))
    if not wanted:
        raise ValueError("query holds no word to look for")
    index = _index()
    hits = []
    for article, terms in zip(index.articles, index.terms, strict=True):
        score = round(_score(index, terms, wanted), 3)
        if score > 0 and language in (None, article["language"]):
            hits.append({"id": article["id"], "title": article["title"], "score": score})
    return sorted(hits, key=lambda hit: (-hit["score"], hit["id"]))[:limit]


def get_article(article_id: str) -> dict[str, Json]:
    """Read one article of the help centre; returns an object with "error" where there is none.

    Args:
        article_id: Id of the article, such as en-007.
    """
    for article in _index().articles:
        if article["id"] == article_id:
            return dict(article)
    return {"error": f"no article {article_id!r}"}


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
    articles: list[dict[str, Json]] = json.loads(path.read_text(encoding="utf-8"))
    terms = tuple(Counter(_terms(f"{article['title']} {article['title']} {article['body']}")) for article in articles)
    frequency = Counter(term for each in terms for term in each)
    mean_length = sum(sum(each.values()) for each in terms) / len(terms)
    return _Index(articles=tuple(articles), terms=terms, frequency=frequency, mean_length=mean_length)
