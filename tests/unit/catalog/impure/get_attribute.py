# calls getattr()
SEEN = []


def function(n: int) -> int:
    getattr(SEEN, "append")(n)
    return n
