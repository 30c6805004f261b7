"""The debug interface (6.7), and ``debug`` (6.6)."""

from __future__ import annotations

import sys

from luashell.binding.arguments import bad_argument, check, need_any, need_integer, optional_string
from luashell.binding.library import Library
from luashell.errors import chunk_id
from luashell.runtime import inspection
from luashell.runtime.frames import Prototype, record_of
from luashell.runtime.numerals import string_to_number
from luashell.runtime.stack import HOST_SOURCE, SHORT_NAME, levels, name_of, name_of_value
from luashell.runtime.values import MISSING, is_function

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.runtime.frames import FrameRecord
    from luashell.runtime.stack import Level
    from luashell.runtime.state import LuaState
    from luashell.runtime.values import LuaValue, Returned

__all__ = ["Debugging", "library"]

library = Library("Debug interface")

_ALL_FIELDS: Final = "flnSu"


class Debugging:
    """The debug functions of a state. A level counts the active functions from 0, the library function itself."""

    def __init__(self, state: LuaState) -> None:
        self._state = state

    @library.function(
        "getinfo(function | level [, what])",
        "What is known of a function: func, currentline, name, namewhat, source, short_src, what, linedefined, nups.",
        results="table | nil",
    )
    def getinfo(self, function: LuaValue = MISSING, what: LuaValue = MISSING, *_: LuaValue) -> Returned:
        wanted = optional_string(what, 2, _ALL_FIELDS)
        level: Level | None = None
        caller: Level | None = None
        if (number := _as_level(function)) is not None:
            running = levels(sys._getframe())
            level = next((level for position, level in enumerate(running) if position == number), None)
            if level is None:
                return None
            caller = next(running, None)
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
            has_line = level is not None and isinstance(record, Prototype) and level.line > 0
            fields["currentline"] = float(level.line) if level is not None and has_line else -1.0
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


def _as_level(value: LuaValue) -> int | None:
    """A number, or a string that stands for one, as a level."""
    number = string_to_number(value) if value.__class__ is str else value  # type: ignore[arg-type]  # narrowed by class
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
