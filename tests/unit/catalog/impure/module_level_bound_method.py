# changes the module's global 'SEEN'
SEEN = []
add = SEEN.append


def function(n: int) -> int:
    add(n)
    return 1
