"""What is known of an error, taken down as text while its frames still stand: nothing here keeps a value alive."""

from __future__ import annotations

import sys
from math import isnan

from luashell.codegen import names
from luashell.errors import LuaSyntaxError
from luashell.repl.entry import RETURN
from luashell.repl.printing.layout import brief
from luashell.repl.printing.sockets import handle_of
from luashell.repl.reporting.locating import Spot, name_of_node, names_in, spot_of
from luashell.runtime.frames import HostFunction, Prototype
from luashell.runtime.inspection import read_local
from luashell.runtime.stack import levels, place_of
from luashell.runtime.tables import LuaTable
from luashell.runtime.values import is_function
from luashell.syntax import nodes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final

    from luashell.errors import LuaError
    from luashell.runtime.aliases import LuaValue
    from luashell.runtime.globals import Globals
    from luashell.runtime.stack import Level

__all__ = ["Failure", "Known", "failure_of", "text_of_chunk"]

MOST_VALUES: Final = 8
"""Names whose values are taken down."""

_ROOM: Final = 60
"""Columns for each of them."""

_MOST_FIELDS: Final = 2000
"""Fields of a table that are looked at for names that are like a misspelt one."""

_LONGEST_NAME: Final = 100
"""Bytes of such a name: what is longer is data, and nobody misspells it."""

_LONGEST_MESSAGE: Final = 10_000
"""Bytes of a message that are kept: a program may raise megabytes."""


class Known:
    """A name at the place of an error: how it is written, and its value as text."""

    __slots__ = ("is_nil", "kind", "name", "text", "written")

    def __init__(self, written: str, kind: str, name: str, text: str, *, is_nil: bool) -> None:
        self.written = written
        self.kind = kind
        self.name = name
        self.text = text
        self.is_nil = is_nil


class Failure:
    """An error: its ``message`` and ``kind`` (5.3), and as far as that is known:

    ``chunk``, the name of the text it is in, the ``text`` itself, and the ``spot`` there; the ``values`` of the names
    that it is about; ``signature`` of the library function that raised it; ``missing``, a global or field that there
    is not, with the names that there are instead (``candidates``; None for the globals).
    """

    def __init__(self, message: str, kind: str) -> None:
        self.message = message[:_LONGEST_MESSAGE]
        self.kind = kind
        self.chunk: str | None = None
        self.text: str | None = None
        self.spot: Spot | None = None
        self.values: list[Known] = []
        self.signature = ""
        self.missing = ""
        self.candidates: tuple[str, ...] | None = None

    @property
    def is_returned(self) -> bool:
        """Is it no error, but a message among the values that an entry gave?"""
        return self.kind == "returned"


def failure_of(error: LuaError, globals_: Globals, entry_name: str, entry_source: str) -> Failure:
    """What is known of an error that is just being reported, in an entry whose chunk has that name and source."""
    failure = Failure(error.message or "", error.kind)
    if isinstance(error, LuaSyntaxError):
        failure.chunk = error.chunk
        failure.text = entry_source if error.chunk == entry_name else text_of_chunk(error.chunk or "")
        failure.spot = Spot(error.line, error.column, max(len(error.token.partition("\n")[0]), 1))
        return failure
    for level in levels(sys._getframe()):
        if isinstance(level.record, HostFunction):
            failure.signature = failure.signature or level.record.signature
        elif isinstance(level.record, Prototype):
            place = place_of(level)
            if place is not None:  # None for the function that the stack had no room for
                _take_down(failure, level, level.record, place, globals_)
                break
    return failure


def text_of_chunk(chunk: str) -> str | None:
    """The text of a chunk by its name (5.7): of a file what is in it now; None when it cannot be known."""
    if chunk[:1] == "=":
        return None
    if chunk[:1] != "@":
        return chunk
    from luashell.runtime.text import from_bytes, to_file_name

    try:
        with open(to_file_name(chunk[1:]), "rb") as file:  # noqa: PTH123  # a name in bytes: pathlib takes only text
            return from_bytes(file.read(10_000_000))
    except (OSError, ValueError):
        return None


def _take_down(failure: Failure, level: Level, record: Prototype, place: tuple[int, int], globals_: Globals) -> None:
    text = record.chunk.text
    failure.chunk, failure.text = record.source, text
    failure.spot = spot_of(text, place, failure.message)
    node = failure.spot.node
    if node is None:
        return
    reader = _Reader(level, record, place, globals_)
    seen: set[str] = set()
    for found in names_in(node):
        written = _written(found)
        if written is None or written in seen or len(failure.values) == MOST_VALUES:
            continue
        seen.add(written)
        is_known, value = reader.read(found)
        if is_known and not is_function(value):
            shown = brief(value, _ROOM, globals_)
            name = name_of_node(found) or ""
            failure.values.append(Known(written, _kind(found), name, shown, is_nil=value is None))
    _find_missing(failure, node, reader)


