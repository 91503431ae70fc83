def function(n: int) -> list[int]:
    found = []
    for number in range(2, n):
        if all(number % divisor for divisor in range(2, int(number**0.5) + 1)):
            found.append(number)
    return found
