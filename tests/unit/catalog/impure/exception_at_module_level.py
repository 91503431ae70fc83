# changes the module's global 'FAULT'
FAULT = ValueError("no")


def function(n: int) -> int:
    raise FAULT
