from functools import reduce
from itertools import accumulate, chain, product


def function(rows: list) -> dict:
    ordered = sorted(rows, key=lambda row: row["kind"])
    pairs = [list(pair) for pair in product([1, 2], repeat=2)]
    total = reduce(lambda most, row: most + row["n"], ordered, 0)
    return {"pairs": pairs, "total": total, "flat": list(chain.from_iterable(pairs)), "sums": list(accumulate([1, 2]))}
