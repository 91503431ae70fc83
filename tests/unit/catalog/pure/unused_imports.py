import os
import random
import time


def wait(seconds: float) -> None:
    time.sleep(seconds)


def function(n: int) -> int:
    return n + 1
