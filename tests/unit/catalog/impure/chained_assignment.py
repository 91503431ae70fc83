# changes the module's global 'SEEN'
SEEN = []


def function(n: int) -> int:
    x = y = SEEN
    y.append(n)
    return len(x)
