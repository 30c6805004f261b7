"""Which Python object is which Lua value.

============  =======================================================================================
nil           ``None``
number        ``float``, always
string        ``str`` with one byte per character, code points 0-255
table         an instance of a subclass of ``tables.LuaTable``
function      a plain Python function, or a bound method of a library object
userdata      an instance of a subclass of ``userdata.Userdata``
============  =======================================================================================

Comparisons give ``1.0`` for true and ``None`` for false; only nil is false. A function returns exactly one result
bare, otherwise a tuple of results, ``()`` for none: no Lua value is ever a tuple.
"""

from __future__ import annotations

from types import FunctionType, MethodType

from luashell.runtime.tables import LuaTable
from luashell.runtime.userdata import Userdata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.runtime.aliases import LuaValue, Returned

__all__ = [
    "FUNCTION_CLASSES",
    "MISSING",
    "TYPE_OF_CLASS",
    "Missing",
    "first",
    "is_function",
    "type_name",
]


class Missing:
    """The type of MISSING."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = Missing()
"""Default of a library parameter: "no value" was passed, which differs from an explicit nil (6.1)."""

FUNCTION_CLASSES: Final = frozenset((FunctionType, MethodType))

TYPE_OF_CLASS: Final[dict[type, str]] = {
    type(None): "nil",
    float: "number",
    str: "string",
    FunctionType: "function",
    MethodType: "function",
}


def type_name(value: LuaValue) -> str:
    """The name that ``type()`` gives, or ``no value`` for MISSING."""
    name = TYPE_OF_CLASS.get(value.__class__)
    if name is None:
        if value is MISSING:
            return "no value"
        if isinstance(value, LuaTable):
            return "table"
        if isinstance(value, Userdata):
            return "userdata"
        raise TypeError(f"not a Lua value: {value.__class__.__name__}")
    return name


def is_function(value: LuaValue) -> bool:
    """Is this a Lua function, written in Lua or in Python?"""
    return value.__class__ in FUNCTION_CLASSES


def first(returned: Returned) -> LuaValue:
    """The first of the returned values, nil if there is none."""
    if returned.__class__ is tuple:
        return returned[0] if returned else None
    return returned
