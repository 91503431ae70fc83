# has a decorator
from functools import lru_cache


@lru_cache
def _slow(n):
    return [n]


def function(n: int) -> list:
    found = _slow(n)
    found.append(n)
    return found
