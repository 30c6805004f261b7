"""A value on lines of a given width, and on few of them."""

from __future__ import annotations

from luashell.repl.held_results import MOST_RESULTS
from luashell.repl.printing.contents import first_contents, key_text
from luashell.repl.printing.describing import described
from luashell.repl.printing.literals import columns, cut_to, exact_number, is_name, quoted
from luashell.repl.styled import LUA, MUTED
from luashell.repl.wrapping import wrapped
from luashell.runtime.numerals import number_to_string
from luashell.runtime.tables import LuaTable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.repl.settings import Settings
    from luashell.repl.styled import Styled
    from luashell.runtime.aliases import LuaValue
    from luashell.runtime.globals import Globals

__all__ = ["Bounds", "Layout", "NoRoomError", "Place", "brief", "results", "value_lines"]

NARROWEST: Final = 40
"""Columns that are used even where there are fewer."""

MOST_LINES: Final = 100
"""Lines of tables inside tables that are shown."""

CUT_TO: Final = 3
"""Lines that a string which is too long takes when it stands alone."""

INDENT: Final = "  "
COMMENT: Final = "  -- "
_LONGEST_PATH: Final = 30


class Bounds:
    """What a value may take up: ``width`` in columns, ``depth`` of tables, ``items`` of a table, bytes of a string."""

    __slots__ = ("depth", "items", "string", "width")

    def __init__(self, width: int = 78, depth: int = 3, items: int = 30, string: int = 2000) -> None:
        self.width = max(width, NARROWEST)
        self.depth = depth
        self.items = items
        self.string = string

    @classmethod
    def chosen(cls, width: int, settings: Settings) -> Bounds:
        """What the settings of a session ask for, on a screen of that ``width``."""
        return cls(width, settings.depth, settings.items, settings.string)


class NoRoomError(Exception):
    """It does not fit on one line."""


class Place:
    """How a table was come to, from the value that is shown: ``_1.name[2]``. The root's key is its name."""

    __slots__ = ("holder", "key")

    def __init__(self, holder: Place | None, key: LuaValue) -> None:
        self.holder = holder
        self.key = key

    def text(self) -> str | None:
        """The place as an expression; None when there is none, or when it would be too long."""
        parts: list[str] = []
        place: Place = self
        while place.holder is not None:
            if isinstance(place.key, str):
                parts.append(f".{place.key}" if is_name(place.key) else f"[{quoted(place.key[:_LONGEST_PATH])}]")
            elif isinstance(place.key, float):
                parts.append(f"[{exact_number(place.key)}]")
            else:
                return None
            if sum(map(len, parts)) > _LONGEST_PATH:
                return None
            place = place.holder
        return f"{place.key}{''.join(reversed(parts))}"


class Line:
    """A line of Lua, and the comment that ends it."""

    __slots__ = ("code", "comment")

    def __init__(self, code: str, comment: str = "") -> None:
        self.code = code
        self.comment = comment

    def styled(self) -> Styled:
        """The line for the screen."""
        if not self.comment:
            return [(LUA, f"{self.code}\n")]
        blanks = COMMENT if self.code.strip() else COMMENT.lstrip()
        return [(LUA, self.code), (MUTED, f"{blanks}{self.comment}\n")]


