# changes the module's global 'SEEN'
SEEN = []


def function(n: int, fresh: bool) -> int:
    items = [] if fresh else SEEN
    items.append(n)
    return len(items)
