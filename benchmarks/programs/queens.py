"""Arrays of flags and recursion: all ways to place queens that do not attack each other."""

import sys


class Board:
    __slots__ = ("columns", "falling", "rising", "size")

    def __init__(self, size: int) -> None:
        self.size = size
        self.columns = [False] * size
        self.rising = [False] * (2 * size - 1)
        self.falling = [False] * (2 * size)


def solutions(board: Board, row: int) -> int:
    n = board.size
    if row == n:
        return 1
    columns, rising, falling = board.columns, board.rising, board.falling
    count = 0
    for column in range(n):
        if not columns[column] and not rising[row + column] and not falling[row - column + n]:
            columns[column] = rising[row + column] = falling[row - column + n] = True
            count += solutions(board, row + 1)
            columns[column] = rising[row + column] = falling[row - column + n] = False
    return count


if __name__ == "__main__":
    print(solutions(Board(int(sys.argv[1]) if len(sys.argv) > 1 else 11), 0))
