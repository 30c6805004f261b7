"""Taking arguments as Lua's libraries do, and the one family of sentences about wrong ones (5.4, 6.1).

Every function takes the value as it arrived (MISSING when absent) and its position from 1, and either returns what was
asked for or raises ``bad argument #N to `NAME' (...)``. NAME is how the *call site* names the function; it is looked
for in the frames when the error happens, so nothing is passed along.
"""

from __future__ import annotations

from luashell.errors import LuaError
from luashell.runtime.numerals import number_to_string, string_to_number
from luashell.runtime.stack import called_name
from luashell.runtime.tables import LuaTable, truncate
from luashell.runtime.values import MISSING, is_function, type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from luashell.runtime.aliases import LuaFunction, LuaValue

__all__ = [
    "bad_argument",
    "check",
    "need_any",
    "need_function",
    "need_integer",
    "need_long",
    "need_number",
    "need_string",
    "need_table",
    "optional_integer",
    "optional_long",
    "optional_number",
    "optional_string",
    "wrong_type",
]


def bad_argument(position: int, text: str) -> NoReturn:
    """Raise ``bad argument #POSITION to `NAME' (TEXT)``."""
    raise LuaError(f"bad argument #{position} to `{called_name()}' ({text})")


def wrong_type(value: LuaValue, position: int, expected: str) -> NoReturn:
    """Raise ``bad argument #POSITION to `NAME' (EXPECTED expected, got TYPE)``."""
    bad_argument(position, f"{expected} expected, got {type_name(value)}")


def check(condition: bool, position: int, text: str) -> None:
    """Raise ``bad argument #POSITION to `NAME' (TEXT)`` unless ``condition`` holds."""
    if not condition:
        bad_argument(position, text)


def need_any(value: LuaValue, position: int) -> LuaValue:
    """Any value, nil included, but not none."""
    if value is MISSING:
        bad_argument(position, "value expected")
    return value


def need_string(value: LuaValue, position: int) -> str:
    """A string, or a number as its text (1.7)."""
    if value.__class__ is str:
        return value
    if value.__class__ is float:
        return number_to_string(value)
    wrong_type(value, position, "string")


def need_number(value: LuaValue, position: int) -> float:
    """A number, or the number that a string stands for (1.8)."""
    if value.__class__ is float:
        return value
    if value.__class__ is str:
        number = string_to_number(value)
        if number is not None:
            return number
    wrong_type(value, position, "number")


def need_integer(value: LuaValue, position: int) -> int:
    """A number cast to a C int: truncated toward zero, -2147483648 when it does not fit."""
    return truncate(need_number(value, position))


def need_long(value: LuaValue, position: int) -> int:
    """A number cast to a C long: truncated toward zero, -2**63 when it does not fit."""
    number = need_number(value, position)
    return int(number) if -9223372036854775808.0 <= number < 9223372036854775808.0 else -9223372036854775808


def need_table(value: LuaValue, position: int) -> LuaTable:
    """A table."""
    if isinstance(value, LuaTable):
        return value
    wrong_type(value, position, "table")


def need_function(value: LuaValue, position: int) -> LuaFunction:
    """A function."""
    if is_function(value):
        return value  # type: ignore[return-value]  # narrowed by class
    wrong_type(value, position, "function")


def optional_string(value: LuaValue, position: int, default: str) -> str:
    """As need_string; ``default`` when absent. An explicit nil is not absent."""
    return default if value is MISSING else need_string(value, position)


def optional_number(value: LuaValue, position: int, default: float) -> float:
    """As need_number; ``default`` when absent. An explicit nil is not absent."""
    return default if value is MISSING else need_number(value, position)


def optional_integer(value: LuaValue, position: int, default: int) -> int:
    """As need_integer; ``default`` when absent. An explicit nil is not absent."""
    return default if value is MISSING else need_integer(value, position)


def optional_long(value: LuaValue, position: int, default: int) -> int:
    """As need_long; ``default`` when absent. An explicit nil is not absent."""
    return default if value is MISSING else need_long(value, position)
