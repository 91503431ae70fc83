# changes the module's global 'CACHE'
CACHE = {}


def function(n: int) -> int:
    return CACHE.setdefault("n", n)
