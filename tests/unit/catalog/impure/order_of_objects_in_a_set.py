# an address
class Thing:
    def __init__(self, n):
        self.n = n


def function(n: int) -> list:
    return [each.n for each in {Thing(1), Thing(n)}]
