# changes the module's global 'SEEN'
from functools import partial

SEEN = []


def function(n: int) -> int:
    partial(SEEN.append, n)()
    return n
