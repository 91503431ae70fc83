# type()
class Basket:
    items = []


def function(n: int) -> int:
    basket = Basket()
    type(basket).items = [n]
    return n
