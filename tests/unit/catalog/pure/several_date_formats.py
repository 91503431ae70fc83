from datetime import datetime

_FORMATS = ("%Y-%m-%d", "%d.%m.%Y")


def function(text: str) -> str:
    for layout in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, layout).date().isoformat()
        except ValueError:
            continue
    raise ValueError(f"{text!r} is no date")
