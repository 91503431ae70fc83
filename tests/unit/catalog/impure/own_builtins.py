# binds __builtins__
__builtins__ = {}


def function(n: int) -> int:
    return n
