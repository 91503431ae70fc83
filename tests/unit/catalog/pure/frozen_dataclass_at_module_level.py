from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    name: str
    factor: float


_UNITS = {"km": Unit("kilometre", 1000.0), "m": Unit("metre", 1.0)}


def function(value: float, unit: str) -> str:
    chosen = _UNITS[unit]
    return f"{value * chosen.factor} metres, given in {chosen.name}"
