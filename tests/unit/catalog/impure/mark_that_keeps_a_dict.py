# has a method decorated by labelled
def labelled(**more: str):
    def mark(method):
        method.labels = more
        return method

    return mark


class Scale:
    @labelled(kind="read_only")
    def enlarged(self, n: int) -> int:
        return n * 3


def function(n: int) -> int:
    scale = Scale()
    scale.enlarged.labels[str(n)] = "seen"
    return len(scale.enlarged.labels)
