# not written out
def function(template: str, n: int) -> str:
    return template.format(n)
