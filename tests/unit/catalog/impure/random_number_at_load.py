# random.random
import random

SALT = random.random()


def function(n: int) -> float:
    return n * SALT
