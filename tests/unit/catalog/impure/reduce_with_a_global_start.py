# changes the module's global 'SEEN'
from functools import reduce

SEEN = []


def function(items: list) -> int:
    found = reduce(lambda most, item: 1, items, SEEN)
    found.append(1)
    return len(found)
