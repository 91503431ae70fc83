# changes the module's global 'SEEN'
SEEN = []


def _key(item):
    SEEN.append(item)
    return item


def function(items: list) -> list:
    return sorted(items, key=_key)
