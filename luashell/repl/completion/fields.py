"""What could follow a point or a colon: fields and methods, and keys that cannot be written as names."""

from __future__ import annotations

from functools import partial

from luashell.netlib.sockets import HANDLE_FIELD
from luashell.repl.completion.candidates import FIELD, METHOD, Candidate, by_name, fitting
from luashell.repl.completion.chains import chain_before, contents, value_of
from luashell.repl.completion.meanings import meaning_of, socket_methods
from luashell.repl.completion.written import IN_THIS_ENTRY, Written, written_of
from luashell.repl.printing.literals import is_name, quoted, safe
from luashell.repl.printing.sockets import handle_of
from luashell.runtime.tables import LuaTable
from luashell.runtime.values import MISSING, is_function

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.repl.completion.reading import Reading
    from luashell.repl.completion.structure import Structure
    from luashell.runtime.aliases import LuaValue
    from luashell.runtime.state import LuaState

__all__ = ["complete", "entries_of"]


def complete(state: LuaState, structure: Structure, reading: Reading) -> list[Candidate]:
    """What could stand behind the point or colon that the tokens end with.

    A table has what it has, and what the text before gives it. Of something that cannot be known before it runs, the
    methods of sockets are offered.
    """
    chain = chain_before(structure, len(structure.kinds) - 1)
    value = MISSING if chain is None else value_of(state, structure, chain)
    written = Written() if chain is None or chain.keys else written_of(structure, chain.root)
    wants_method = structure.before == ":"
    offered: list[Candidate] = []
    if isinstance(value, LuaTable):
        offered = _methods(state, value, reading) if wants_method else _fields(state, value, reading)
    elif wants_method and (value is MISSING or value is None) and not written.is_table:
        methods = socket_methods()
        offered = [Candidate(name, reading.word_start, METHOD, methods[name].meaning) for name in by_name(methods)]
    known = {each.name for each in offered}
    names = by_name((written.functions if wants_method else written.fields) - known)
    kind = METHOD if wants_method else FIELD
    return fitting(
        reading.word, [*offered, *(Candidate(name, reading.word_start, kind, IN_THIS_ENTRY) for name in names)]
    )


def entries_of(state: LuaState, table: LuaTable) -> dict[LuaValue, LuaValue]:
    """The entries of a table that a program may use."""
    entries = contents(state, table)
    entries.pop(HANDLE_FIELD, None)  # what makes a table a socket is not for programs
    return entries


def _methods(state: LuaState, table: LuaTable, reading: Reading) -> list[Candidate]:
    """The functions in a table whose keys are names."""
    functions = {
        key: value
        for key, value in entries_of(state, table).items()
        if isinstance(key, str) and is_name(key) and is_function(value)
    }
    return [
        Candidate(name, reading.word_start, METHOD, partial(meaning_of, functions[name])) for name in by_name(functions)
    ]


def _fields(state: LuaState, table: LuaTable, reading: Reading) -> list[Candidate]:
    """All fields but the methods of a socket; one whose key is no name replaces the point by its brackets."""
    handle = handle_of(table)
    methods = {} if handle is None else handle.lua_methods()
    entries = {
        key: value for key, value in entries_of(state, table).items() if isinstance(key, str) and key not in methods
    }
    names = by_name(key for key in entries if is_name(key))
    others = by_name(entries.keys() - {*names})
    return [Candidate(name, reading.word_start, FIELD, partial(meaning_of, entries[name])) for name in names] + [
        Candidate(safe(key), reading.starts[-1], FIELD, partial(meaning_of, entries[key]), f"[{quoted(key)}]")
        for key in others
    ]
