"""All of a value, whatever its size, in pieces: nothing is left out and no text of its size is ever held."""

from __future__ import annotations

from luashell.repl.printing.contents import all_contents, key_text
from luashell.repl.printing.describing import described
from luashell.repl.printing.layout import COMMENT, INDENT, Bounds, Layout, NoRoomError, Place
from luashell.repl.printing.literals import exact_number, quoted
from luashell.runtime.numerals import number_to_string
from luashell.runtime.tables import LuaTable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final, TypeAlias

    from luashell.runtime.aliases import LuaValue
    from luashell.runtime.globals import Globals

    _Entry: TypeAlias = tuple[str, LuaValue, str, Place]
    """What stands before a value, the value, what stands behind it, and how it was come to."""

__all__ = ["pieces_of"]

_PORTION: Final = 65536
"""Bytes of a string that are written at a time."""

_DEEPEST_INDENT: Final = 20
_DEEPEST_LINE: Final = 6
"""How deep the tables on one line may be: each of them is tried on one line with all that is in it."""
_UNLIMITED: Final = 2**53


def pieces_of(value: LuaValue, width: int, globals_: Globals, root: str = "_1") -> Iterator[str]:
    """The text that shows the whole of ``value``, in lines; a table that fits on one of ``width`` columns is on one."""
    if isinstance(value, float):
        yield f"{number_to_string(value)}\n"
    elif isinstance(value, str):
        yield from _string(value)
        yield "\n"
    elif (description := described(value, globals_)) is not None:
        yield f"{description}\n"
    else:
        yield from _Stream(width, globals_).pieces(value, root)


def _string(text: str) -> Iterator[str]:
    yield '"'
    start = 0
    while start < len(text):
        end = start + _PORTION
        while start < end < len(text) and "\x80" <= text[end] <= "\xbf" and end > start + _PORTION - 4:
            end -= 1  # not inside a character of UTF-8
        yield quoted(text[start:end])[1:-1]
        start = end
    yield '"'


class _Open:
    """A table that is being written: its entries that are still to come, and what follows its closing brace."""

    __slots__ = ("entries", "identity", "separator")

    def __init__(self, identity: int, entries: Iterator[_Entry], separator: str) -> None:
        self.identity = identity
        self.entries = entries
        self.separator = separator


class _Stream:
    """A walk through tables inside tables. It remembers where it is in each of them, and does not call itself."""

    def __init__(self, width: int, globals_: Globals) -> None:
        everything = Bounds(width, _DEEPEST_LINE, _UNLIMITED, _UNLIMITED)
        self._width = everything.width
        self._globals = globals_
        self._layout = Layout(everything, globals_, is_whole=True)
        self._open: list[_Open] = []

    def pieces(self, value: LuaValue, root: str) -> Iterator[str]:
        """The text of ``value``, a table or nil."""
        yield from self._entry("", value, "", Place(None, root))
        while self._open:
            table = self._open[-1]
            entry = next(table.entries, None)
            if entry is not None:
                yield from self._entry(*entry)
            else:
                self._open.pop()
                self._layout.open.discard(table.identity)
                yield f"{self._indent()}}}{table.separator}\n"

    def _indent(self) -> str:
        return INDENT * min(len(self._open), _DEEPEST_INDENT)

    def _entry(self, prefix: str, value: LuaValue, separator: str, place: Place) -> Iterator[str]:
        """One entry, on one line if there is room; else a string as it is, and of a table the beginning."""
        before = self._indent() + prefix
        try:
            line = self._layout.flat(value, max(self._width - len(before) - 1, len("{...}")), 0, place)
        except NoRoomError:
            if isinstance(value, LuaTable) and described(value, self._globals) is None:
                yield from self._table(before, value, separator, place)
            else:
                yield before
                yield from _string(value) if isinstance(value, str) else self._long(value)
                yield f"{separator}\n"
        else:
            yield f"{before}{line.code}{separator}{COMMENT if line.comment else ''}{line.comment}\n"

    def _table(self, before: str, table: LuaTable, separator: str, place: Place) -> Iterator[str]:
        if id(table) in self._layout.seen:
            line = self._layout.reference(table)
            yield f"{before}{line.code}{separator}{COMMENT}{line.comment}\n"
            return
        yield f"{before}{{\n"
        self._layout.seen[id(table)] = place
        self._layout.open.add(id(table))
        self._open.append(_Open(id(table), self._entries(table, place), separator))

    def _long(self, value: LuaValue) -> Iterator[str]:
        """A value without parts that needs more room than there is."""
        description = described(value, self._globals)
        yield f"<{description}>" if description else exact_number(value) if isinstance(value, float) else "nil"

    def _entries(self, table: LuaTable, place: Place) -> Iterator[_Entry]:
        contents = all_contents(table)
        last = len(contents.listed) + len(contents.keyed)
        for number, value in enumerate(contents.listed, 1):
            separator = "" if number == last else ";" if number == len(contents.listed) else ","
            yield "", value, separator, Place(place, float(number))
        for number, (key, value) in enumerate(contents.keyed, len(contents.listed) + 1):
            name = key_text(key, lambda other: f"<{described(other, self._globals) or 'table'}>")
            yield f"{name} = ", value, "" if number == last else ",", Place(place, key)
