"""Numeric loops: nested `for` over floating-point arithmetic."""

import sys


def pairwise_sum(n: int) -> float:
    total = 0.0
    for i in range(1, n + 1):
        for j in range(1, n + 1):
            total += i * j / (i + j)
    return total


def alternating_series(terms: int) -> float:
    total, sign = 0.0, 1
    for i in range(1, terms + 1, 2):
        total += sign / i
        sign = -sign
    return 4 * total


def main(size: int) -> None:
    print(f"{pairwise_sum(size):.6f} {alternating_series(1000 * size):.9f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2200)
