# .timestamp()
from datetime import datetime


def function(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()
