# changes the module's global 'SEEN'
SEEN = []


def function(n: int) -> int:
    box = []
    other = box
    other.append(SEEN)
    box[0].append(n)
    return n
