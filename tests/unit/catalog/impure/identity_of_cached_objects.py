# two objects are one
import re

_FIRST = re.compile("a+")


def function(n: int) -> bool:
    return re.compile("a+") is _FIRST
