# method __add__()
SEEN = []


class Money:
    def __init__(self, amount):
        self.amount = amount

    def __add__(self, other):
        SEEN.append(other)
        return self


def function(n: int) -> int:
    return (Money(n) + Money(n)).amount
