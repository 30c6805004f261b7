"""What is transferred: both ends make it for themselves."""

import os
from typing import Final

SIZE: Final = int(os.environ.get("TRANSFER_SIZE", "50_000_000"))
"""Bytes of a document or file."""
LINES: Final = 10_000
"""Lines of a mail."""

SMALL: Final = b"small"
"""What is transferred first, so that all modules are loaded."""


def document() -> bytes:
    """Every byte, again and again, and nothing that lines up with blocks."""
    return (bytes(range(256)) * (SIZE // 255))[:SIZE]


def mail() -> bytes:
    """Lines of which every third begins with a dot."""
    return b"".join(b"." * (number % 3 == 0) + b"line %d %s\n" % (number, b"-" * 60) for number in range(LINES))
