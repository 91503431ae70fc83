class Parser:
    def __init__(self, text: str) -> None:
        self.tokens = list(text.replace(" ", ""))
        self.position = 0

    def peek(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.position += 1
        return token

    def expression(self) -> float:
        value = self.term()
        while self.peek() in ("+", "-"):
            value = value + self.term() if self.take() == "+" else value - self.term()
        return value

    def term(self) -> float:
        if self.peek() == "(":
            self.take()
            value = self.expression()
            self.take()
            return value
        digits = ""
        while self.peek().isdigit():
            digits += self.take()
        return float(digits)


def function(text: str) -> float:
    return Parser(text).expression()
