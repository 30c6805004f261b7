"""Reading a file of 20 million bytes line by line."""

import sys
import tempfile
from pathlib import Path


def write_text(path: Path, blocks: int) -> None:
    block = "The quick brown fox jumps over\nthe lazy dog, again and again; so\nit goes.\n\n" * 1333
    with path.open("w", encoding="latin-1") as file:
        for _ in range(blocks):
            file.write(block)


def measure_lines(path: Path) -> tuple[int, int]:
    lines = length = 0
    with path.open(encoding="latin-1") as file:
        for line in file:
            lines += 1
            length += len(line.rstrip("\n"))
    return lines, length


def main(size: int) -> None:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "text.txt")
        write_text(path, size)
        print(*measure_lines(path), sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
