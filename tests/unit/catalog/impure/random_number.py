# random.random
import random


def function(n: int) -> float:
    return random.random() * n
