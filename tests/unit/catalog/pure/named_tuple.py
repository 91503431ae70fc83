from typing import NamedTuple


class Point(NamedTuple):
    x: float
    y: float = 0.0


def function(points: list) -> dict:
    known = [Point(*each) for each in points]
    widest = max(known, key=lambda point: point.x)
    return {"x": widest.x, "moved": widest._replace(y=1.0).y}
