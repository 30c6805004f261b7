"""The contract between generated code and the runtime: the names that generated code may use, and no others.

They live in the namespace on which compiled chunks run, under names that no Lua program can write.
"""

from __future__ import annotations

from math import fmod, sqrt

from luashell.runtime.calling import adjust, spread
from luashell.runtime.globals import HIDDEN, STORE, original
from luashell.runtime.loops import FROM_ONE, NUMBER_OBJECTS, count, count_by, loop_numbers, traversal
from luashell.runtime.numerals import TEXT_OF
from luashell.runtime.stack import STATE_GLOBALS
from luashell.runtime.tables import LuaTable
from luashell.runtime.values import TYPE_OF_CLASS, first

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, NoReturn

    from luashell.runtime.access import Access
    from luashell.runtime.aliases import LuaValue
    from luashell.runtime.calling import Calling
    from luashell.runtime.globals import Globals
    from luashell.runtime.hooks import Hooks
    from luashell.runtime.loops import Traversals
    from luashell.runtime.operators import Operators

__all__ = ["helpers_for", "original"]

GLOBALS: Final = STORE
REFUSED: Final = HIDDEN + "E"
NOT_CALLABLE: Final = HIDDEN + "T"
TUPLE: Final = HIDDEN + "tuple"
STRING: Final = HIDDEN + "str"
TABLE: Final = HIDDEN + "Table"
TEXT: Final = HIDDEN + "text"
ADD: Final = HIDDEN + "add"
SUBTRACT: Final = HIDDEN + "sub"
MULTIPLY: Final = HIDDEN + "mul"
DIVIDE: Final = HIDDEN + "div"
POWER: Final = HIDDEN + "pow"
NEGATE: Final = HIDDEN + "unm"
LESS: Final = HIDDEN + "lt"
GREATER: Final = HIDDEN + "gt"
CONCAT: Final = HIDDEN + "concat"
INDEX: Final = HIDDEN + "index"
SET_INDEX: Final = HIDDEN + "set"
READ_AT_NIL: Final = HIDDEN + "nil"
CALL: Final = HIDDEN + "call"
FIRST: Final = HIDDEN + "first"
ADJUST: Final = HIDDEN + "adjust"
SPREAD: Final = HIDDEN + "spread"
RAW_SET: Final = HIDDEN + "rawset"
FILL: Final = HIDDEN + "fill"
ARGUMENT: Final = HIDDEN + "argument"
FORWARD: Final = HIDDEN + "forward"
PATTERNS: Final = HIDDEN + "patterns"
WRONG_COUNT: Final = HIDDEN + "V"
VARARG: Final = HIDDEN + "vararg"
COUNT_FROM_ONE: Final = HIDDEN + "one"
COUNT: Final = HIDDEN + "count"
COUNT_BY: Final = HIDDEN + "countby"
LOOP_NUMBERS: Final = HIDDEN + "range"
ADVANCE: Final = HIDDEN + "advance"
TRAVERSAL: Final = HIDDEN + "traverse"
NEXT_PAIR: Final = HIDDEN + "next"
LINES: Final = HIDDEN + "lines"
UNUSUAL: Final = HIDDEN + "X"
REFUSE: Final = HIDDEN + "refuse"
FLOAT: Final = HIDDEN + "float"
LEN: Final = HIDDEN + "len"
NUMBERS: Final = HIDDEN + "numbers"
BEFORE: Final = HIDDEN + "before"
PLACE: Final = HIDDEN + "place"
POSITION: Final = HIDDEN + "position"
CODES: Final = HIDDEN + "codes"
CHARACTERS: Final = HIDDEN + "characters"
FMOD: Final = HIDDEN + "fmod"
TYPE_NAMES: Final = HIDDEN + "types"
ABS: Final = HIDDEN + "abs"
SQRT: Final = HIDDEN + "sqrt"
BLOCK_DONE: Final = HIDDEN + "done"
BLOCK_BREAK: Final = HIDDEN + "break"


def refuse() -> NoReturn:
    """What generated code calls when a value is not of the class that its fast path is for."""
    raise TypeError


