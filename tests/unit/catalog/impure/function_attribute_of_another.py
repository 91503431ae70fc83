# changes _other()
def _other():
    return 1


def function(n: int) -> int:
    _other.seen = n
    return n
