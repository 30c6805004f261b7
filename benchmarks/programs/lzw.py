"""Dictionaries keyed by strings: LZW compression and expansion."""

import sys

SYLLABLES = ("lo", "ba", "mi", "tur", "ke", "san", "o", "pel")


def make_text(seed: int, words: int) -> str:
    parts = []
    for _ in range(words):
        seed = seed * 16807 % 2147483647
        parts.append(f"{SYLLABLES[seed % 8]}{SYLLABLES[seed // 8 % 8]} ")
    return "".join(parts)


def compress(text: str) -> list[int]:
    codes = {chr(i): i for i in range(256)}
    output, prefix = [], ""
    for character in text:
        longer = prefix + character
        if longer in codes:
            prefix = longer
        else:
            output.append(codes[prefix])
            codes[longer] = len(codes)
            prefix = character
    if prefix:
        output.append(codes[prefix])
    return output


def expand(codes: list[int]) -> str:
    strings = [chr(i) for i in range(256)]
    previous = strings[codes[0]]
    parts = [previous]
    for code in codes[1:]:
        entry = strings[code] if code < len(strings) else previous + previous[0]
        parts.append(entry)
        strings.append(previous + entry[0])
        previous = entry
    return "".join(parts)


def main(size: int) -> None:
    length = checksum = 0
    for seed in range(1, size + 1):
        text = make_text(seed, 2000)
        output = compress(text)
        if expand(output) != text:
            raise ValueError("expansion went wrong")
        length += len(text)
        for code in output:
            checksum = (31 * checksum + code) % 1000003
    print(length, checksum, sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 150)
