def function(people: list) -> list:
    ranked = sorted(people, key=lambda each: (-each["age"], each["name"]))
    ranked.sort(key=lambda each: each["name"])
    return [each["name"] for each in ranked]
