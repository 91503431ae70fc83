# changes
from dataclasses import dataclass, field

SEEN = []


@dataclass
class Box:
    items: list = field(default_factory=lambda: SEEN)


def function(n: int) -> int:
    box = Box()
    box.items.append(n)
    return len(box.items)
