# calls .push()
SEEN = []


class Quiet:
    def push(self, item):
        return item


class Loud:
    def push(self, item):
        SEEN.append(item)
        return item


def function(n: int) -> int:
    thing = Quiet() if n else Loud()
    return thing.push(n)
