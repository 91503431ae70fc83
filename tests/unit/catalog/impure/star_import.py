# imports everything
from math import *


def function(n: float) -> float:
    return sqrt(n)
