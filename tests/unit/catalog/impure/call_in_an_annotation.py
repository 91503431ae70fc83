# annotation
def function(n: print("loaded")) -> int:
    return n
