"""Building text from strings and numbers: the pages of a report."""

import sys


def bar(length: int) -> str:
    result = ""
    for _ in range(length):
        result += "*"
    return result


def make_page(number: int, lines: int) -> str:
    parts, total = [f"page {number}\n"], 0
    for i in range(1, lines + 1):
        value = (number + i) * 7919 % 100
        total += value
        parts.append(f"{i}: {value} of {total} {bar(value // 20)}\n")
    parts.append(f"total {total}\n")
    return "".join(parts)


def main(size: int) -> None:
    length = checksum = 0
    for number in range(1, size + 1):
        text = make_page(number, 500)
        length += len(text)
        for character in text[::97]:
            checksum = (checksum * 3 + ord(character)) % 1000003
    print(length, checksum, sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 900)
