# an address
def function(n: int) -> str:
    return str(lambda: n)
