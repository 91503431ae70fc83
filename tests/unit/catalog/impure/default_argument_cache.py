# the default of 'seen'
def function(n: int, seen: list = []) -> int:
    seen.append(n)
    return len(seen)
