# changes the module's global 'SEEN'
SEEN = []


def function(n: int) -> int:
    list.append(SEEN, n)
    return n
