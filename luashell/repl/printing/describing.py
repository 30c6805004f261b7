"""What has no literal, in one line: functions, userdata, sockets."""

from __future__ import annotations

from luashell.repl.printing.literals import safe
from luashell.repl.printing.sockets import handle_of, socket_line
from luashell.runtime.frames import HostFunction, Prototype, record_of_value
from luashell.runtime.stack import name_of_value
from luashell.runtime.userdata import Userdata
from luashell.runtime.values import is_function
from luashell.stdlib.outcomes import Success

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.runtime.aliases import LuaValue
    from luashell.runtime.globals import Globals

__all__ = ["described", "place_defined", "source_name"]

_LONGEST_SOURCE: Final = 40


def described(value: LuaValue, globals_: Globals) -> str | None:
    """The line for a value that is no plain data, None for one that is: nil, numbers, strings, ordinary tables."""
    if is_function(value):
        return _function(value, globals_)
    handle = handle_of(value)
    if handle is not None:
        return socket_line(handle)
    return _userdata(value) if isinstance(value, Userdata) else None


def source_name(source: str) -> str:
    """A chunk by its name (5.7), as one would say it: the path of a file, the first line of a text in quotes."""
    if source[:1] in ("@", "="):
        return safe(source[1:])
    line, newline, _ = source.partition("\n")
    is_whole = not newline and len(line) <= _LONGEST_SOURCE
    return f'"{safe(line[:_LONGEST_SOURCE])}{"" if is_whole else "..."}"'


def place_defined(record: Prototype) -> str:
    """``FILE line N``; a main chunk is its FILE."""
    where = source_name(record.source)
    return where if record.is_main else f"{where} line {record.line_defined}"


def _function(function: LuaValue, globals_: Globals) -> str:
    record = record_of_value(function)
    if isinstance(record, HostFunction):
        return f"function: {record.signature}"
    named = name_of_value(function, globals_)
    if not isinstance(record, Prototype):
        return "function: of the host" if named is None else f"function: {safe(named[1])}, of the host"
    if record.is_main:
        return f"function: main of {place_defined(record)}"
    parameters = ", ".join(local.name for local in record.locals[: record.parameter_count])
    name = "" if named is None else f"{safe(named[1])}({parameters}), "
    return f"function: {name}defined in {place_defined(record)}"


def _userdata(value: Userdata) -> str:
    if isinstance(value, Success):
        return "userdata: success"
    from luashell.stdlib.streams import FileHandle  # loaded by now if there are any

    if isinstance(value, FileHandle):
        return f"file handle: {safe(value.description)}"
    return f"userdata: tag {value.tag}"
