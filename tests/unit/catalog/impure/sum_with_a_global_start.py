# changes the module's global 'SEEN'
SEEN = []


def function(items: list) -> int:
    found = sum(items, SEEN)
    found.append(1)
    return len(found)
