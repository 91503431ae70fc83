# changes the module's global 'SEEN'
SEEN = []


def _apply(list, item):
    list(item)
    return 1


def function(n: int) -> int:
    return _apply(SEEN.append, n)
