def function(value: dict) -> dict:
    return {key: type(each).__name__ for key, each in value.items() if not isinstance(each, (list, dict))}
