# binds more than once
def _double(n):
    return n * 2


def function(n: int) -> int:
    return _double(n)


_double = print
