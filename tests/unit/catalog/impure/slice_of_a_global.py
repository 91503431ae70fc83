# changes the module's global 'ROWS'
ROWS = [[1], [2]]


def function(n: int) -> int:
    ROWS[:1][0].append(n)
    return n
