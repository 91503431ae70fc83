# may be a method
SEEN = []


class Loud:
    def push(self, item):
        SEEN.append(item)
        return item


def _fetch(thing):
    return thing.push


def function(n: int) -> int:
    return _fetch(Loud())(n)
