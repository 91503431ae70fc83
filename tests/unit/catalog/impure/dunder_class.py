# uses .__class__
def function(n: int) -> list:
    return [n.__class__]
