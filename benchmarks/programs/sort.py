"""`list.sort` in the natural order: numbers and words."""

import sys
from itertools import pairwise
from typing import TypeVar

Item = TypeVar("Item", int, str)


def make_lists(count: int) -> tuple[list[int], list[str]]:
    numbers, words, seed = [], [], 42
    for _ in range(count):
        seed = seed * 16807 % 2147483647
        numbers.append(seed % 1000000)
        words.append(f"{seed // 128:06x}")
    return numbers, words


def is_sorted(values: list[Item]) -> bool:
    return all(a <= b for a, b in pairwise(values))


def main(size: int) -> None:
    numbers, words = make_lists(size)
    numbers.sort()
    words.sort()
    if not is_sorted(numbers) or not is_sorted(words):
        raise ValueError("not sorted")
    middle = size // 2
    print(numbers[0], numbers[middle], words[middle], sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200000)
