# changes the module's global 'SEEN'
SEEN = []


def function(n: int) -> int:
    first, *rest = [0, SEEN]
    rest[0].append(n)
    return first
