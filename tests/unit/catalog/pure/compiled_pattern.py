import re

_EMAIL = re.compile(r"[\w.]+@[\w.]+\.\w+")


def function(text: str) -> list:
    return [match.group().lower() for match in _EMAIL.finditer(text)]
