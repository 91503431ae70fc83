# changes the module's global 'remember'
def _make():
    seen = []

    def remember(n):
        seen.append(n)
        return len(seen)

    return remember


remember = _make()


def function(n: int) -> int:
    return remember(n)
