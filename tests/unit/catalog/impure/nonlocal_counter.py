# nonlocal
def _make():
    count = 0

    def step():
        nonlocal count
        count += 1
        return count

    return step


STEP = _make()


def function(n: int) -> int:
    return STEP() + n
