# changes the module's global 'TABLE'
TABLE = {"a": [[]]}


def function(n: int) -> int:
    match TABLE:
        case {"a": [inner]}:
            inner.append(n)
    return n
