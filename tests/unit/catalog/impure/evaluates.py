# calls eval()
def function(n: str) -> int:
    return eval(n)
