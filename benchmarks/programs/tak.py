"""Recursion with three parameters: Takeuchi's function."""

import sys


def tak(x: int, y: int, z: int) -> int:
    if y >= x:
        return z
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


def main(size: int) -> None:
    print(sum(tak(18, 12, 6) for _ in range(size)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
