# changes the module's global 'SEEN'
SEEN = []


class Fault(ValueError):
    def __str__(self):
        SEEN.append(1)
        return str(len(SEEN))


def function(n: int) -> str:
    raise Fault(n)
