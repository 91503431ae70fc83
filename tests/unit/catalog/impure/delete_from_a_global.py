# changes the module's global 'TABLE'
TABLE = {"a": 1}


def function(n: int) -> int:
    del TABLE["a"]
    return n
