# global
COUNT = 0


def function(n: int) -> int:
    global COUNT
    COUNT += n
    return COUNT
