# changes the module's global 'ROWS'
ROWS = [[0], [1]]


def function(n: int) -> int:
    for index, row in enumerate(ROWS):
        row.append(index + n)
    return n
