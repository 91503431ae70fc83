# an address
class Thing:
    pass


def function(n: int) -> str:
    return str([Thing()])
