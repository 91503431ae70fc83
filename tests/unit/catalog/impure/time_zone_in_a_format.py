# reads the time zone
from datetime import date


def function(text: str) -> str:
    return date.fromisoformat(text).strftime("%s")
