# changes the module's global 'SEEN'
SEEN = []


def _each(items):
    for item in items:
        SEEN.append(item)
        yield item


def function(items: list) -> list:
    return list(_each(items))
