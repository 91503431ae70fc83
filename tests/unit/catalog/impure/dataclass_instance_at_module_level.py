# changes the module's global 'STATE'
from dataclasses import dataclass


@dataclass
class State:
    count: int = 0


STATE = State()


def function(n: int) -> int:
    STATE.count += n
    return STATE.count
