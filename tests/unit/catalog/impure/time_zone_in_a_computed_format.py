# computed format
from datetime import date


def function(text: str, layout: str) -> str:
    return f"{date.fromisoformat(text):{layout}}"
