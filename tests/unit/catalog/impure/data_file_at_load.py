# pathlib.Path
import json
from pathlib import Path

DATA = json.loads(Path(__file__).with_name("x.json").read_text())


def function(n: int) -> int:
    return n
