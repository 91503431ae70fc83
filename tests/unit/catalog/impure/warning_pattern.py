# Python may warn of
import re


def function(text: str) -> bool:
    return re.search("[[a]", text) is not None
