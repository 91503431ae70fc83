# changes the module's global 'MATCHER'
import difflib

MATCHER = difflib.SequenceMatcher()


def function(text: str) -> float:
    MATCHER.set_seq1(text)
    return MATCHER.ratio()
