# the class attribute 'items'
class Basket:
    items = []

    def put(self, item):
        self.items.append(item)
        return len(self.items)


def function(n: int) -> int:
    return Basket().put(n)
