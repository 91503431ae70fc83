def function(a: float, b: float) -> float:
    if b == 0:
        raise ValueError("b must not be zero")
    return round(a / b, 2)
