# not written out
import re


def function(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None
