"""Functions that make functions: map, filter, reduce, composition, counters."""

import sys
from collections.abc import Callable
from functools import reduce

Change = Callable[[int], int]


def adder(n: int) -> Change:
    return lambda x: x + n


def divisible(n: int) -> Callable[[int], bool]:
    return lambda x: x % n == 0


def compose(f: Change, g: Change) -> Change:
    return lambda x: f(g(x))


def counter() -> Change:
    count = 0

    def add(step: int) -> int:
        nonlocal count
        count += step
        return count

    return add


def main(size: int) -> None:
    numbers = list(range(1, 301))
    count, checksum = counter(), 0
    for i in range(1, size + 1):
        change = compose(adder(i), lambda x: 2 * x)
        chosen = list(filter(divisible(i % 5 + 2), map(change, numbers)))
        checksum = (checksum + reduce(lambda a, b: a + b, chosen, 0)) % 1000003
        count(len(chosen))
    print(checksum, count(0), sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
