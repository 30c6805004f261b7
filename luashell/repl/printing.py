"""Values as the prompt shows them: on few lines, whatever their size, and without a byte that could steer a terminal.

Tables look like the constructors that make them (2.10), strings like literals (1.5). Tag methods are not called.
"""

from __future__ import annotations

from luashell.runtime.numerals import number_to_string
from luashell.runtime.tables import LuaTable
from luashell.runtime.text import to_display, to_typed
from luashell.stdlib.base import tostring
from luashell.syntax.tokens import RESERVED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from luashell.runtime.aliases import LuaValue

__all__ = ["lines_of"]

WIDTH: Final = 78
"""Columns of a line; a table that needs more is shown with one entry on each line."""

MOST_ENTRIES: Final = 30
"""Entries of a table that are shown."""

LONGEST_STRING: Final = 2000
"""Bytes of a string that are shown."""

CUT: Final = "..."

_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def lines_of(value: LuaValue) -> list[str]:
    """The lines that show ``value``."""
    line = _Line()
    shown = line.of(value, WIDTH if isinstance(value, LuaTable) else LONGEST_STRING)
    return [shown] if line.is_whole or not isinstance(value, LuaTable) else _lines_of_table(value)


def _lines_of_table(table: LuaTable) -> list[str]:
    lines: list[str] = []
    left_out = 0
    for separator, prefix, value in _entries(table):
        if len(lines) < MOST_ENTRIES:
            if lines:
                lines[-1] += separator
            lines.append(f"  {prefix}{_Line().of(value, WIDTH - len(prefix) - 3)}")
        else:
            left_out += 1
    if left_out:
        lines.append(f"  {CUT} {left_out} more")
    return ["{", *lines, "}"]


class _Line:
    """One line on the screen. ``is_whole`` turns false when something had to be left out for lack of room."""

    def __init__(self) -> None:
        self.is_whole = True

    def of(self, value: LuaValue, room: int) -> str:
        """``value`` in about ``room`` columns."""
        if isinstance(value, str):
            return self._quoted(value, max(room, 0))
        if isinstance(value, float):
            return number_to_string(value)
        if isinstance(value, LuaTable):
            return self._table(value, room)
        return to_display(str(tostring(value)))

    def _table(self, table: LuaTable, room: int) -> str:
        """``{10, 20; x = "y"}``"""
        shown = ""
        for separator, prefix, value in _entries(table):
            before = f"{separator} " if shown else ""
            left = room - len(shown) - len("{, ...}")
            entry = prefix + self.of(value, left - len(prefix)) if left > len(prefix) else ""
            if not entry or len(entry) > left:
                self.is_whole = False
                return f"{{{shown}{before}{CUT}}}"
            shown += before + entry
        return f"{{{shown}}}"

    def _quoted(self, text: str, limit: int) -> str:
        """A string as a literal; bytes that are no UTF-8, or nothing to see, are written as numbers."""
        shown = "".join(map(_escaped, to_typed(text[:limit])))
        if len(text) <= limit:
            return f'"{shown}"'
        self.is_whole = False
        return f'"{shown}"{CUT}'


def _entries(table: LuaTable) -> Iterator[tuple[str, str, LuaValue]]:
    """What separates each value from the one before it, its key, and the value: first the list, then all others."""
    position = 1.0
    while (value := table.raw_get(position)) is not None:
        yield ",", "", value
        position += 1.0
    separator = ";"
    for key, value in table.raw_items():
        if value is not None and not (isinstance(key, float) and 1 <= key < position and key.is_integer()):
            yield separator, f"{_key(key)} = ", value
            separator = ","


def _key(key: LuaValue) -> str:
    if isinstance(key, str) and key.isascii() and key.isidentifier() and key not in RESERVED:
        return key
    return f"[{_Line().of(key, WIDTH // 2)}]"


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    return "".join(f"\\{byte:03}" for byte in character.encode("utf-8", "surrogateescape"))
