def _odd(n):
    return n != 0 and _even(n - 1)


def _even(n):
    return n == 0 or _odd(n - 1)


def function(n: int) -> bool:
    return _even(abs(n))
