# changes the module's global 'SEEN'
SEEN = [1]


def function(n: int) -> int:
    items = SEEN
    items *= 2
    return len(items)
