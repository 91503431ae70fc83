from collections import Counter


def function(text: str, top: int = 3) -> list:
    counts = Counter(word.lower() for word in text.split())
    counts.update(["the"])
    return [{"word": word, "count": count} for word, count in counts.most_common(top)]
