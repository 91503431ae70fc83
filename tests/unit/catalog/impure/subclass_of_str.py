# inherits from str
class Name(str):
    def upper(self):
        return "x"


def function(n: str) -> str:
    return Name(n).upper()
