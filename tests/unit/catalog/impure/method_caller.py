# not known to be harmless
from operator import methodcaller

SEEN = []


def function(n: int) -> int:
    methodcaller("append", n)(SEEN)
    return n
