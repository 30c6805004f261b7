"""Functions of any number of arguments: `*args` and spreading them again."""

import sys
from collections.abc import Callable


def polynomial(x: int, *coefficients: int) -> int:
    result = 0
    for coefficient in coefficients:
        result = result * x + coefficient
    return result


def spread(first: int, *others: int) -> int:
    lowest = highest = first
    for other in others:
        if other < lowest:
            lowest = other
        elif other > highest:
            highest = other
    return highest - lowest


calls: dict[str, int] = {}


def traced(name: str, function: Callable[..., int], *arguments: int) -> int:
    """Count the call under `name`, then make it."""
    calls[name] = calls.get(name, 0) + 1
    return function(*arguments)


def main(size: int) -> None:
    checksum = 0
    for i in range(1, size + 1):
        value = traced("polynomial", polynomial, 3, i % 5, 2, i % 7)
        if i % 2 == 0:
            value += traced("spread", spread, i % 11, i % 13, 6, 4)
        checksum = (checksum * 3 + value) % 1000003
    print(checksum, calls["polynomial"], calls["spread"], sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400000)
