# calls open()
def function(n: str) -> str:
    return open(n).read()