class Layout:
    """Shows values, each table once: where it appears again stands where it was, in ``root`` (``_1.name``).

    What ``is_whole`` leaves nothing out: a table that is too deep has no room on one line.
    """

    def __init__(self, bounds: Bounds, globals_: Globals, *, is_whole: bool = False) -> None:
        self._bounds = bounds
        self._is_whole = is_whole
        self._globals = globals_
        self._left = MOST_LINES
        self.seen: dict[int, Place] = {}
        """Tables that have been shown, by identity."""
        self.open: set[int] = set()
        """Those of them that are being shown: what refers to them is a cycle."""

    # ---- on one line

    def flat(self, value: LuaValue, room: int, depth: int, place: Place) -> Line:
        """``value`` on one line of at most ``room`` columns, whole. Raises NoRoomError."""
        seen = len(self.seen)
        try:
            return self._flat_within(value, room, depth, place)
        except NoRoomError:
            while len(self.seen) > seen:
                self.open.discard(self.seen.popitem()[0])
            raise

    def _flat_within(self, value: LuaValue, room: int, depth: int, place: Place) -> Line:
        line = self._flat(value, room, depth, place)
        if columns(line.code) + (len(COMMENT) + columns(line.comment) if line.comment else 0) > room:
            raise NoRoomError
        return line

    def _flat(self, value: LuaValue, room: int, depth: int, place: Place) -> Line:
        if isinstance(value, str):
            if len(value) > min(self._bounds.string, 4 * room):
                raise NoRoomError
            return Line(quoted(value))
        if isinstance(value, float):
            return Line(exact_number(value))
        if value is None:
            return Line("nil")
        description = described(value, self._globals)
        if description is not None:
            return Line(f"<{description}>")
        if not isinstance(value, LuaTable):
            raise TypeError(f"not a Lua value: {value.__class__.__name__}")
        return self._flat_table(value, room, depth, place)

    def _flat_table(self, table: LuaTable, room: int, depth: int, place: Place) -> Line:
        """``{10, 20; x = "y"}``"""
        count = len(table.raw_items())
        if not count:
            return Line("{}")
        if id(table) in self.seen:
            return self.reference(table)
        if depth > self._bounds.depth:
            if self._is_whole:
                raise NoRoomError
            return Line("{...}")
        if count * 2 > room:
            raise NoRoomError
        contents = first_contents(table, self._bounds.items)
        if contents.left_out:
            raise NoRoomError
        self.seen[id(table)] = place
        self.open.add(id(table))
        entries: list[tuple[str, LuaValue, LuaValue]]
        entries = [("", float(position), value) for position, value in enumerate(contents.listed, 1)]
        entries += [(f"{self.key(key, room)} = ", key, value) for key, value in contents.keyed]
        shown = comment = ""
        for number, (prefix, key, value) in enumerate(entries):
            separator = "; " if number == len(contents.listed) else ", "
            line = self._flat(value, room - len(shown) - len(prefix) - 2, depth + 1, Place(place, key))
            shown += (separator if shown else "") + prefix + line.code
            if len(shown) > room or (comment and line.comment):
                raise NoRoomError
            comment = comment or line.comment
        self.open.discard(id(table))
        return Line(f"{{{shown}}}", comment)

    def reference(self, table: LuaTable) -> Line:
        """What stands for a table that was shown before."""
        text = self.seen[id(table)].text()
        if id(table) in self.open:
            return Line(text or "{...}", "<cycle>")
        return Line(text or "{...}", f"<table {text or 'shown above'}>")

    def key(self, key: LuaValue, room: int) -> str:
        """A key as a constructor writes it, in at most ``room`` columns; one that is too long is cut, and no Lua."""
        if isinstance(key, str) and len(key) > room:
            key = key[:room]
        text = key_text(key, lambda other: f"<{described(other, self._globals) or 'table'}>")
        return text if columns(text) <= room else f"{cut_to(text, room - 1)}]"

    # ---- on several lines

    def lines(self, value: LuaValue, room: int, depth: int, place: Place) -> list[Line]:
        """``value`` on lines of at most ``room`` columns."""
        try:
            return [self.flat(value, room, depth, place)]
        except NoRoomError:
            pass
        if isinstance(value, str):
            return [_cut_string(value, room)]
        if not isinstance(value, LuaTable) or described(value, self._globals) is not None:
            code = self._flat(value, room, depth, place).code
            return [Line(f"{cut_to(code, room - 1)}>" if code.startswith("<") else cut_to(code, room))]
        if id(value) in self.seen:
            return [self.reference(value)]
        if depth > self._bounds.depth:
            return [Line("{...}")]
        if depth and self._left <= 0:
            return [Line("{...}", _entries(len(value.raw_items())))]
        return self._block(value, room, depth, place)

    def _block(self, table: LuaTable, room: int, depth: int, place: Place) -> list[Line]:
        self.seen[id(table)] = place
        self.open.add(id(table))
        items = self._bounds.items if not depth else max(self._bounds.items // 3, 3)
        contents = first_contents(table, items)
        inner = room - len(INDENT)
        lines = self._rows(contents.listed, inner, depth, place)
        if lines and contents.keyed:
            _end(lines[-1], ";")
        for position, (key, value) in enumerate(contents.keyed):
            prefix = f"{self.key(key, inner // 2)} = "
            entry = self.lines(value, inner - columns(prefix) - 1, depth + 1, Place(place, key))
            entry[0].code = prefix + entry[0].code
            if position + 1 < len(contents.keyed):
                _end(entry[-1], ",")
            lines += entry
        self.open.discard(id(table))
        if contents.left_out:
            unordered = "" if contents.is_ordered else ", in no particular order"
            lines.append(Line("", f"{contents.left_out} more{unordered}"))
        for line in lines:
            line.code = INDENT + line.code
        if depth:
            self._left -= len(lines)
        return [Line("{"), *lines, Line("}")]

    def _rows(self, values: list[LuaValue], room: int, depth: int, place: Place) -> list[Line]:
        """The list: numbers and short strings side by side, anything else on lines of its own."""
        lines: list[Line] = []
        row_is_open = False
        for position, value in enumerate(values, 1):
            entry = self.lines(value, room - 1, depth + 1, Place(place, float(position)))
            if position < len(values):
                _end(entry[-1], ",")
            is_small = isinstance(value, str | float) and not entry[0].comment and columns(entry[0].code) <= room // 3
            if is_small and row_is_open and columns(lines[-1].code) + 1 + columns(entry[0].code) <= room:
                lines[-1].code += " " + entry[0].code
            else:
                lines += entry
            row_is_open = is_small
        return lines


def _end(line: Line, separator: str) -> None:
    """Put ``separator`` behind a line, or in place of the one it has."""
    line.code = line.code.removesuffix(",") + separator


def _entries(count: int) -> str:
    return f"{count} entr{'y' if count == 1 else 'ies'}"


def _cut_string(text: str, room: int) -> Line:
    """``"head" ... "tail"``, and the size as a comment, together in at most ``room`` columns; the head at least."""
    comment = f"{len(text)} bytes"
    left = room - len(COMMENT) - len(comment) - len('"" ... ""')
    head = _head(text, max(left * 3 // 4, 4))
    tail = _tail(text, max(left - columns(head), 4))
    code = f'"{head}" ... "{tail}"'
    return Line(code if columns(code) <= room else f'"{head}"...', comment)


def _head(text: str, room: int) -> str:
    """As much of the beginning of a Lua string as fits, escaped."""
    end = _between_characters(text, min(room, len(text)))
    while (excess := columns(shown := quoted(text[:end])[1:-1]) - room) > 0:
        end = _between_characters(text, max(end - max(excess // 4, 1), 0))
    return shown


def _tail(text: str, room: int) -> str:
    """As much of the end of a Lua string as fits, escaped."""
    start = _between_characters(text, len(text) - min(room, len(text)))
    while (excess := columns(shown := quoted(text[start:])[1:-1]) - room) > 0:
        start = _between_characters(text, start + max(excess // 4, 4))
    return shown


def _between_characters(text: str, position: int) -> int:
    """The nearest position before or at this one that lies in no character of UTF-8."""
    for earlier in range(position, max(position - 4, -1), -1):
        if not "\x80" <= text[earlier : earlier + 1] <= "\xbf":
            return earlier
    return position


def value_lines(value: LuaValue, bounds: Bounds, globals_: Globals, root: str = "_1", room: int = 0) -> list[Line]:
    """The lines that show ``value``, each at most ``room`` columns long, by default the width.

    A string that stands alone is shown whole up to the length that the bounds allow, and folded by the terminal.
    """
    if isinstance(value, float):
        return [Line(number_to_string(value))]
    if isinstance(value, str):
        return [
            Line(quoted(value))
            if len(value) <= bounds.string
            else _cut_string(value, min(bounds.string, CUT_TO * bounds.width))
        ]
    description = described(value, globals_)
    if description is not None:
        return [Line(line) for line in wrapped(description, room or bounds.width, others=INDENT).splitlines()]
    layout = Layout(bounds, globals_)
    return [_fitted(line, room) for line in layout.lines(value, room or bounds.width, 0, Place(None, root))]


def _fitted(line: Line, room: int) -> Line:
    if room and line.comment:
        left = room - columns(line.code) - len(COMMENT)
        line.comment = cut_to(line.comment, left) if left > len("...") else ""
    return line


def results(values: tuple[LuaValue, ...], bounds: Bounds, globals_: Globals) -> Styled:
    """What an entry gave: a single value as it is, several of them numbered."""
    styled: Styled = []
    several = len(values) > 1
    for number, value in enumerate(values[:MOST_RESULTS], 1):
        label = f"{number}: " if several else ""
        if label:
            styled.append((MUTED, label))
        for line in value_lines(value, bounds, globals_, f"_{number}", bounds.width - len(label)):
            styled += line.styled()
    if len(values) > MOST_RESULTS:
        styled.append((MUTED, f"{COMMENT.lstrip()}{len(values) - MOST_RESULTS} more results\n"))
    return styled


def brief(value: LuaValue, room: int, globals_: Globals) -> str:
    """``value`` on one line of at most ``room`` columns, cut if need be: for lists and sentences."""
    if isinstance(value, float):
        return number_to_string(value)
    if isinstance(value, str) and len(value) > room:
        return cut_to(quoted(value[:room])[:-1], room)
    layout = Layout(Bounds(max(room, NARROWEST), depth=1), globals_)
    try:
        return layout.flat(value, room, 0, Place(None, "_1")).code.strip("<>")
    except NoRoomError:
        pass
    if isinstance(value, LuaTable) and described(value, globals_) is None:
        return f"table of {_entries(len(value.raw_items()))}"
    return cut_to(described(value, globals_) or quoted(str(value)), room)
