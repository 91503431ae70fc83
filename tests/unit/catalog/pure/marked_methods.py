def effect(kind: str):
    def mark(method):
        method.__effect__ = kind
        return method

    return mark


class Scale:
    def __init__(self, factor: int) -> None:
        self.factor = factor

    @effect("read_only")
    def enlarged(self, n: int) -> int:
        return n * self.factor


def function(n: int) -> int:
    return Scale(3).enlarged(n)
