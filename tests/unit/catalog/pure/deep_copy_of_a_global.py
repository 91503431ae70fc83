import copy

_TEMPLATE = {"items": [], "total": 0}


def function(price: float) -> dict:
    bill = copy.deepcopy(_TEMPLATE)
    bill["items"].append(price)
    return bill
