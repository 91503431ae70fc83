# changes the module's global 'SEEN'
SEEN = []


def function(n: int) -> int:
    add = SEEN.append
    add(n)
    return len(SEEN)
