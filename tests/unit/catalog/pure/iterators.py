from functools import reduce
from itertools import chain, groupby, product
from operator import itemgetter


def function(rows: list) -> dict:
    ordered = sorted(rows, key=itemgetter("kind"))
    groups = {kind: len(list(members)) for kind, members in groupby(ordered, key=itemgetter("kind"))}
    pairs = [list(pair) for pair in product([1, 2], repeat=2)]
    total = reduce(lambda most, n: max(most, n), [len(pair) for pair in pairs], 0)
    return {"groups": groups, "pairs": pairs, "total": total, "flat": list(chain.from_iterable(pairs))}