class _Positions(dict[float, int]):
    """From a position in a string to an index; remembers a bounded number, refuses what is no position."""

    __slots__ = ("_lowest", "_shift")

    def __init__(self, lowest: float, shift: int) -> None:
        super().__init__()
        self._lowest = lowest
        self._shift = shift

    def __missing__(self, position: float) -> int:
        if position.__class__ is not float or not self._lowest <= position < 2147483648.0:
            raise TypeError
        index = int(position) - self._shift
        if len(self) < 65536:
            self[position] = index
        return index


class _Places(_Positions):
    """From a key of a list to an index; a number between two keys is neither."""

    __slots__ = ()

    def __missing__(self, position: float) -> int:
        if position.__class__ is float and position % 1.0:
            raise TypeError
        return super().__missing__(position)


_POSITIONS: Final = tuple(map(float, range(1, 65)))
_BEFORE: Final = _Positions(1.0, 1)
_POSITION: Final = _Positions(0.0, 0)
_PLACE: Final = _Places(1.0, 1)
_CODES: Final = {chr(code): float(code) for code in range(256)}
_CHARACTERS: Final = {float(code): chr(code) for code in range(256)}


def helpers_for(
    globals_: Globals,
    operators: Operators,
    access: Access,
    calling: Calling,
    traversals: Traversals,
    hooks: Hooks,
) -> dict[str, object]:
    """The helpers of one state, by hidden name."""
    table_class = globals_.tags.table_class

    def vararg(values: tuple[LuaValue, ...]) -> LuaTable:
        """The table ``arg`` of a vararg function (2.8)."""
        count = len(values)
        if count <= len(_POSITIONS) and None not in values:
            table = table_class(zip(_POSITIONS, values))  # noqa: B905  # positions may be left over
        else:
            table = table_class()
            table.store_list(values)
        table["n"] = float(count)
        return table

    def argument(table: LuaTable | None, values: tuple[LuaValue, ...], key: LuaValue) -> LuaValue:
        """``arg[key]`` where reading ``values`` did not serve."""
        table = vararg(values) if table is None else table
        if key is None:
            access.read_at_nil(table)
        return access.index(table, key)

    return {
        STATE_GLOBALS: globals_,
        REFUSED: (TypeError, ZeroDivisionError, AttributeError),
        NOT_CALLABLE: TypeError,
        TUPLE: tuple,
        STRING: str,
        TABLE: table_class,
        TEXT: TEXT_OF,
        ADD: operators.add,
        SUBTRACT: operators.subtract,
        MULTIPLY: operators.multiply,
        DIVIDE: operators.divide,
        POWER: operators.power,
        NEGATE: operators.negate,
        LESS: operators.less_than,
        GREATER: operators.greater_than,
        CONCAT: operators.concat,
        INDEX: access.index,
        SET_INDEX: access.set_index,
        READ_AT_NIL: access.read_at_nil,
        CALL: calling.call_again,
        FIRST: first,
        ADJUST: adjust,
        SPREAD: spread,
        RAW_SET: LuaTable.raw_set,
        FILL: LuaTable.store_list,
        VARARG: vararg,
        ARGUMENT: argument,
        WRONG_COUNT: ValueError,
        COUNT_FROM_ONE: FROM_ONE,
        COUNT: count,
        COUNT_BY: count_by,
        LOOP_NUMBERS: loop_numbers,
        ADVANCE: operators.advance,
        TRAVERSAL: traversal,
        NEXT_PAIR: traversals.next_of,
        LINES: hooks.start_lines,
        UNUSUAL: (ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
        REFUSE: refuse,
        FLOAT: float,
        LEN: len,
        NUMBERS: NUMBER_OBJECTS,
        BEFORE: _BEFORE,
        PLACE: _PLACE,
        POSITION: _POSITION,
        CODES: _CODES,
        CHARACTERS: _CHARACTERS,
        TYPE_NAMES: {**TYPE_OF_CLASS, table_class: "table"},
        FMOD: fmod,
        ABS: abs,
        SQRT: sqrt,
        BLOCK_DONE: object(),
        BLOCK_BREAK: object(),
    }
