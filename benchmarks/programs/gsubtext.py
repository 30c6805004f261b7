"""``re.subn`` over five million bytes of text: a plain text, captures, a function."""

import re
import sys

BLOCK = "Lines of text, and <b>some</b> marks: ada@example.org wrote 17 letters.\n"


def main(size: int) -> None:
    text = BLOCK * 1389 * size
    plain, dots = text.replace(".", ";"), text.count(".")
    turned, addresses = re.subn(r"([A-Za-z0-9]+)@([A-Za-z0-9]+)", r"\2 at \1", text)
    doubled, numbers = re.subn(r"[0-9]+", lambda match: str(int(match[0]) * 2), text)
    unmarked, marks = re.subn(r"<[^>]*>", "", text)
    capitals, words = re.subn(r"[a-z]+", lambda match: match[0].upper(), text)
    print(len(plain), dots, len(turned), addresses, len(doubled), numbers, sep="\t")
    print(len(unmarked), marks, words, capitals[:30], sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
