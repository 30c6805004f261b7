"""``list.sort`` of numbers: in the natural order, then by a comparison function in the opposite one."""

import sys
from functools import cmp_to_key


def make_numbers(count: int) -> list[int]:
    numbers, seed = [], 42
    for _ in range(count):
        seed = seed * 16807 % 2147483647
        numbers.append(seed)
    return numbers


def compare(a: int, b: int) -> int:
    return (a < b) - (a > b)


def main(size: int) -> None:
    numbers = make_numbers(size)
    numbers.sort()
    print(numbers[0], numbers[size // 2], numbers[-1], sep="\t")
    numbers = make_numbers(size)
    numbers.sort(key=cmp_to_key(compare))
    print(numbers[0], numbers[size // 2], numbers[-1], sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200000)
