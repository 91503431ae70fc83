# reaches into an object
def function(n: int) -> str:
    return "{0.__class__}".format(n)
