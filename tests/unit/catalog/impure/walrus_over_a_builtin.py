# binds 'len'
SIZE = (len := [1])


def function(items: list) -> int:
    return len(items)
