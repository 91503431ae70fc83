# binds names with effects
SEEN = []


class Base:
    def __init_subclass__(cls):
        SEEN.append(1)


class Sub(Base):
    pass


def function(n: int) -> int:
    return n
