_GREETINGS = {"en": "Hello, {name}!", "pl": "Witaj, {name}!"}


def function(name: str, count: int) -> str:
    return "{name} has {count:>5} items".format(name=name, count=count) + " %d%%" % count
