# as a value
from datetime import datetime


def function() -> str:
    kind = datetime
    return kind.now().isoformat()
