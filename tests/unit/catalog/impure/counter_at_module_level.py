# an iterator that outlives
import itertools

COUNTER = itertools.count()


def function(n: int) -> int:
    return next(COUNTER) + n
