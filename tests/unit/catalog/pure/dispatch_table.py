import math
import operator

_OPERATIONS = {
    "add": operator.add,
    "subtract": lambda a, b: a - b,
    "power": math.pow,
    "largest": max,
}


def function(a: float, b: float, how: str) -> float:
    if how not in _OPERATIONS:
        raise ValueError(f"unknown operation: {how}")
    return _OPERATIONS[how](a, b)
