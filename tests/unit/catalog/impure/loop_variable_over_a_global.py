# changes the module's global 'ROWS'
ROWS = [{"n": 0}, {"n": 1}]


def function(n: int) -> int:
    for row in ROWS:
        row["n"] += n
    return n
