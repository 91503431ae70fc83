# changes the class Counter
class Counter:
    total = 0


def function(n: int) -> int:
    Counter.total += n
    return Counter.total
