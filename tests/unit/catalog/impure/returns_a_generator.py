# returns an iterator
def function(items: list):
    yield from items
