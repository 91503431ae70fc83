def _collect(node, found):
    if isinstance(node, dict):
        for key, value in node.items():
            found.append(key)
            _collect(value, found)


def function(tree: dict) -> list:
    found = []
    _collect(tree, found)
    return found
