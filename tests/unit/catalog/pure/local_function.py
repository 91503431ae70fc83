def function(matrix: list) -> int:
    seen = set()

    def fill(row: int, column: int) -> int:
        inside = 0 <= row < len(matrix) and 0 <= column < len(matrix[0])
        if not inside or (row, column) in seen or not matrix[row][column]:
            return 0
        seen.add((row, column))
        return 1 + fill(row + 1, column) + fill(row, column + 1)

    return max(fill(row, 0) for row in range(len(matrix)))
