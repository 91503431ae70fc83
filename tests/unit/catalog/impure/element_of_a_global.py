# changes the module's global 'TABLE'
TABLE = {"a": []}


def function(n: int) -> int:
    row = TABLE["a"]
    row.append(n)
    return len(row)
