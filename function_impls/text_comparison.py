"""How far texts are from each other, what they share, and how hard they are to read."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypedDict

from function_impls.constraints import Length, Range
from function_impls.text_layout import split_sentences

_WORD = re.compile(r"[^\W_]+(?:[-'\u2019][^\W_]+)*")


class ClosestText(TypedDict):
    """A candidate and its similarity, 0 to 1, rounded to 0.001."""

    text: str
    similarity: float


class LineDifference(TypedDict):
    """Lines that only the old text has, lines that only the new one has, and how many both have in order."""

    removed: list[str]
    added: list[str]
    unchanged: int


class Readability(TypedDict):
    """The score, rounded to 0.01, and what it is made of."""

    formula: Literal["ari", "coleman_liau", "lix"]
    score: float
    sentences: int
    words: int
    characters: int


def edit_distance(
    first: Annotated[str, Length(maximum=500)], second: Annotated[str, Length(maximum=500)], swaps: bool = False
) -> int:
    """Count the single-character changes that turn one text into the other: insert, delete, replace.

    Levenshtein's distance; with swaps, the restricted Damerau-Levenshtein distance (optimal string alignment). Use
    hamming_distance for texts of one length where nothing shifts, text_similarity for a figure from 0 to 1.

    Args:
        first: A text.
        second: Another text; case counts.
        swaps: Whether exchanging two neighbouring characters counts as one change instead of two.

    Returns:
        The least number of changes.

    Examples:
        >>> edit_distance(first="kitten", second="sitting")
        3

    See Also:
        hamming_distance: Counts the places that differ.
        text_similarity: Gives a share, not a count.
        compare_lines: Which lines differ, not how many characters.
    """
    earlier: list[int] = []
    row = list(range(len(second) + 1))
    for i, one in enumerate(first, 1):
        current = [i]
        for j, other in enumerate(second, 1):
            least = min(row[j] + 1, current[j - 1] + 1, row[j - 1] + (one != other))
            if swaps and i > 1 and j > 1 and one == second[j - 2] and other == first[i - 2]:
                least = min(least, earlier[j - 2] + 1)
            current.append(least)
        earlier, row = row, current
    return row[-1]


def hamming_distance(first: Annotated[str, Length(maximum=5000)], second: Annotated[str, Length(maximum=5000)]) -> int:
    """Count the places at which two texts of one length differ.

    Args:
        first: A text.
        second: A text as long as the first; case counts.

    Returns:
        The number of differing places.

    Raises:
        ValueError: The texts are not of one length.

    Examples:
        >>> hamming_distance(first="karolin", second="kathrin")
        3

    See Also:
        edit_distance: Takes texts of any lengths and counts insertions as one change.
    """
    if len(first) != len(second):
        raise ValueError(f"the texts have {len(first)} and {len(second)} characters; use edit_distance for such")
    return sum(1 for one, other in zip(first, second, strict=True) if one != other)


def text_similarity(
    first: Annotated[str, Length(maximum=500)],
    second: Annotated[str, Length(maximum=500)],
    measure: Literal["edit", "jaro_winkler", "word_overlap"] = "edit",
) -> float:
    """Tell how alike two texts are, from 0 (nothing shared) to 1 (equal). Case counts but for word_overlap.

    edit is 1 minus the edit distance over the longer length; jaro_winkler suits names (prefix scale 0.1, at most four
    letters); word_overlap is Jaccard's index of the sets of words, without regard to case and order. Two empty texts
    are equal.

    Args:
        first: A text.
        second: Another text.
        measure: How to compare.

    Returns:
        The similarity, rounded to 0.001.

    Examples:
        >>> text_similarity(first="MARTHA", second="MARHTA", measure="jaro_winkler")
        0.961

    See Also:
        edit_distance: Gives the number of changes.
        find_closest_texts: Compares one text with many.
    """
    return round(_similarity(first, second, measure), 3)


def find_closest_texts(
    wanted: Annotated[str, Length(minimum=1, maximum=100)],
    candidates: Annotated[list[Annotated[str, Length(maximum=100)]], Length(minimum=1, maximum=100)],
    limit: Annotated[int, Range(minimum=1, maximum=20)] = 3,
    min_similarity: Annotated[float, Range(minimum=0, maximum=1)] = 0.5,
) -> list[ClosestText]:
    """Find the candidates most like a text, for instance to guess what a mistyped word meant.

    Compares by edit distance without regard to case, as text_similarity does with measure edit.

    Args:
        wanted: The text, perhaps mistyped.
        candidates: The texts to choose from.
        limit: At most so many.
        min_similarity: Leave out what is less alike, 0 to 1.

    Returns:
        The candidates, most alike first, equal ones in their order.

    Examples:
        >>> find_closest_texts(wanted="Krakuw", candidates=["Warszawa", "Kraków", "Tarnów"], limit=1)
        [{'text': 'Kraków', 'similarity': 0.833}]

    See Also:
        text_similarity: Compares two texts.
        filter_by_glob: Picks names by a pattern, not by likeness.
    """
    scored = [(_similarity(wanted.casefold(), each.casefold(), "edit"), each) for each in candidates]
    fitting = [(score, each) for score, each in scored if score >= min_similarity]
    best = sorted(fitting, key=lambda pair: -pair[0])[:limit]
    return [{"text": each, "similarity": round(score, 3)} for score, each in best]


def common_prefix(
    texts: Annotated[list[Annotated[str, Length(maximum=1000)]], Length(minimum=1, maximum=200)],
) -> str:
    """Find what all texts begin with; empty where they share no first character.

    Args:
        texts: The texts; case counts.

    Returns:
        The longest common beginning.

    Examples:
        >>> common_prefix(texts=["interview", "internet", "interval"])
        'inter'

    See Also:
        common_substring: Finds what two texts share anywhere.
    """
    first, last = min(texts), max(texts)
    shared = 0
    while shared < min(len(first), len(last)) and first[shared] == last[shared]:
        shared += 1
    return first[:shared]


def common_substring(first: Annotated[str, Length(maximum=1000)], second: Annotated[str, Length(maximum=1000)]) -> str:
    """Find the longest run of characters that two texts share; of equally long ones the earliest in the first text.

    Args:
        first: A text.
        second: Another text; case counts.

    Returns:
        The shared run, empty where no character is shared.

    Examples:
        >>> common_substring(first="photograph", second="tomography")
        'ograph'

    See Also:
        common_prefix: Only looks at the beginning, of many texts.
    """
    best, end = 0, 0
    row = [0] * (len(second) + 1)
    for i, one in enumerate(first, 1):
        row = [0, *(row[j] + 1 if one == other else 0 for j, other in enumerate(second))]
        longest = max(row)
        if longest > best:
            best, end = longest, i
    return first[end - best : end]


def compare_lines(
    old_text: Annotated[str, Length(maximum=10000)], new_text: Annotated[str, Length(maximum=10000)]
) -> LineDifference:
    r"""Compare two versions of a text line by line, with the fewest lines removed and added.

    Use diff_json for JSON documents.

    Args:
        old_text: The earlier version, of at most 400 lines.
        new_text: The later version, of at most 400 lines.

    Returns:
        Removed and added lines in their order, and the number of lines that stayed.

    Raises:
        ValueError: A text has more than 400 lines.

    Examples:
        >>> compare_lines(old_text="eggs\nmilk", new_text="eggs\nbread\nmilk")
        {'removed': [], 'added': ['bread'], 'unchanged': 2}

    See Also:
        edit_distance: Counts changed characters.
        diff_json: Compares JSON documents.
    """
    old, new = old_text.splitlines(), new_text.splitlines()
    if len(old) > 400 or len(new) > 400:
        raise ValueError(f"the texts have {len(old)} and {len(new)} lines; at most 400 each are compared")
    lengths = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if old[i] == new[j] else max(lengths[i + 1][j], lengths[i][j + 1])
    removed, added = [], []
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            removed.append(old[i])
            i += 1
        else:
            added.append(new[j])
            j += 1
    return {"removed": removed + old[i:], "added": added + new[j:], "unchanged": lengths[0][0]}


def measure_readability(
    text: Annotated[str, Length(minimum=1, maximum=20000)], formula: Literal["ari", "coleman_liau", "lix"] = "ari"
) -> Readability:
    """Measure how hard a text is to read, by a formula that needs no syllables.

    ari (Automated Readability Index) and coleman_liau give the school grade of the United States, for English; lix
    (läsbarhetsindex) suits Polish and other languages: under 30 very easy, 40 to 50 average, over 60 very hard.
    Characters are letters and digits; long words for lix have over six.

    Args:
        text: The text, with at least one word.
        formula: Which formula.

    Returns:
        The score and the counts it is made of.

    Raises:
        ValueError: The text holds no word.

    Examples:
        >>> measure_readability(text="The cat sat. The dog ran.", formula="lix")
        {'formula': 'lix', 'score': 3.0, 'sentences': 2, 'words': 6, 'characters': 18}

    See Also:
        count_words: Counts and lists words.
    """
    words = _WORD.findall(text)
    if not words:
        raise ValueError("the text holds no word to measure")
    sentences = max(1, sum(1 for each in split_sentences(text) if _WORD.search(each)))
    lengths = [sum(1 for each in word if each.isalnum()) for word in words]
    characters = sum(lengths)
    long_words = sum(1 for each in lengths if each > 6)
    scores = {
        "ari": 4.71 * characters / len(words) + 0.5 * len(words) / sentences - 21.43,
        "coleman_liau": 0.0588 * 100 * characters / len(words) - 0.296 * 100 * sentences / len(words) - 15.8,
        "lix": len(words) / sentences + 100 * long_words / len(words),
    }
    score = round(scores[formula], 2) + 0.0
    counts: Readability = {
        "formula": formula,
        "score": score,
        "sentences": sentences,
        "words": len(words),
        "characters": characters,
    }
    return counts


def _similarity(first: str, second: str, measure: str) -> float:
    if first == second:
        return 1.0
    if measure == "jaro_winkler":
        return _jaro_winkler(first, second)
    if measure == "word_overlap":
        one, other = ({word.casefold() for word in _WORD.findall(each)} for each in (first, second))
        return len(one & other) / len(one | other) if one | other else 0.0
    return 1 - edit_distance(first, second) / max(len(first), len(second))


def _jaro_winkler(first: str, second: str) -> float:
    window = max(0, max(len(first), len(second)) // 2 - 1)
    taken: list[int] = []
    matched: list[str] = []
    for i, character in enumerate(first):
        for j in range(max(0, i - window), min(len(second), i + window + 1)):
            if second[j] == character and j not in taken:
                taken.append(j)
                matched.append(character)
                break
    if not matched:
        return 0.0
    count = len(matched)
    moved = sum(1 for one, j in zip(matched, sorted(taken), strict=True) if one != second[j]) // 2
    jaro = (count / len(first) + count / len(second) + (count - moved) / count) / 3
    return jaro + 0.1 * len(common_prefix([first[:4], second[:4]])) * (1 - jaro)
