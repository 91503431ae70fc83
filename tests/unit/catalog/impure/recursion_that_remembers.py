# changes the module's global 'SEEN'
SEEN = []


def _down(n, items):
    if n > 0:
        _up(n - 1, items)
    items.append(n)


def _up(n, items):
    _down(n - 1, SEEN)


def function(n: int) -> int:
    _up(n, [])
    return n
