# changes the module's global 'ROWS'
ROWS = [[1], [2]]


def function(n: int) -> list:
    return [row.append(n) for row in ROWS]
