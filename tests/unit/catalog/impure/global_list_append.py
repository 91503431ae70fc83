# changes the module's global 'SEEN'
SEEN = []


def function(n: int) -> int:
    SEEN.append(n)
    return len(SEEN)
