# imports numpy
import numpy


def function(n: int) -> int:
    return int(numpy.abs(n))
