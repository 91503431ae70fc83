# with the method upper()
SEEN = []


class Box:
    def upper(self):
        return SEEN


def function(n: int) -> int:
    Box().upper().append(n)
    return n
