# calls hash()
def function(n: str) -> int:
    return hash(n)
