# a member of Color
from enum import Enum


class Color(Enum):
    RED = []


def function(n: int) -> int:
    Color.RED.value.append(n)
    return n
