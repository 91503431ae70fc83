def _celsius(value):
    return value - 273.15


def _fahrenheit(value):
    return value * 9 / 5 - 459.67


_SCALES = {"celsius": _celsius, "fahrenheit": _fahrenheit}


def function(kelvin: float, scale: str) -> float:
    return round(_SCALES[scale](kelvin), 2)
