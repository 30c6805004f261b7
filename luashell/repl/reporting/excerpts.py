"""The line that an error is about, with a caret below it."""

from __future__ import annotations

from luashell.repl.printing.describing import source_name
from luashell.repl.printing.literals import columns, safe
from luashell.repl.reporting.failures import shift_of
from luashell.repl.styled import CARET, LUA, MUTED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.repl.reporting.failures import Failure
    from luashell.repl.styled import Styled

__all__ = ["excerpt", "marked_line"]

INDENT: Final = "  "
_TAB: Final = "    "
_CUT: Final = "..."
_LONGEST_LINE: Final = 4000
"""Bytes of a line around the place that are looked at."""


def excerpt(failure: Failure, entry_name: str, width: int) -> Styled:
    """The line and its caret, nothing if they are unknown; and where they are, if they are in a file, or in a text of
    several lines that is not the entry called ``entry_name``.
    """
    spot, text = failure.spot, failure.text
    if spot is None or text is None or failure.chunk is None:
        return []
    lines = text.split("\n")
    if not 0 < spot.line <= len(lines):
        return []
    shift = shift_of(failure) if spot.line == 1 else 0
    line = lines[spot.line - 1][shift:].rstrip("\r")
    number = f"{spot.line} | " if len(lines) > 1 else ""
    shown, column, length = marked_line(line, spot.column - shift, spot.width, width - len(INDENT) - len(number))
    styled: Styled = []
    if failure.chunk[:1] == "@" or (failure.chunk != entry_name and len(lines) > 1):
        styled.append((MUTED, f"{INDENT}in {source_name(failure.chunk)}, line {spot.line}:\n"))
    styled += [(MUTED, INDENT + number), (LUA, f"{shown}\n")]
    gutter = INDENT + (" " * (len(number) - 2) + "| " if number else "")
    caret = "^" + "~" * (length - 1)
    return [*styled, (MUTED, gutter), (CARET, f"{' ' * column}{caret}\n")]


def marked_line(line: str, column: int, width: int, room: int) -> tuple[str, int, int]:
    """A line of a text for the screen, cut to ``room`` columns around the ``width`` bytes from ``column`` on.

    Gives the text, and in columns where the mark begins and how long it is.
    """
    column = max(min(column, len(line)), 0)
    start = max(column - _LONGEST_LINE, 0)
    before = _shown(line[start:column])
    marked = _shown(line[column : column + width])
    after = _shown(line[column + width : column + width + _LONGEST_LINE])
    length = max(columns(marked), 1)
    most = room * 2 // 3
    if columns(before) + min(length, room - most) > most:
        while before and columns(before) > most - len(_CUT):
            before = before[1:]
        before = _CUT + before
    begins = columns(before)
    shown = before + marked + after
    if columns(shown) > room:
        while shown and columns(shown) > room - len(_CUT):
            shown = shown[:-1]
        shown += _CUT
    return shown, begins, max(min(length, room - begins), 1)


def _shown(text: str) -> str:
    """Bytes of a source as they look: tabs as blanks, what cannot be seen as its escape."""
    return _TAB.join(safe(part).replace("\\\\", "\\") for part in text.split("\t"))
