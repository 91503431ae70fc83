# changes the module's global 'SEEN'
SEEN = []


def _remember(items, n):
    items.append(n)
    return len(items)


def function(n: int) -> int:
    return _remember(SEEN, n)
