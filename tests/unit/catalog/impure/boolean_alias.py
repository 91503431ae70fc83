# changes the module's global 'SEEN'
SEEN = []


def function(n: int, items: list) -> int:
    found = items or SEEN
    found += [n]
    return len(found)
