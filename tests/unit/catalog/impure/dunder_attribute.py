# uses .__globals__
def function(n: int) -> int:
    function.__globals__["N"] = n
    return n
