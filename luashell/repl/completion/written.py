"""Fields that the text before the cursor gives a variable: they are there once it has run."""

from __future__ import annotations

from luashell.repl.completion.structure import PARAMETERS_END
from luashell.syntax.tokens import NAME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.repl.completion.structure import Structure

__all__ = ["IN_THIS_ENTRY", "Written", "written_of"]

IN_THIS_ENTRY: Final = "in this entry"
"""The meaning of what only the text tells of."""

_OPENING: Final = frozenset(("(", "[", "{", "do", "function", "if", "repeat"))
_CLOSING: Final = frozenset((")", "]", "}", "end", "until", PARAMETERS_END))
_BEFORE_FIELD: Final = frozenset(("{", ",", ";"))


class Written:
    """What the text says of a variable: its ``fields``, which of them are ``functions``, and whether it ``is_table``,
    that is, whether a constructor is assigned to it.
    """

    __slots__ = ("fields", "functions", "is_table")

    def __init__(self) -> None:
        self.fields: set[str] = set()
        self.functions: set[str] = set()
        self.is_table = False


def written_of(structure: Structure, variable: str) -> Written:
    """What the text says of ``variable``, wherever in it the name stands: scopes are not told apart."""
    kinds, values = structure.kinds, structure.values
    written = Written()
    for position in range(1, len(kinds) - 2):
        if kinds[position] != NAME or values[position] != variable or kinds[position - 1] in (".", ":"):
            continue
        behind, then = kinds[position + 1], kinds[position + 2]
        if behind in (".", ":") and then == NAME:
            written.fields.add(values[position + 2])
            is_assigned_one = kinds[position + 3 : position + 5] == ["=", "function"]
            if behind == ":" or kinds[position - 1] == "function" or is_assigned_one:
                written.functions.add(values[position + 2])
        elif behind == "=" and then == "{":
            written.is_table = True
            _read_constructor(structure, position + 2, written)
    return written


def _read_constructor(structure: Structure, position: int, written: Written) -> None:
    """Add the named fields of the constructor whose brace is at ``position``."""
    kinds, values = structure.kinds, structure.values
    depth = 0
    for at in range(position, len(kinds)):
        depth += (kinds[at] in _OPENING) - (kinds[at] in _CLOSING)
        if not depth:
            return
        if depth == 1 and kinds[at] == "=" and kinds[at - 1] == NAME and kinds[at - 2] in _BEFORE_FIELD:
            written.fields.add(values[at - 1])
            if kinds[at + 1 : at + 2] == ["function"]:
                written.functions.add(values[at - 1])
