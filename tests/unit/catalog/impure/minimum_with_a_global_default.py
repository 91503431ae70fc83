# changes the module's global 'SEEN'
SEEN = []


def function(items: list) -> int:
    found = min(items, default=SEEN)
    found.append(1)
    return len(found)
