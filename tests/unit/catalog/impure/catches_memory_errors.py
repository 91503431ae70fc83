# catches Exception
def function(n: int) -> int:
    try:
        return len([0] * n)
    except Exception:
        return 0
