# changes the module's global 'SEEN'
SEEN = []


def _put(n, items):
    items.append(n)


def function(n: int) -> int:
    arguments = [n, SEEN]
    _put(*arguments)
    return n
