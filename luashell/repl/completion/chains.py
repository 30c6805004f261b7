"""What a chain of names and indices stands for, such as ``a.b[1].c``: found by raw access, from the globals on."""

from __future__ import annotations

from luashell.repl.completion.reading import string_value
from luashell.runtime.numerals import string_to_number
from luashell.runtime.tables import LuaTable
from luashell.runtime.values import MISSING
from luashell.syntax.tokens import NAME, NUMBER, STRING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.repl.completion.structure import Structure
    from luashell.runtime.aliases import LuaValue
    from luashell.runtime.state import LuaState

__all__ = ["Chain", "chain_before", "contents", "value_of"]


class Chain:
    """A variable and the keys behind it; ``text`` is how it is written, ``is_upvalue`` says that it begins with %.

    ``is_method`` says that a colon stands before the last key.
    """

    __slots__ = ("is_method", "is_upvalue", "keys", "root", "text")

    def __init__(self, root: str, keys: list[LuaValue], text: str, *, is_upvalue: bool, is_method: bool) -> None:
        self.root = root
        self.keys = keys
        self.text = text
        self.is_upvalue = is_upvalue
        self.is_method = is_method


def chain_before(structure: Structure, position: int) -> Chain | None:
    """The chain that ends right before the token at ``position``, None when something else does."""
    kinds, values = structure.kinds, structure.values
    keys: list[LuaValue] = []
    begin = position
    while True:
        begin -= 1
        kind = kinds[begin]
        if kind == NAME and kinds[begin - 1] in (".", ":"):
            keys.append(values[begin])
            begin -= 1
        elif kind == NAME:
            break
        elif kind == "]" and kinds[begin - 1] in (NUMBER, STRING) and kinds[begin - 2] == "[":
            text = values[begin - 1]
            keys.append(string_to_number(text) if kinds[begin - 1] == NUMBER else string_value(text))
            begin -= 2
        else:
            return None
    return Chain(
        values[begin],
        keys[::-1],
        "".join(values[begin:position]),
        is_upvalue=kinds[begin - 1] == "%",
        is_method=kinds[position - 2] == ":" and kinds[position - 1] == NAME and bool(keys),
    )


def value_of(state: LuaState, structure: Structure, chain: Chain) -> LuaValue:
    """What the chain stands for; MISSING when that cannot be known without running something."""
    if chain.root in structure.locals(1 if chain.is_upvalue else 0):
        return MISSING
    value = state.globals.peek(chain.root)
    for key in chain.keys:
        if not isinstance(value, LuaTable) or key is None:
            return MISSING
        value = contents(state, value).get(key) if value is state.globals.table else value.raw_get(key)
    return value


def contents(state: LuaState, table: LuaTable) -> dict[LuaValue, LuaValue]:
    """Keys and values of a table, those of the globals without chapters that no program has asked for."""
    return state.globals.items_so_far() if table is state.globals.table else dict(table.raw_items())
