def function(rows: int, columns: int) -> list:
    grid = [[0] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            grid[row][column] = row * columns + column
    grid[0][0] += 1
    del grid[-1]
    return grid
