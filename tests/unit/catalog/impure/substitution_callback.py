# changes the module's global 'SEEN'
import re

SEEN = []


def function(text: str) -> str:
    return re.sub("a", lambda match: SEEN.append(match) or "b", text)
