# not known to be harmless
from operator import attrgetter


def function(n: int) -> str:
    return str(attrgetter("__class__")(n))
