import re


def function(text: str) -> str:
    return re.sub(r"_(\w)", lambda match: match.group(1).upper(), text)
