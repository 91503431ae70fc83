def _windows(items, size):
    for start in range(len(items) - size + 1):
        yield items[start : start + size]


def function(items: list, size: int) -> list:
    return [sum(window) for window in _windows(items, size)]
