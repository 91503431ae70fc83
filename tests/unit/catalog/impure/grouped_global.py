# changes the module's global 'ROWS'
from itertools import groupby

ROWS = [[1], [1], [2]]


def function(n: int) -> int:
    for _, group in groupby(ROWS, key=len):
        for row in group:
            row.append(n)
    return n
