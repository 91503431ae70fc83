# changes the module's global 'SEEN'
SEEN = []


def function(n: int) -> int:
    if (items := SEEN) is not None:
        items.append(n)
    return n
