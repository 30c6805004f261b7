"""Scanning text with anchored regular expressions: reading and evaluating formulas."""

import re
import sys

TOKEN = re.compile(r"\s*([A-Za-z][A-Za-z0-9]*|\d+|[^\w\s])")
VARIABLES = {"x": 7, "y": 11, "rate": 3}


class Scanner:
    __slots__ = ("position", "text", "token")

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.advance()

    def advance(self) -> None:
        match = TOKEN.match(self.text, self.position)
        if match:
            self.token = match.group(1)
            self.position = match.end()
        else:
            self.token = ""


def factor(scanner: Scanner) -> int:
    token = scanner.token
    scanner.advance()
    if token == "(":
        result = expression(scanner)
        scanner.advance()
    elif token == "-":
        result = -factor(scanner)
    else:
        result = VARIABLES[token] if token in VARIABLES else int(token)
    return result


def term(scanner: Scanner) -> int:
    result = factor(scanner)
    while scanner.token == "*":
        scanner.advance()
        result *= factor(scanner)
    return result


def expression(scanner: Scanner) -> int:
    result = term(scanner)
    while scanner.token in ("+", "-"):
        operator = scanner.token
        scanner.advance()
        if operator == "+":
            result += term(scanner)
        else:
            result -= term(scanner)
    return result


def evaluate(text: str) -> int:
    return expression(Scanner(text))


def main(size: int) -> None:
    checksum = 0
    for i in range(1, size + 1):
        formula = f"(x + {i}) * (y - -{i % 13}) + rate * ({i} - 2*x) - 5"
        checksum = (3 * checksum + evaluate(formula)) % 1000003
    print(checksum)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 18000)
