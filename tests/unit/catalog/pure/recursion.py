def function(n: int) -> int:
    return 1 if n < 2 else n * function(n - 1)
