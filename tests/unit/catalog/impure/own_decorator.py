# decorator
SEEN = []


def register(inner):
    SEEN.append(inner)
    return inner


@register
def function(n: int) -> int:
    return n
