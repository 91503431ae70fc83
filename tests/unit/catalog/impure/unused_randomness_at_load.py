# random.random
import random

SALT = random.random()


def function(n: int) -> int:
    return n
