# calls id()
def function(items: list) -> int:
    return id(items)
