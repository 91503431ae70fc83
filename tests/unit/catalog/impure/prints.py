# calls print()
def function(n: int) -> int:
    print(n)
    return n
