# an iterator that outlives
ITEMS = iter([1, 2, 3])


def function(n: int) -> int:
    for item in ITEMS:
        return item + n
    return n
