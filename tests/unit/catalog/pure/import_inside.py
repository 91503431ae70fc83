def function(degrees: float) -> float:
    import math

    return math.sin(math.radians(degrees))
