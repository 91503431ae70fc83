# changes the module's global 'SEEN'
import statistics

SEEN = []


def function(n: int) -> int:
    found = statistics.median_low([SEEN])
    found.append(n)
    return len(found)
