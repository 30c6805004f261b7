"""What was typed at the prompt: how it reads. Pure: nothing is run and nothing is shown."""

from __future__ import annotations

from luashell.errors import LuaSyntaxError
from luashell.runtime.numerals import BLANKS
from luashell.syntax.nodes import CallStatement, LocalStatement, Return
from luashell.syntax.parser import parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.syntax.nodes import Statement

__all__ = ["COMMAND", "EMPTY", "HELP", "LUA", "Entry", "entries_in", "read_entry", "top_level_locals"]

EMPTY: Final = "empty"
COMMAND: Final = "command"
HELP: Final = "help"
LUA: Final = "lua"

RETURN: Final = "return "

_SIGNS: Final = {":": COMMAND, "?": HELP}
"""What entries begin with that are no Lua."""


class Entry:
    """An entry as it is to be answered. ``kind`` is EMPTY, COMMAND, HELP or LUA.

    ``text`` is what was typed. For Lua, ``source`` is what to compile: an expression is run as a ``return`` statement,
    so that its values can be shown; ``is_incomplete`` means that more text is needed. For commands and help ``source``
    is what follows the ``:`` or the first ``?``.
    """

    __slots__ = ("is_incomplete", "kind", "source", "text")

    def __init__(self, kind: str, text: str, source: str, *, is_incomplete: bool = False) -> None:
        self.kind = kind
        self.text = text
        self.source = source
        self.is_incomplete = is_incomplete


def read_entry(text: str) -> Entry:
    """Decide what ``text``, a Lua string, is: a command (``:``), a question (``?``), or Lua.

    Lua is an expression, statements, or only their beginning. Of text that is neither, that reading is taken which
    makes sense further on; its error is the one to show. Where either could be continued, more text is needed. Nothing
    but blanks and comments is no entry.
    """
    stripped = text.strip(BLANKS)
    if not stripped:
        return Entry(EMPTY, text, "")
    if stripped[0] in _SIGNS:
        return Entry(_SIGNS[stripped[0]], text, stripped[1:])
    statements = _parsed(text)
    if isinstance(statements, list) and not statements:
        return Entry(EMPTY, text, "")
    if isinstance(statements, list) and not (len(statements) == 1 and isinstance(statements[0], CallStatement)):
        return Entry(LUA, text, text)
    expression = RETURN + text
    returned = _parsed(expression)
    if isinstance(returned, list):
        has_values = isinstance(returned[0], Return) and returned[0].values  # a lone `;' gives none, and is wrong
        return Entry(LUA, text, expression if has_values else text)
    if isinstance(statements, list):
        return Entry(LUA, text, text)
    return Entry(
        LUA,
        text,
        expression if _place(returned, len(RETURN)) > _place(statements, 0) else text,
        is_incomplete=returned.incomplete or statements.incomplete,
    )


def entries_in(text: str) -> list[str]:
    """The entries in ``text``, a Lua string: it is one, unless it begins with a command or a question.

    Those end with their line. What follows is read line by line, as from a pipe; the last entry may be incomplete.
    """
    if text.lstrip(BLANKS)[:1] not in _SIGNS:
        return [text]
    found: list[str] = []
    is_incomplete = False
    for line in text.split("\n"):
        if is_incomplete:
            found[-1] += f"\n{line}"
        elif line.strip(BLANKS):
            found.append(line)
        is_incomplete = bool(found) and read_entry(found[-1]).is_incomplete
    return found


def top_level_locals(text: str) -> list[str]:
    """The names of the locals that ``text``, a Lua string, declares outside all blocks: they end with the entry."""
    statements = _parsed(text) if "local" in text else []
    return [
        variable.name
        for statement in (statements if isinstance(statements, list) else [])
        if isinstance(statement, LocalStatement)
        for variable in statement.variables
    ]


def _parsed(source: str) -> list[Statement] | LuaSyntaxError:
    """The statements of a chunk, or what is wrong with it."""
    try:
        return parse(source, source).body.statements
    except LuaSyntaxError as error:
        return error


def _place(error: LuaSyntaxError, shift: int) -> tuple[int, int]:
    """Line and column of an error in what was typed, when ``shift`` bytes were put before it."""
    return error.line, error.column - shift if error.line == 1 else error.column
