# as a value
SEEN = []


class Stack:
    def push(self, item):
        SEEN.append(item)


def function(n: int) -> int:
    push = Stack().push
    push(n)
    return n
