import re


def function(text: str, word: str) -> int:
    pattern = rf"\b{re.escape(word)}\b"
    return len(re.findall(pattern, text, flags=re.IGNORECASE))
