# changes the module's global 'TABLE'
TABLE = {"a": []}


def function(n: int) -> int:
    table = dict(TABLE)
    table["a"].append(n)
    return n
