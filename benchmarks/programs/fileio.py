"""Writing a file and reading it back line by line."""

import sys
import tempfile
from pathlib import Path


def write_table(path: Path, rows: int) -> None:
    with path.open("w", encoding="ascii") as file:
        for i in range(1, rows + 1):
            file.write(f"{i} {i * 7919 % 1000} row\n")


def sum_table(path: Path) -> tuple[int, int]:
    rows = total = 0
    with path.open(encoding="ascii") as file:
        for line in file:
            number, value, _ = line.split()
            rows += 1
            total += int(number) * int(value)
    return rows, total


def main(size: int) -> None:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "table.txt")
        write_table(path, size)
        print(*sum_table(path), sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200000)
