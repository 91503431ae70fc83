# does something when it is loaded
SEEN = []
SEEN.append(1)


def function(n: int) -> int:
    return n
