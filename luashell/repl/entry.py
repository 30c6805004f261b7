"""What was typed at the prompt: how it reads. Pure: nothing is run and nothing is shown."""

from __future__ import annotations

from luashell.errors import LuaSyntaxError
from luashell.runtime.numerals import BLANKS
from luashell.syntax.lexer import tokenize
from luashell.syntax.nodes import LocalStatement
from luashell.syntax.parser import parse
from luashell.syntax.tokens import END_OF_INPUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["COMMAND", "EMPTY", "HELP", "LUA", "Entry", "read_entry", "top_level_locals"]

EMPTY: Final = "empty"
COMMAND: Final = "command"
HELP: Final = "help"
LUA: Final = "lua"

RETURN: Final = "return "
_LOCAL: Final = "local"


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
    if stripped[0] == ":":
        return Entry(COMMAND, text, stripped[1:])
    if stripped[0] == "?":
        return Entry(HELP, text, stripped[1:])
    beginning = tokenize(text).kinds[1]
    if beginning == END_OF_INPUT:
        return Entry(EMPTY, text, "")
    expression = RETURN + text
    in_expression = _error_in(expression)
    if in_expression is None and beginning != ";":  # which may follow a `return' without values
        return Entry(LUA, text, expression)
    in_statements = _error_in(text)
    if in_statements is None:
        return Entry(LUA, text, text)
    if in_expression is None:
        return Entry(LUA, text, text)
    return Entry(
        LUA,
        text,
        expression if _place(in_expression, len(RETURN)) > _place(in_statements, 0) else text,
        is_incomplete=in_expression.incomplete or in_statements.incomplete,
    )


def top_level_locals(text: str) -> list[str]:
    """The names of the locals that ``text``, a Lua string, declares outside all blocks: they end with the entry."""
    if _LOCAL not in text:
        return []
    try:
        statements = parse(text, text).body.statements
    except LuaSyntaxError:
        return []
    return [
        variable.name
        for statement in statements
        if isinstance(statement, LocalStatement)
        for variable in statement.variables
    ]


def _error_in(source: str) -> LuaSyntaxError | None:
    try:
        parse(source, source)
    except LuaSyntaxError as error:
        return error
    return None


def _place(error: LuaSyntaxError, shift: int) -> tuple[int, int]:
    """Line and column of an error in what was typed, when ``shift`` bytes were put before it."""
    return error.line, error.column - shift if error.line == 1 else error.column
