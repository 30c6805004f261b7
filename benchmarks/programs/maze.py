"""A list as a queue: breadth-first walks through a maze."""

import sys
from collections import deque


def make_maze(width: int) -> list[list[bool]]:
    wall, seed = [], 42
    for y in range(width):
        row = []
        for x in range(width):
            seed = seed * 16807 % 2147483647
            border = x in (0, width - 1) or y in (0, width - 1)
            row.append(border or seed % 4 == 0)
        wall.append(row)
    return wall


DIRECTIONS = ((0, -1), (1, 0), (0, 1), (-1, 0))


def explore(wall: list[list[bool]], x: int, y: int) -> tuple[int, int]:
    """Number of cells that can be reached, and the sum of their distances."""
    reached = total = 0
    queue = deque([(x, y, 0)])
    seen = {(x, y)}
    while queue:
        x, y, distance = queue.popleft()
        reached += 1
        total += distance
        for dx, dy in DIRECTIONS:
            cell = (x + dx, y + dy)
            if not wall[cell[1]][cell[0]] and cell not in seen:
                seen.add(cell)
                queue.append((*cell, distance + 1))
    return reached, total


def main(size: int) -> None:
    wall = make_maze(size)
    cells = steps = 0
    for start in range(1, size - 1, size // 8 + 1):
        if not wall[start][start]:
            reached, total = explore(wall, start, start)
            cells += reached
            steps += total
    print(cells, steps, sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 220)
