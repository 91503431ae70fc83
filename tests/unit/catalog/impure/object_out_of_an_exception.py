# changes what an exception holds
SEEN = []


def function(n: int) -> int:
    try:
        raise ValueError(SEEN)
    except ValueError as error:
        error.args[0].append(n)
    return n
