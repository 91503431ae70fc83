# calls setattr()
def function(n: int) -> int:
    setattr(function, "n", n)
    return n
