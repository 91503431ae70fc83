# uses print
SIZE = (len := print)


def function(items: list) -> int:
    return len(items)
