"""Arrays of arrays with many neighbours: Conway's game of life on a torus."""

import sys

World = list[list[int]]


def make_world(n: int) -> World:
    world, seed = [], 42
    for _ in range(n):
        row = []
        for _ in range(n):
            seed = seed * 16807 % 2147483647
            row.append(1 if seed % 3 == 0 else 0)
        world.append(row)
    return world


def next_generation(world: World) -> World:
    n = len(world)
    result = []
    for y, here in enumerate(world):
        above, below = world[y - 1], world[(y + 1) % n]
        row = []
        for x, cell in enumerate(here):
            left, right = x - 1, (x + 1) % n
            neighbours = (
                above[left] + above[x] + above[right] + here[left] + here[right] + below[left] + below[x] + below[right]
            )
            row.append(1 if neighbours == 3 or (neighbours == 2 and cell) else 0)
        result.append(row)
    return result


def main(size: int) -> None:
    world = make_world(size)
    for _ in range(100):
        world = next_generation(world)
    alive = checksum = 0
    for row in world:
        for cell in row:
            alive += cell
            checksum = (2 * checksum + cell) % 1000003
    print(alive, checksum, sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 130)
