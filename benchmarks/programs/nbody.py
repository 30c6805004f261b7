"""Records of numbers: bodies that attract each other."""

import sys
from itertools import combinations
from math import cos, radians, sin, sqrt


class Body:
    __slots__ = ("mass", "vx", "vy", "vz", "x", "y", "z")

    def __init__(self, position: tuple[float, float, float], velocity: tuple[float, float, float], mass: float) -> None:
        self.x, self.y, self.z = position
        self.vx, self.vy, self.vz = velocity
        self.mass = mass


def make_bodies() -> list[Body]:
    bodies = [Body((0, 0, 0), (0, 0, 0), 1000)]
    for i in range(1, 5):
        angle, distance = radians(70 * i), 10 * i
        speed = sqrt(1000 / distance)
        position = (distance * cos(angle), distance * sin(angle), i / 4)
        bodies.append(Body(position, (-speed * sin(angle), speed * cos(angle), 0), i))
    return bodies


def advance(bodies: list[Body], pairs: list[tuple[Body, Body]], step: float) -> None:
    for a, b in pairs:
        dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
        square = dx * dx + dy * dy + dz * dz
        pull = step / (square * sqrt(square))
        a.vx -= dx * b.mass * pull
        a.vy -= dy * b.mass * pull
        a.vz -= dz * b.mass * pull
        b.vx += dx * a.mass * pull
        b.vy += dy * a.mass * pull
        b.vz += dz * a.mass * pull
    for body in bodies:
        body.x += step * body.vx
        body.y += step * body.vy
        body.z += step * body.vz


def energy(bodies: list[Body], pairs: list[tuple[Body, Body]]) -> float:
    total = 0.0
    for body in bodies:
        total += body.mass * (body.vx**2 + body.vy**2 + body.vz**2) / 2
    for a, b in pairs:
        total -= a.mass * b.mass / sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2)
    return total


def main(size: int) -> None:
    bodies = make_bodies()
    pairs = list(combinations(bodies, 2))
    for _ in range(size):
        advance(bodies, pairs, 0.001)
    print(f"{energy(bodies, pairs):.6f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 45000)
