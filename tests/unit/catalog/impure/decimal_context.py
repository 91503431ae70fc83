# decimal.getcontext
import decimal


def function(n: int) -> int:
    decimal.getcontext().prec = n
    return n
