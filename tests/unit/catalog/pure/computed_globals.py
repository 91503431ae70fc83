import math
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_SQUARES: Final = {number: number**2 for number in range(10)}
_LETTERS = frozenset("abc")
_RATE = Decimal("1.2") * 2


def _double(values):
    return [value * 2 for value in values]


_DOUBLED = _double([1, 2, 3])
_TAU = math.tau


def function(n: int) -> list:
    return [_SQUARES[n % 10], n in _DOUBLED, str(_RATE), sorted(_LETTERS), _TAU]


if __name__ == "__main__":
    print(function(3))
