"""Arithmetic by special methods: a swarm of points that follow each other."""

from __future__ import annotations

import sys
from math import cos, radians, sin


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def __add__(self, other: Vector) -> Vector:
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other: Vector) -> Vector:
        return Vector(self.x - other.x, self.y - other.y)

    def __neg__(self) -> Vector:
        return Vector(-self.x, -self.y)

    def __mul__(self, factor: float) -> Vector:
        return Vector(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    def __matmul__(self, other: Vector) -> float:
        return self.x * other.x + self.y * other.y

    def __lt__(self, other: Vector) -> bool:
        return self @ self < other @ other


def main(size: int) -> None:
    points = [Vector(cos(radians(45 * i)), sin(radians(45 * i))) for i in range(1, 9)]
    nearer = 0
    for step in range(1, size + 1):
        i = step % 8
        way = points[(i + 1) % 8] - points[i]
        points[i] = points[i] + 0.1 * way + Vector(0.001, 0)
        if -points[i] < way:
            nearer += 1
    centre = Vector(0, 0)
    for point in points:
        centre += point * 0.125
    print(f"{centre.x:.6f} {centre.y:.6f}", nearer, sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 150000)