def _find_missing(failure: Failure, node: nodes.Node, reader: _Reader) -> None:
    """Which name is the one that there is not? A global that is nil, or a field or method of a table."""
    if isinstance(node, nodes.MethodCall) and failure.message.startswith("attempt to call"):
        _, owner = reader.read(node.object)
        failure.missing, failure.candidates = node.name, _fields(owner)
        return
    called = node.function if isinstance(node, nodes.Call) else None
    if isinstance(called, nodes.Index) and failure.message.startswith("attempt to call"):
        _, owner = reader.read(called.object)
        failure.missing, failure.candidates = _written(called) or "", _fields(owner)
        return
    for found in names_in(node):
        if isinstance(found, nodes.Global) and f"global `{found.name[:40]}'" in failure.message:
            whole = next(
                (each for each in names_in(node) if isinstance(each, nodes.Index) and each.object is found), found
            )
            failure.missing = _written(whole) or found.name
            return
        if isinstance(found, nodes.Index) and f"field `{(name_of_node(found) or '')[:40]}'" in failure.message:
            _, owner = reader.read(found.object)
            failure.missing, failure.candidates = _written(found) or "", _fields(owner)
            return


def _fields(owner: LuaValue) -> tuple[str, ...]:
    """Names of the fields of a table; of a socket, its methods."""
    if not isinstance(owner, LuaTable):
        return ()
    handle = handle_of(owner)
    keys: Iterable[LuaValue] = handle.lua_methods() if handle is not None else (key for key, _ in owner.raw_items())
    found: list[str] = []
    for key in keys:
        if isinstance(key, str) and len(key) <= _LONGEST_NAME:
            found.append(key)
            if len(found) == _MOST_FIELDS:
                break
    return tuple(found)


class _Reader:
    """Reads names where a function had come to, raw: no tag method is called."""

    def __init__(self, level: Level, record: Prototype, place: tuple[int, int], globals_: Globals) -> None:
        self._level = level
        self._locals = {local.name: local for local in record.locals if local.start < place <= local.end}
        self._globals = globals_

    def read(self, node: nodes.Node) -> tuple[bool, LuaValue]:
        """Is the value of a name known, and what is it?"""
        if isinstance(node, nodes.Global):
            return True, self._globals.raw_get(node.name)
        if isinstance(node, nodes.Local):
            local = self._locals.get(node.variable.name)
            if local is None or self._level.frame is None or local.python_name not in self._level.frame.f_locals:
                return False, None
            return _lua_value(read_local(self._level, local))
        if isinstance(node, nodes.Upvalue):
            values = {} if self._level.frame is None else self._level.frame.f_locals
            name = names.upvalue(node.name, node.index)
            return _lua_value(values[name]) if name in values else (False, None)
        if isinstance(node, nodes.Index):
            is_known, owner = self.read(node.object)
            key_is_known, key = self.read(node.key)
            if is_known and key_is_known and isinstance(owner, LuaTable) and key is not None:
                return True, owner.raw_get(key)
            return False, None
        if isinstance(node, nodes.String | nodes.Number):
            return True, node.value
        return False, None


def _lua_value(value: object) -> tuple[bool, LuaValue]:
    """A Python variable of generated code as a Lua value; what it keeps in another form is not known."""
    if value.__class__ is int:
        value = float(value)
    is_lua = value is None or isinstance(value, float | str | LuaTable) or is_function(value) or hasattr(value, "tag")
    return is_lua, value if is_lua else None


def _kind(node: nodes.Node) -> str:
    return "field" if isinstance(node, nodes.Index) else "global" if isinstance(node, nodes.Global) else "local"


def _written(node: nodes.Node) -> str | None:
    """A name as it is written: ``s``, ``t.x``, ``t[1]``; None for what is no plain name."""
    if isinstance(node, nodes.Index):
        base = _written(node.object)
        if base is None:
            return None
        if isinstance(node.key, nodes.String):
            return f"{base}.{node.key.value}"
        if isinstance(node.key, nodes.Number) and not isnan(node.key.value):
            return f"{base}[{node.key.value:.16g}]"
        key = _written(node.key)
        return None if key is None else f"{base}[{key}]"
    return name_of_node(node) if isinstance(node, nodes.Local | nodes.Global | nodes.Upvalue) else None


def shift_of(failure: Failure) -> int:
    """Bytes that the shell has put before the first line of an entry: those of ``return``."""
    is_expression = failure.text is not None and failure.chunk is not None and failure.text == RETURN + failure.chunk
    return len(RETURN) if is_expression else 0
