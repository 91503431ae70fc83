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


class Passage(TypedDict):
    """Where a phrase stands in an article: the sentence of its first occurrence, and how often it occurs."""

    id: str
    title: str
    sentence: str
    count: Annotated[int, Range(minimum=1)]


class Heading(TypedDict):
    """An article without its body."""

    id: str
    title: str


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
        find_phrase_in_articles: Where the words must stand together.
        find_similar_articles: Articles like one of known id.
        list_articles: All articles of a language.
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
        translate_article: The same article in the other language.
    """
    for article in _index().articles:
        if article["id"] == article_id:
            return article.copy()
    return failure(f"no article {article_id!r}")


def find_phrase_in_articles(
    phrase: Annotated[str, Length(minimum=2, maximum=80)], language: Language | None = None
) -> list[Passage]:
    """Find the articles of the help centre whose body holds an exact phrase, with the sentence in which it stands.

    Use search_articles for words that may stand apart or have other endings.

    Args:
        phrase: The phrase, letter by letter; only case and diacritics do not matter.
        language: Language of the articles; both where it is left out.

    Returns:
        The articles in the order of their ids; empty where none holds the phrase.

    Raises:
        ValueError: The phrase is blank.

    Examples:
        >>> find_phrase_in_articles(phrase="backup codes")
        [{'id': 'en-002',
          'title': 'Turning on two-step sign-in',
          'sentence': 'Open Security in your profile, scan the code with an authenticator app and keep the ten '
                      'backup codes on paper.',
          'count': 1}]

    See Also:
        search_articles: Ranks articles by words.
    """
    wanted = _plain(phrase.strip())
    if not wanted:
        raise ValueError("the phrase is blank; give letters or digits to look for")
    passages: list[Passage] = []
    for article in _index().articles:
        count = _plain(article["body"]).count(wanted)
        if count == 0 or language not in (None, article["language"]):
            continue
        sentences = re.split(r"(?<=[.!?]) ", article["body"])
        sentence = next((each for each in sentences if wanted in _plain(each)), article["body"])
        passages.append({"id": article["id"], "title": article["title"], "sentence": sentence, "count": count})
    return passages


def find_similar_articles(
    article_id: Annotated[str, Pattern("^(en|pl)-[0-9]{3}$")], limit: Annotated[int, Range(minimum=1, maximum=20)] = 3
) -> list[Hit] | Failure:
    """Find the articles of the help centre in the same language that share most with one article.

    Use translate_article for the same article in the other language.

    Args:
        article_id: Id of the article, such as en-007.
        limit: At most so many articles.

    Returns:
        The articles, most alike first, each with its score, rounded to 0.001; never the article itself.

    Errors:
        no article '.*': There is none of this id.

    Examples:
        >>> find_similar_articles(article_id="en-011", limit=1)
        [{'id': 'en-012', 'title': 'Joining the library', 'score': 21.424}]
        >>> find_similar_articles(article_id="en-999")
        {'error': "no article 'en-999'"}

    See Also:
        search_articles: By words instead of an article.
    """
    index = _index()
    own = next((each for each in zip(index.articles, index.terms, strict=True) if each[0]["id"] == article_id), None)
    if own is None:
        return failure(f"no article {article_id!r}")
    hits: list[Hit] = []
    for article, terms in zip(index.articles, index.terms, strict=True):
        score = round(_score(index, terms, set(own[1])), 3)
        if score > 0 and article["language"] == own[0]["language"] and article is not own[0]:
            hits.append({"id": article["id"], "title": article["title"], "score": score})
    return sorted(hits, key=lambda hit: (-hit["score"], hit["id"]))[:limit]


def translate_article(article_id: Annotated[str, Pattern("^(en|pl)-[0-9]{3}$")]) -> Article | Failure:
    """Give the article of the help centre that tells the same in the other language, English or Polish.

    Use get_article for the article itself.

    Args:
        article_id: Id of the article that is known, such as pl-008.

    Returns:
        The other article with its language, title and body.

    Errors:
        no article '.*': There is none of this id.

    Examples:
        >>> translate_article(article_id="pl-008")
        {'id': 'en-008',
         'language': 'en',
         'title': 'How long a transfer takes',
         'body': 'A transfer sent before 2 p.m. on a working day usually arrives the same day. Instant '
                 'transfers arrive within seconds, also on Sundays, and cost 5 zlotys.'}
        >>> translate_article(article_id="pl-031")
        {'error': "no article 'pl-031'"}

    See Also:
        get_article: Reads the article of the id itself.
    """
    other = ("pl" if article_id.startswith("en") else "en") + article_id[2:]
    found = get_article(other)
    return failure(f"no article {article_id!r}") if "error" in found else found


def list_articles(
    language: Language,
    limit: Annotated[int, Range(minimum=1, maximum=100)] = 100,
    skip: Annotated[int, Range(minimum=0, maximum=1000)] = 0,
) -> list[Heading]:
    """List the articles of the help centre in one language by id, without any search.

    Use search_articles for those about something.

    Args:
        language: Language of the articles.
        limit: At most so many.
        skip: How many to leave out from the beginning, for the next page.

    Returns:
        Ids and titles; empty behind the last.

    Raises:
        ValueError: limit is below 1, or skip is below 0.

    Examples:
        >>> list_articles(language="pl", limit=2, skip=28)
        [{'id': 'pl-029', 'title': 'Kopia zapasowa zdjęć'}, {'id': 'pl-030', 'title': 'Uprawa pomidorów na balkonie'}]

    See Also:
        search_articles: Articles by words.
    """
    if limit < 1 or skip < 0:
        raise ValueError("limit must be at least 1 and skip at least 0")
    found = [each for each in _index().articles if each["language"] == language]
    headings: list[Heading] = [{"id": each["id"], "title": each["title"]} for each in found]
    return headings[skip : skip + limit]


def _plain(text: str) -> str:
    return remove_diacritics(text).lower()


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
