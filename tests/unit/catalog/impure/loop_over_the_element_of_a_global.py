# changes the module's global 'SLOT'
SLOT = [0]


def function(items: list) -> int:
    for SLOT[0] in items:
        pass
    return SLOT[0]
