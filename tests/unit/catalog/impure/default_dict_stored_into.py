# the default of 'cache'
def function(n: int, *, cache: dict = {}) -> int:
    if n not in cache:
        cache[n] = len(cache)
    return cache[n]
