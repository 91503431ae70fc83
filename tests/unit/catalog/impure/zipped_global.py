# changes the module's global 'ROWS'
ROWS = [[0], [1]]


def function(items: list) -> int:
    for row, item in zip(ROWS, items):
        row.append(item)
    return 0
