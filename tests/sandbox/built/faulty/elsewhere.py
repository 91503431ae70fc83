from typing import TypedDict


class Point(TypedDict):
    z: int
