"""Text for the screen in pieces, each with what it is: how it looks is decided where colours are known.

Pure text comes out of ``plain_text``; ``highlight.py`` makes colours of it for terminals that have them.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, TypeAlias

    Styled: TypeAlias = list[tuple[str, str]]
    """Pieces of text, as it is typed (not Lua strings), each with its kind: one of the names below."""

__all__ = [
    "CARET", "ERROR", "HEADING", "HINT", "LUA", "MUTED", "PLAIN", "RECEIVED", "SENT", "counted", "plain",
    "plain_text", "printable", "spelt",
]  # fmt: skip

PLAIN: Final = ""
"""Ordinary text."""
LUA: Final = "lua"
"""Lua source, or a value as Lua would write it."""
ERROR: Final = "error"
"""The sentence of an error."""
CARET: Final = "caret"
"""What points at a place in the line above."""
HINT: Final = "hint"
"""Advice: what one could do."""
HEADING: Final = "heading"
"""The name of what follows."""
MUTED: Final = "muted"
"""What matters less: sizes, what was left out, the time something took."""
SENT: Final = "sent"
"""Bytes that leave a socket."""
RECEIVED: Final = "received"
"""Bytes that arrive at a socket."""


def plain(text: str) -> Styled:
    """``text`` in one ordinary piece; nothing for an empty one."""
    return [(PLAIN, text)] if text else []


def plain_text(styled: Styled) -> str:
    """The text alone."""
    return "".join(text for _, text in styled)


def counted(count: int, noun: str) -> str:
    """``1 byte``, ``2 bytes``."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def printable(text: str) -> str:
    """``text`` without characters that could steer a terminal: all but LF and TAB are spelt as Lua spells bytes."""
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    return "".join(each if each.isprintable() or each in "\n\t" else spelt(each) for each in text)


def spelt(character: str) -> str:
    r"""A character as Lua spells its bytes in strings: ``\195\169`` for an e with an accent."""
    return "".join(f"\\{byte:03}" for byte in character.encode("utf-8", "surrogateescape"))
