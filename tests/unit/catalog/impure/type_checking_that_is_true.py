# binds TYPE_CHECKING
TYPE_CHECKING = True
if TYPE_CHECKING:
    from os import getpid as abs


def function(n: int) -> int:
    return abs(n)
