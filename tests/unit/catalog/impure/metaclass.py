# metaclass
class Meta(type):
    def __call__(cls):
        return []


class Thing(metaclass=Meta):
    pass


def function(n: int) -> int:
    return len(Thing())
