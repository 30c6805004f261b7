"""Scanning text with regular expressions: word frequencies."""

import re
import sys

SYLLABLES = ("ka", "lor", "mi", "ne", "tas", "Un", "vo")


def make_lines(count: int) -> list[str]:
    lines, seed = [], 42
    for _ in range(count):
        words = []
        for _ in range(8):
            seed = seed * 16807 % 2147483647
            words.append(f"{SYLLABLES[seed % 7]}{SYLLABLES[seed // 7 % 7]}, ")
        lines.append("".join(words))
    return lines


def count_words(lines: list[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for line in lines:
        for match in re.findall(r"[A-Za-z]+", line):
            word = match.lower()
            counts[word] = counts.get(word, 0) + 1
    return counts


def main(size: int) -> None:
    counts = count_words(make_lines(size))
    words = sorted(counts, key=lambda word: (-counts[word], word))
    for word in words[:5]:
        print(word, counts[word], sep="\t")
    print(len(words))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50000)
