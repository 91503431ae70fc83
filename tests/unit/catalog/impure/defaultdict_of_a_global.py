# changes the module's global 'SEEN'
from collections import defaultdict

SEEN = []


def function(n: int) -> int:
    table = defaultdict(lambda: SEEN)
    table["a"].append(n)
    return n
