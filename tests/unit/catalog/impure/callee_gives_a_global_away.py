# changes the module's global 'SEEN'
SEEN = []


def _items():
    return SEEN


def function(n: int) -> int:
    found = _items()
    found.append(n)
    return len(found)
