# does something when it is loaded
import sys

if sys.flags.optimize:
    RATE = 1
else:
    RATE = 2


def function(n: int) -> int:
    return n * RATE
