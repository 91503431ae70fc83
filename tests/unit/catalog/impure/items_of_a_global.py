# changes the module's global 'TABLE'
TABLE = {"a": []}


def function(n: int) -> int:
    for _, row in TABLE.items():
        row.append(n)
    return n
