# with
from decimal import localcontext


def function(n: int) -> int:
    with localcontext() as context:
        context.prec = n
    return n
