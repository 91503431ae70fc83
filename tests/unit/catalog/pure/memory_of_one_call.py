def function(n: int) -> int:
    known = {0: 0, 1: 1}

    def fibonacci(k):
        if k not in known:
            known[k] = fibonacci(k - 1) + fibonacci(k - 2)
        return known[k]

    return fibonacci(n)
