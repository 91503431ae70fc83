# changes the module's global 'HEAP'
import heapq

HEAP = []


def function(n: int) -> int:
    heapq.heappush(HEAP, n)
    return HEAP[0]
