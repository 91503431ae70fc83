import heapq
import math


def function(graph: dict, start: str) -> dict:
    distances = {node: math.inf for node in graph}
    distances[start] = 0
    queue = [(0, start)]
    while queue:
        distance, node = heapq.heappop(queue)
        if distance > distances[node]:
            continue
        for neighbour, weight in graph[node].items():
            if distance + weight < distances[neighbour]:
                distances[neighbour] = distance + weight
                heapq.heappush(queue, (distances[neighbour], neighbour))
    return {node: None if distance == math.inf else distance for node, distance in distances.items()}
