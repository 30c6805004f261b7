"""Floating-point arithmetic in local variables: points of the Mandelbrot set."""

import sys


def steps_to_escape(cx: float, cy: float, limit: int) -> int:
    x = y = 0.0
    for steps in range(limit):
        x2, y2 = x * x, y * y
        if x2 + y2 > 4:
            return steps
        x, y = x2 - y2 + cx, 2 * x * y + cy
    return limit


def main(size: int) -> None:
    inside = total = 0
    for row in range(size):
        for column in range(size):
            steps = steps_to_escape(column * 3 / size - 2, row * 2 / size - 1, 50)
            if steps == 50:
                inside += 1
            total += steps
    print(inside, total, sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 320)
