# changes the module's global 'SEEN'
SEEN = []


def _good(n):
    return n


def _bad(n):
    SEEN.append(n)
    return n


TABLE = {"good": _good, "bad": _bad}


def function(n: int, how: str) -> int:
    return TABLE[how](n)
