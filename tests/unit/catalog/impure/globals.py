# calls globals()
def function(n: int) -> int:
    globals()["N"] = n
    return n
