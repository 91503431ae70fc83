# changes the module's global 'SEEN'
SEEN = []


def function(items: list) -> list:
    return sorted(items, key=lambda item: (SEEN.append(item), item)[1])
