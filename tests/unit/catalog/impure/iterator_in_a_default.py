# an iterator that outlives
def function(n: int, items=iter("abc")) -> list:
    return [*items, n]
