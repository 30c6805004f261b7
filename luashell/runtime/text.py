"""The byte-string decision: a Lua string is a ``str`` with one byte per character, code points 0-255.

Text crosses this border here and nowhere else. ``strlen("é")`` is 2, as it was in 2000.
"""

from __future__ import annotations

import os

__all__ = ["from_bytes", "from_file_name", "from_typed", "to_bytes", "to_display", "to_file_name", "to_typed"]


def from_bytes(data: bytes | bytearray | memoryview) -> str:
    """Bytes as a Lua string."""
    return str(data, "latin-1")


def to_bytes(text: str) -> bytes:
    """A Lua string as bytes."""
    return text.encode("latin-1")


def from_typed(text: str) -> str:
    """What a person typed, as the Lua string of its UTF-8 bytes; bytes that came in undecodable return as they were."""
    return text.encode("utf-8", "surrogateescape").decode("latin-1")


def to_typed(text: str) -> str:
    """A Lua string as text, from which ``from_typed`` makes the same string again; what is no UTF-8 is a surrogate."""
    return text.encode("latin-1").decode("utf-8", "surrogateescape")


def to_display(text: str) -> str:
    """A Lua string for a screen: its bytes read as UTF-8, what is no UTF-8 as U+FFFD."""
    return text.encode("latin-1").decode("utf-8", "replace")


def from_file_name(name: str) -> str:
    """A name from the operating system (argument, environment, file) as a Lua string of its bytes."""
    return os.fsencode(name).decode("latin-1")


def to_file_name(text: str) -> bytes:
    """A Lua string as a file name; C ends it at the first NUL."""
    return text.encode("latin-1").partition(b"\0")[0]
