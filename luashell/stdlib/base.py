"""Basic functions (6.2): types, conversion, printing, errors, globals, the collector."""

from __future__ import annotations

import sys

from luashell.binding.arguments import (
    bad_argument,
    check,
    need_any,
    need_string,
    optional_integer,
    optional_string,
)
from luashell.binding.library import Library
from luashell.errors import LuaError
from luashell.runtime.frames import attach, record_of
from luashell.runtime.numerals import BLANKS, number_to_string, string_to_number
from luashell.runtime.stack import levels, traceback_text
from luashell.runtime.tables import LuaTable
from luashell.runtime.text import to_bytes
from luashell.runtime.userdata import Userdata
from luashell.runtime.values import MISSING, first, type_name
from luashell.runtime.wording import STACK_OVERFLOW

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.runtime.aliases import LuaValue, Returned
    from luashell.runtime.state import LuaState

__all__ = ["Base", "library"]

library = Library("Basic functions")

MOST_ARGUMENTS: Final = 1_000_000
"""Values that ``call`` will pass: a field ``n`` can ask for 2147483647, for which no machine has the stack (8)."""

_LONGEST_ASSERTION = 90  # bytes of the message of a failed assertion


@library.function("type(v)", "The name of the type of a value.", results="string", example='type({})  --> "table"')
def type_(v: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """type(v) (6.2)"""
    return type_name(need_any(v, 1))


@library.function(
    "tostring(v)", "A value as a string, as print shows it.", results="string", example='tostring(1/2)  --> "0.5"'
)
def tostring(v: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """tostring(v) (6.2)"""
    if v.__class__ is str:
        return v
    if v.__class__ is float:
        return number_to_string(v)
    need_any(v, 1)
    if v is None:
        return "nil"
    if isinstance(v, Userdata):
        return f"userdata({v.tag}): 0x{id(v):08x}"
    return f"{type_name(v)}: 0x{id(v):08x}"


@library.function(
    "tonumber(v [, base])",
    "A value as a number; a string may be in any base from 2 to 36.",
    results="number | nil",
    errors=("base out of range",),
    example='tonumber("ff", 16)  --> 255',
)
def tonumber(v: LuaValue = MISSING, base: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """tonumber(v [, base]) (6.2)"""
    radix = optional_integer(base, 2, 10)
    if radix == 10:
        if v.__class__ is str:
            return string_to_number(v)
        need_any(v, 1)
        return v if v.__class__ is float else None
    text = need_string(v, 1)
    check(2 <= radix <= 36, 2, "base out of range")
    return _unsigned(text, radix)


def _unsigned(text: str, radix: int) -> float | None:
    """C's ``strtoul``: blanks, a sign, digits, blanks; a negative number wraps around, a huge one is the largest."""
    digits = text.partition("\0")[0].strip(BLANKS)
    is_negative = digits[:1] == "-"
    digits = digits[1:] if digits[:1] in ("-", "+") else digits
    if radix == 16 and digits[:2] in ("0x", "0X"):
        digits = digits[2:] or "0x"
    if not digits.isascii() or not digits.isalnum():
        return None
    try:
        value = int(digits, radix)
    except ValueError:
        return None
    if value >= 1 << 64:
        return float((1 << 64) - 1)
    return float(-value % (1 << 64) if is_negative else value)


@library.function(
    "assert(v [, message])",
    "Raises an error if v is nil; returns nothing.",
    errors=("assertion failed!  MESSAGE",),
    example='assert(nil, "oh no")  --> error: assertion failed!  oh no',
)
def assert_(v: LuaValue = MISSING, message: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """assert(v [, message]) (6.2)"""
    need_any(v, 1)
    text = optional_string(message, 2, "")
    if v is None:
        raise LuaError(f"assertion failed!  {text[:_LONGEST_ASSERTION].partition(chr(0))[0]}")
    return ()


@library.function(
    "error([message])",
    "Raises an error; without message nothing is reported.",
    example='error("no such luck")  --> error: no such luck',
)
def error(message: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """error([message]) (6.2)"""
    raise LuaError(None if message is MISSING else need_string(message, 1).partition("\0")[0])


def _deprecated(name: str) -> None:
    """Names of Lua 3.2 that exist only to say so."""
    message = f"function `{name}' is deprecated"

    def refuse(*_: LuaValue) -> Returned:
        raise LuaError(message)

    library.function(
        f"{name}()", "Deprecated: raises an error.", errors=(message,), example=f"{name}()  --> error: {message}"
    )(refuse)


for _name in ("foreachvar", "nextvar", "rawgetglobal", "rawsetglobal"):
    _deprecated(_name)


class Base:
    """The basic functions that need the state."""

    def __init__(self, state: LuaState) -> None:
        self._state = state
        self._threshold = 0.0

    @library.function(
        "print(...)",
        "Writes its arguments to standard output, as tostring shows them, between tabs and with a line end.",
        errors=("`tostring' must return a string to `print'",),
        example='print("one", 1, nil)  --> one 1 nil',
    )
    def print_(self, *values: LuaValue) -> Returned:
        """print(...) (6.2)"""
        pieces = []
        for value in values:
            convert = self._state.globals.read("tostring")
            text = first(self._state.calling.call(convert, value))
            if isinstance(text, float):
                text = number_to_string(text)
            if not isinstance(text, str):
                raise LuaError("`tostring' must return a string to `print'")
            pieces.append(text.partition("\0")[0])
        self._state.stdout.write(to_bytes("\t".join(pieces) + "\n"))
        return ()

    @library.function(
        "_ALERT(message)",
        "Writes a string to standard error; error reports come here.",
        example=r'_ALERT("careful\n")  --> careful',
    )
    def _ALERT(self, message: LuaValue = MISSING, *_: LuaValue) -> Returned:  # noqa: N802  # Lua's name
        text = need_string(message, 1)
        stream = self._state.reports or self._state.stderr
        self._state.stdout.flush()
        stream.write(to_bytes(text))
        stream.flush()
        return ()

    @library.function(
        "_ERRORMESSAGE(message)",
        "Reports an error: message and traceback go to _ALERT.",
        example='_ERRORMESSAGE("no such luck")  --> error: no such luck',
    )
    def _ERRORMESSAGE(self, message: LuaValue = MISSING, *_: LuaValue) -> Returned:  # noqa: N802  # Lua's name
        text = need_string(message, 1)
        alert = self._state.globals.raw_get("_ALERT")
        if alert is not None and type_name(alert) == "function":
            active = list(levels(sys._getframe()))
            self._state.calling.call(alert, f"error: {text}\n{traceback_text(active[1:])}")
        return ()

    @library.function(
        "call(f, arguments [, options [, handler]])",
        'Calls f with a list of arguments; with "x" an error gives nil, and handler receives its message.',
        results="the results of f | nil",
        errors=("deprecated option `p' in `call'", "stack overflow (too many arguments)"),
        example="""
            call(max, {3, 7, 5})  --> 7
            function report(message) print("caught " .. message) end
            call(error, {"no luck"}, "x", report)  --> caught no luck nil
        """,
    )
    def call(
        self,
        f: LuaValue = MISSING,
        arguments: LuaValue = MISSING,
        options: LuaValue = MISSING,
        *handler: LuaValue,
    ) -> Returned:
        """call(f, arguments [, options [, handler]]) (6.2)"""
        state = self._state
        if not isinstance(arguments, LuaTable):
            bad_argument(2, f"table expected, got {type_name(arguments)}")
        if arguments.length() > MOST_ARGUMENTS:
            raise LuaError(f"{STACK_OVERFLOW} (too many arguments)")
        values = arguments.list_values()
        if options is MISSING:
            return state.calling.call(None if f is MISSING else f, *values)  # an error goes on to whoever catches it
        flags = optional_string(options, 3, "")
        if handler:
            previous = state.globals.raw_get("_ERRORMESSAGE")
            state.globals.raw_set("_ERRORMESSAGE", handler[0])
        function = None if f is MISSING else f
        try:
            status, returned = state.calling.protected(function, values)
        finally:
            if handler:
                state.globals.raw_set("_ERRORMESSAGE", previous)
        if status is not None:
            if "x" in flags:
                return None
            raise state.calling.reported(status)
        if "p" in flags:
            raise LuaError("deprecated option `p' in `call'")
        return returned

    def forward(self, f: LuaValue, *arguments: LuaValue) -> Returned:
        """``call(f, arg)`` from a function that has not made the table ``arg``: to a program it is ``call``."""
        return self._state.calling.call(f, *arguments)

    @library.function(
        "getglobal(name)",
        "The value of a global; honours tag methods.",
        results="value",
        example='getglobal("strlen")("lua")  --> 3',
    )
    def getglobal(self, name: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """getglobal(name) (6.2)"""
        return self._state.globals.read(need_string(name, 1))

    @library.function(
        "setglobal(name, value)",
        "Assigns a global; honours tag methods.",
        example="""
            setglobal("answer", 42)
            answer  --> 42
        """,
    )
    def setglobal(self, name: LuaValue = MISSING, value: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """setglobal(name, value) (6.2)"""
        need_any(value, 2)  # checked first, as in the original
        self._state.globals.write(need_string(name, 1), value)
        return ()

    @library.function(
        "globals([t])",
        "The table of globals; with a table, makes that one the globals.",
        results="table",
        example="globals().print == print  --> 1",
    )
    def globals(self, t: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """globals([t]) (6.2)"""
        state = self._state
        if t is MISSING:
            return state.globals.table
        if not isinstance(t, LuaTable):
            bad_argument(1, f"table expected, got {type_name(t)}")
        return state.globals.exchange(t)

    @library.function(
        "collectgarbage([limit])",
        "Sets the collector's threshold in KB; 0, the default, collects now.",
        example="collectgarbage()",
    )
    def collectgarbage(self, limit: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """collectgarbage([limit]) (6.2)"""
        self._threshold = float(optional_integer(limit, 1, 0))
        if self._threshold <= _kilobytes_in_use():
            import gc

            gc.collect()
        return ()

    @library.function(
        "gcinfo()",
        "Memory in use and the collector's threshold, in KB.",
        results="number, number",
        example="gcinfo()  --> ..., ...",
    )
    def gcinfo(self, *_: LuaValue) -> Returned:
        """gcinfo() (6.2)"""
        used = _kilobytes_in_use()
        return used, max(self._threshold, 2.0 * used)


if _record := record_of(Base.call.__code__):
    attach(Base.forward, _record)  # type: ignore[arg-type]  # a plain function


def _kilobytes_in_use() -> float:
    """Python keeps no count of bytes; its blocks are counted, at 64 bytes each on the average."""
    return float(sys.getallocatedblocks() // 16)
