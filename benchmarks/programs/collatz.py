"""A `while` loop over whole numbers: the longest Collatz chain."""

import sys


def chain_length(n: int) -> int:
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def main(size: int) -> None:
    longest, winner = 0, 1
    for start in range(1, size + 1):
        steps = chain_length(start)
        if steps > longest:
            longest, winner = steps, start
    print(winner, longest, sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60000)
