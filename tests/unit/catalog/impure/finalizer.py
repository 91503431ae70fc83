# __del__
SEEN = []


class Ghost:
    def __del__(self):
        SEEN.append(1)


def function(n: int) -> int:
    Ghost()
    return len(SEEN)
