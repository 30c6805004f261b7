"""`list.sort` with a comparison function: fractions, compared by multiplying crosswise."""

import sys
from functools import cmp_to_key
from itertools import pairwise


class Fraction:
    __slots__ = ("denominator", "numerator")

    def __init__(self, numerator: int, denominator: int) -> None:
        self.numerator = numerator
        self.denominator = denominator


def make_fractions(count: int) -> list[Fraction]:
    fractions, seed = [], 42
    for _ in range(count):
        seed = seed * 16807 % 2147483647
        fractions.append(Fraction(seed % 30000, seed % 7919 + 1))
    return fractions


def compare(a: Fraction, b: Fraction) -> int:
    return a.numerator * b.denominator - b.numerator * a.denominator


def main(size: int) -> None:
    fractions = make_fractions(size)
    fractions.sort(key=cmp_to_key(compare))
    if any(compare(b, a) < 0 for a, b in pairwise(fractions)):
        raise ValueError("not sorted")
    largest = fractions[-1]
    print(largest.numerator, largest.denominator, sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 80000)
