# changes the module's global 'SEEN'
SEEN = []


class Key:
    def __eq__(self, other):
        SEEN.append(other)
        return True


def function(n: int) -> bool:
    return Key() == n
