"""What a name stands for, in one line: from the descriptions of the library, and from values as they are."""

from __future__ import annotations

from luashell.repl.printing.describing import place_defined
from luashell.repl.printing.literals import cut_to, exact_number, quoted, safe
from luashell.repl.printing.sockets import handle_of, socket_line
from luashell.runtime.frames import HostFunction, Prototype, record_of_value
from luashell.runtime.tables import LuaTable
from luashell.runtime.values import type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.runtime.aliases import LuaValue

__all__ = [
    "description_of",
    "keyword_meaning",
    "meaning_of",
    "meaning_of_function",
    "parameters_of",
    "socket_methods",
]

LONGEST: Final = 60
"""Columns of a string that is shown as the meaning of a name."""

_descriptions: Final[dict[str, HostFunction]] = {}
_methods: Final[dict[str, HostFunction]] = {}
_keywords: Final[dict[str, str]] = {}


def description_of(name: str) -> HostFunction | None:
    """How the library describes its function ``name``; the chapters are imported, but not opened."""
    if not _descriptions:
        from luashell.repl.help.chapters import libraries

        for library in libraries():
            for entry in library:
                _descriptions.setdefault(entry.name, entry)
    return _descriptions.get(name)


def socket_methods() -> dict[str, HostFunction]:
    """The methods of sockets of all kinds; of those that several kinds have, that of TCP clients."""
    if not _methods:
        from luashell.repl.help.chapters import method_libraries

        for library in method_libraries():
            for entry in library:
                _methods.setdefault(entry.name, entry)
    return _methods


def keyword_meaning(word: str) -> str:
    """What is done with a reserved word."""
    if not _keywords:
        from luashell.repl.help.keywords import TOPICS

        for topic in TOPICS:
            for name in topic.names:
                _keywords.setdefault(name, topic.summary)
    return _keywords.get(word, "")


def meaning_of(value: LuaValue) -> str:
    """What to say of a value; tag methods are not called."""
    record = record_of_value(value)
    if isinstance(record, HostFunction | Prototype):
        return meaning_of_function(record)
    if isinstance(value, LuaTable):
        handle = handle_of(value)
        return _entries(value) if handle is None else socket_line(handle)
    if isinstance(value, str):
        shown = quoted(value[:LONGEST])
        return shown if len(value) <= LONGEST else f"{cut_to(shown, LONGEST)} ({len(value)} bytes)"
    return exact_number(value) if isinstance(value, float) else type_name(value)


def meaning_of_function(function: HostFunction | Prototype) -> str:
    """What a function of the library does, or the parameters of one written in Lua and where it is defined."""
    if isinstance(function, HostFunction):
        return function.meaning
    return f"function ({', '.join(parameters_of(function))}), {place_defined(function)}"


def parameters_of(function: Prototype) -> list[str]:
    """The parameters of a function written in Lua, as it declares them."""
    names = [safe(local.name) for local in function.locals[: function.parameter_count]]
    following = function.locals[function.parameter_count : function.parameter_count + 1]
    for local in following:
        line, column = local.start  # of a hidden local that takes further arguments, the place of the dots
        if function.chunk.text.split("\n", line)[line - 1].startswith("...", column):
            names.append("...")
    return names


def _entries(table: LuaTable) -> str:
    count = dict.__len__(table)
    return f"table, {count} entr{'y' if count == 1 else 'ies'}"
