# os.getpid
def function(n: int) -> int:
    import os

    return os.getpid() + n
