print("importing")


def noisy() -> str:
    print("calling")
    return "called"
