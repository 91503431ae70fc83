"""How values from the data are shown in findings."""

from __future__ import annotations

import json

from verifiers.model import Json

_MOST_CHARACTERS = 200
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def shortened(value: Json) -> Json:
    """``value`` itself where its JSON text is short, otherwise the beginning of that text and ``…``."""
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, str):
        return value if len(value) <= _MOST_CHARACTERS else value[:_MOST_CHARACTERS] + "…"
    text = ""
    for piece in _ENCODER.iterencode(value):  # piece by piece, because values may be long and shown often
        text += piece
        if len(text) > _MOST_CHARACTERS:
            return text[:_MOST_CHARACTERS] + "…"
    return value
