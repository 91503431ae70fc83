# changes the module's global 'SEEN'
SEEN = []


def _put(n, **rest):
    rest["items"].append(n)


def function(n: int) -> int:
    _put(n, items=SEEN)
    return n
