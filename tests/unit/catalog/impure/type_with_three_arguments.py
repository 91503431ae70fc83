# calls type()
def function(n: int) -> int:
    made = type("Made", (), {"n": n})
    return made.n
