"""Arrays of arrays: multiplication of square matrices."""

import sys

Matrix = list[list[float]]


def make_matrix(n: int, factor: int) -> Matrix:
    return [[(factor * i + j) % 10 / 2 for j in range(1, n + 1)] for i in range(1, n + 1)]


def multiply(a: Matrix, b: Matrix) -> Matrix:
    columns = list(zip(*b, strict=True))
    return [[sum(x * y for x, y in zip(row, column, strict=True)) for column in columns] for row in a]


def main(size: int) -> None:
    product = multiply(make_matrix(size, 3), make_matrix(size, 7))
    trace = sum(product[i][i] for i in range(size))
    print(f"{trace:.2f} {product[0][-1]:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 160)
