"""Numbers in arrays and many small calls: largest eigenvalue by the power method."""

import sys
from math import sqrt


def entry(i: int, j: int) -> float:
    diagonal = i + j
    return 1 / (diagonal * (diagonal + 1) // 2 + i + 1)


def multiply(vector: list[float]) -> list[float]:
    return [sum(entry(i, j) * value for j, value in enumerate(vector)) for i in range(len(vector))]


def multiply_transposed(vector: list[float]) -> list[float]:
    return [sum(entry(j, i) * value for j, value in enumerate(vector)) for i in range(len(vector))]


def main(size: int) -> None:
    u = [1.0] * size
    for _ in range(10):
        v = multiply_transposed(multiply(u))
        u = multiply_transposed(multiply(v))
    product = sum(x * y for x, y in zip(u, v, strict=True))
    square = sum(y * y for y in v)
    print(f"{sqrt(product / square):.9f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
