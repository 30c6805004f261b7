"""Text one character at a time: run-length encoding and back."""

import sys


def make_text(seed: int, runs: int) -> str:
    parts = []
    for i in range(1, runs + 1):
        seed = seed * 16807 % 2147483647
        parts.append(chr(97 + i % 26) * (seed % 12 + 1))
    return "".join(parts)


def encode(text: str) -> str:
    parts, previous, count = [], "", 0
    for character in text:
        if character == previous:
            count += 1
        else:
            if count > 0:
                parts.append(f"{count}{previous}")
            previous, count = character, 1
    if count > 0:
        parts.append(f"{count}{previous}")
    return "".join(parts)


def decode(code: str) -> str:
    parts, count = [], 0
    for character in code:
        if "0" <= character <= "9":
            count = 10 * count + int(character)
        else:
            parts.append(character * count)
            count = 0
    return "".join(parts)


def main(size: int) -> None:
    long = short = 0
    for seed in range(1, size + 1):
        text = make_text(seed, 200)
        code = encode(text)
        if decode(code) != text:
            raise ValueError("decoding went wrong")
        long += len(text)
        short += len(code)
    print(long, short, sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1600)
