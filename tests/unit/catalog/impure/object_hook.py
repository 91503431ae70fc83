# changes the module's global 'SEEN'
import json

SEEN = []


def function(text: str) -> int:
    json.loads(text, object_hook=SEEN.append)
    return len(SEEN)
