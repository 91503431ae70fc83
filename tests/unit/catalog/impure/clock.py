# datetime.datetime.now
from datetime import datetime


def function() -> str:
    return datetime.now().isoformat()
