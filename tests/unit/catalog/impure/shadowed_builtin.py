# changes the module's global 'SEEN'
SEEN = []


def len(items):
    SEEN.extend(items)
    return 0


def function(items: list) -> int:
    return len(items)
