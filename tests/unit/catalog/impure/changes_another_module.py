# changes json
import json


def function(n: int) -> int:
    json.dumps = str
    return n
