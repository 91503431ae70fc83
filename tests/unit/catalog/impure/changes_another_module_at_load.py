# assigns to more than a name
import json

json.dumps = str


def function(n: int) -> int:
    return n
