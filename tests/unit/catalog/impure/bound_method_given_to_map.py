# changes the module's global 'SEEN'
SEEN = []


def function(items: list) -> int:
    return len(list(map(SEEN.append, items)))
