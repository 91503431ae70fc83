# changes the module's global 'SEEN'
SEEN = []


class Key:
    @property
    def value(self):
        SEEN.append(1)
        return len(SEEN)


def function(n: int) -> int:
    return Key().value + n
