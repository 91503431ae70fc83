# changes the module's global 'STATE'
class State:
    def __init__(self):
        self.n = 0


STATE = State()


def _set(state, n):
    state.n = n


def function(n: int) -> int:
    _set(STATE, n)
    return STATE.n
