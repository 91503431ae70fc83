# calls print()
def _other(n=print("loaded")):
    return n


def function(n: int) -> int:
    return n
