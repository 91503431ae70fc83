# has a method decorated by
SEEN = []


def effect(kind: str):
    def mark(method):
        SEEN.append(method)
        method.__effect__ = kind
        return method

    return mark


class Scale:
    @effect("read_only")
    def enlarged(self, n: int) -> int:
        return n * 3


def function(n: int) -> int:
    return Scale().enlarged(n) + len(SEEN)
