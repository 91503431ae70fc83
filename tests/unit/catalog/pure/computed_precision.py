def function(value: float, digits: int = 2) -> str:
    return f"{value:.{digits}f}"
