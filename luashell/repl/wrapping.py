"""Sentences in lines of the screen's width."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["LEAST_WIDTH", "beside", "wrapped"]

LEAST_WIDTH: Final = 20
"""Columns; on a narrower screen the terminal breaks the lines."""

LEAST_BESIDE: Final = 30
"""Columns without which a text stands below its head."""


def wrapped(text: str, width: int, first: str = "", others: str = "") -> str:
    """``text`` in lines of at most ``width`` columns, which begin with ``first`` and ``others``; no word is broken."""
    if len(first) + len(text) <= width and text.isascii() and "\n" not in text:
        return f"{first}{text}\n"
    import textwrap  # most lines are short

    lines = textwrap.wrap(
        text,
        max(width, LEAST_WIDTH),
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "".join(f"{line}\n" for line in lines)


def beside(head: int, text: str, width: int) -> str:
    """``text`` in lines beside a head of so many columns; where there is little room for that, below it."""
    if width - head < LEAST_BESIDE:
        return "\n" + wrapped(text, width, "  ", "  ")
    margin = " " * head
    return wrapped(text, width, margin, margin)[head:]
