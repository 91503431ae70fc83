# calls .push()
SEEN = []


class Stack:
    def push(self, item):
        SEEN.append(item)


def _push(stack, item):
    stack.push(item)


def function(n: int) -> int:
    _push(Stack(), n)
    return n
