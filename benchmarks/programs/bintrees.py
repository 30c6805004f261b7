"""Making and visiting records: complete binary trees."""

from __future__ import annotations

import sys


class Tree:
    __slots__ = ("left", "right")

    def __init__(self, left: Tree | None = None, right: Tree | None = None) -> None:
        self.left = left
        self.right = right


def bottom_up(depth: int) -> Tree:
    if depth == 0:
        return Tree()
    return Tree(bottom_up(depth - 1), bottom_up(depth - 1))


def count(tree: Tree) -> int:
    if tree.left is None or tree.right is None:
        return 1
    return 1 + count(tree.left) + count(tree.right)


def main(size: int) -> None:
    kept = bottom_up(size)
    for depth in range(2, size + 1, 2):
        trees = 2 ** (size - depth)
        nodes = sum(count(bottom_up(depth)) for _ in range(trees))
        print(trees, depth, nodes, sep="\t")
    print(count(kept))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
