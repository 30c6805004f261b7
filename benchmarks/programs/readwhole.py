"""Reading a file of 20 million bytes at one go, and counting its lines."""

import sys
import tempfile
from pathlib import Path


def write_text(path: Path, blocks: int) -> None:
    block = "The quick brown fox jumps over\nthe lazy dog, again and again; so\nit goes.\n\n" * 1333
    with path.open("w", encoding="latin-1") as file:
        for _ in range(blocks):
            file.write(block)


def measure_text(path: Path) -> tuple[int, int]:
    text = path.read_text(encoding="latin-1")
    return len(text.splitlines()), len(text)


def main(size: int) -> None:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "text.txt")
        write_text(path, size)
        print(*measure_text(path), sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
