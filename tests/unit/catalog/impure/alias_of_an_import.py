# os.getpid
import os as math


def function(n: int) -> int:
    return math.getpid() + n
