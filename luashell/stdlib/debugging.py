"""The debug interface (6.7), and ``debug`` (6.6)."""

from __future__ import annotations

import sys
from itertools import islice

from luashell.binding.arguments import bad_argument, check, need_any, need_integer, optional_string
from luashell.binding.library import Library
from luashell.errors import chunk_id
from luashell.runtime import inspection
from luashell.runtime.frames import Prototype, record_of
from luashell.runtime.numerals import string_to_number
from luashell.runtime.stack import HOST_SOURCE, SHORT_NAME, levels, name_of, name_of_value
from luashell.runtime.text import from_bytes
from luashell.runtime.values import MISSING, is_function
from luashell.stdlib.loading import run_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.runtime.aliases import LuaFunction, LuaValue, Returned
    from luashell.runtime.frames import FrameRecord, LocalInfo
    from luashell.runtime.stack import Level
    from luashell.runtime.state import LuaState

__all__ = ["Debugging", "library"]

library = Library("Debug interface")

_ALL_FIELDS: Final = "flnSu"
_DEBUG_PROMPT: Final = b"lua_debug> "


class Debugging:
    """The debug functions of a state. A level counts the active functions from 0, the library function itself."""

    def __init__(self, state: LuaState) -> None:
        self._state = state
        self._hooks = state.hooks

    @library.function(
        "getinfo(function [, what])",
        "What is known of a function, or of the one at a level of the stack.",
        results="table | nil",
        example="""
            getinfo(print).what  --> "C"
            function greet()
              print("hello")
            end
            getinfo(greet).linedefined  --> 1
        """,
    )
    def getinfo(self, function: LuaValue = MISSING, what: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """The fields of ``what``: ``f`` func, ``l`` currentline, ``n`` name, ``S`` where defined, ``u`` nups (6.7)."""
        wanted = optional_string(what, 2, _ALL_FIELDS)
        level: Level | None = None
        caller: Level | None = None
        if (number := _as_level(function)) is not None:
            level, caller = _levels_from(number)
            if level is None:
                return None
            record = level.record
        elif is_function(function):
            record = record_of(function.__code__)  # type: ignore[attr-defined]  # is_function
        else:
            bad_argument(1, "function or level expected")
        check(all(letter in _ALL_FIELDS for letter in wanted), 2, "invalid option")
        fields: dict[str, LuaValue] = {}
        if "S" in wanted:
            fields.update(_source_fields(record))
        if "l" in wanted:
            fields["currentline"] = float(self._current_line(level))
        if "u" in wanted:
            fields["nups"] = float(record.upvalue_count) if isinstance(record, Prototype) else 0.0
        if "n" in wanted:
            globals_ = self._state.globals
            named = name_of_value(function, globals_) if level is None else name_of(level, caller)
            fields["namewhat"], fields["name"] = ("", None) if named is None else named
        if "f" in wanted:
            fields["func"] = function if level is None else inspection.function_at(level, self._state.globals)
        info = self._state.new_table()
        for name, value in fields.items():
            if value is not None:
                info.raw_set(name, value)
        return info

    def _current_line(self, level: Level | None) -> int:
        """-1 when it is not active, not written in Lua, or has not begun."""
        if level is None or not isinstance(level.record, Prototype) or level.line <= 0:
            return -1
        return -1 if level.frame is not None and level.frame is self._hooks.entering else level.line

    @library.function(
        "getlocal(level, number)",
        "Name and value of an active local; loops have (limit), (step) and (table).",
        results="name, value | nil",
        example="""
            function show(name) return getlocal(1, 1) end
            show("Ada")  --> "name", "Ada"
        """,
    )
    def getlocal(self, level: LuaValue = MISSING, number: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """Locals count from 1 in the order of their declaration (6.7)."""
        running = _level_in_range(level)
        local = self._active_local(running, need_integer(number, 2))
        return None if local is None else (local.name, inspection.read_local(running, local))

    @library.function(
        "setlocal(level, number, value)",
        "Gives an active local another value; those that control a loop are refused.",
        results="name | nil",
        example="""
            function change(name) setlocal(1, 1, "Bob") return name end
            change("Ada")  --> "Bob"
        """,
    )
    def setlocal(
        self, level: LuaValue = MISSING, number: LuaValue = MISSING, value: LuaValue = MISSING, *_: LuaValue
    ) -> Returned:
        """The variable of the running function itself is set (6.7)."""
        running = _level_in_range(level)
        need_any(value, 3)  # checked first, as in the original
        local = self._active_local(running, need_integer(number, 2))
        if local is None or local.name.startswith("("):
            return None
        inspection.assign_local(running, local, value)
        return local.name

    def _active_local(self, level: Level, number: int) -> LocalInfo | None:
        if level.frame is not None and level.frame is self._hooks.entering:
            return None
        return inspection.active_local(level, number)

    @library.function(
        "setcallhook([hook])",
        'Calls hook("call") and hook("return") around every call, or no longer.',
        results="the previous hook | nil",
        example="""
            calls = 0
            setcallhook(function (event) calls = calls + 1 end) type(1) setcallhook()
            calls > 0  --> 1
        """,
    )
    def setcallhook(self, hook: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """No hook, or nil, turns it off (6.7)."""
        return self._hooks.set_call_hook(_as_hook(hook))

    @library.function(
        "setlinehook([hook])",
        "Calls hook(line) at each new line of functions entered from now on, or no longer.",
        results="the previous hook | nil",
        example="""
            function work()
              return 1
            end
            setlinehook(print) work() setlinehook()  --> 2
        """,
    )
    def setlinehook(self, hook: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """No hook, or nil, turns it off; a function that is running already is not watched (6.7)."""
        return self._hooks.set_line_hook(_as_hook(hook))

    @library.function(
        "debug()",
        "Runs lines from standard input up to one that is `cont'.",
        example="debug()  --> lua_debug>",
    )
    def debug(self, *_: LuaValue) -> Returned:
        """Each line is a chunk of its own; the end of the input returns as well (6.6)."""
        state = self._state
        while True:
            state.stderr.write(_DEBUG_PROMPT)
            state.stderr.flush()
            line = from_bytes(state.stdin.readline())
            if not line or line.removesuffix("\n") == "cont":
                return ()
            run_text(state, line, line)


def _levels_from(number: int) -> tuple[Level | None, Level | None]:
    """The level of that ``number``, seen from the library function that asks, and its caller."""
    if number < 0:
        return None, None
    running = islice(levels(sys._getframe(1)), number, None)
    return next(running, None), next(running, None)


def _level_in_range(level: LuaValue) -> Level:
    found, _ = _levels_from(need_integer(level, 1))
    return found or bad_argument(1, "level out of range")


def _as_hook(value: LuaValue) -> LuaFunction | None:
    if value is None or value is MISSING:
        return None
    check(is_function(value), 1, "function expected")
    return value  # type: ignore[return-value]  # is_function


def _as_level(value: LuaValue) -> int | None:
    """A number, or a string that stands for one, as a level."""
    number = string_to_number(value) if value.__class__ is str else value
    return need_integer(number, 1) if number.__class__ is float else None


def _source_fields(record: FrameRecord | None) -> dict[str, LuaValue]:
    """Where a function was defined."""
    if not isinstance(record, Prototype):
        return {"source": "=" + HOST_SOURCE, "short_src": HOST_SOURCE, "what": "C", "linedefined": -1.0}
    return {
        "source": record.source,
        "short_src": chunk_id(record.source, SHORT_NAME),
        "what": "main" if record.is_main else "Lua",
        "linedefined": float(record.line_defined),
    }
