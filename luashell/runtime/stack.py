"""The Lua call stack as Python's frames show it: levels, names of functions, tracebacks (5.4, 5.6).

Python's frames are the Lua stack. After an error has unwound to a protected call, the frames it went through stand in
the exception's traceback; ``calling.report`` runs the error handler at that moment, and its frame is where the
traceback is spliced back in. So a handler sees the stack as it was when the error happened.
"""

from __future__ import annotations

import sys
from itertools import islice

from luashell.errors import chunk_id
from luashell.runtime.frames import OutlinedBlock, Prototype, record_of
from luashell.runtime.globals import HIDDEN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import CodeType, FrameType, TracebackType
    from typing import Final

    from luashell.runtime.aliases import LuaValue
    from luashell.runtime.frames import FrameRecord
    from luashell.runtime.globals import Globals

__all__ = [
    "HOST_SOURCE",
    "REPORTS",
    "SHORT_NAME",
    "STATE_GLOBALS",
    "Level",
    "called_name",
    "levels",
    "levels_left",
    "name_of",
    "name_of_value",
    "place_of",
    "runs",
    "traceback_text",
]

REPORTS: Final = set[int]()
"""Identities of the code objects whose frames hold an ``error`` whose traceback belongs into the stack."""

STATE_GLOBALS: Final = HIDDEN + "globals"
"""The hidden name under which a namespace holds its Globals."""

HOST_SOURCE: Final = "C"
SHORT_NAME: Final = 47
"""Longest chunk id in run-time messages, see errors.chunk_id."""

_FIRST_LEVELS: Final = 11
_LAST_LEVELS: Final = 10
_NOWHERE: Final = (None, None, None, None)


class Level:
    """One active function: what it is, and where in its code it has come to (``instruction`` counts bytes)."""

    __slots__ = ("code", "frame", "instruction", "line", "record")

    def __init__(
        self, record: FrameRecord | None, code: CodeType, frame: FrameType | None, line: int, instruction: int
    ) -> None:
        self.record = record
        self.code = code
        self.frame = frame
        self.line = line
        self.instruction = instruction


def levels(frame: FrameType | None) -> Iterator[Level]:
    """The active functions, innermost first, from ``frame`` outwards."""
    found = _levels_of(_live_steps(frame))
    for level in found:
        if id(level.code) in REPORTS and level.frame is not None:
            error = level.frame.f_locals["error"]
            steps = reversed(list(_traceback_steps(error.__traceback__))[1:])  # the first is the protected call itself
            interrupted = list(_levels_of(steps))
            if error.is_overflow and interrupted:
                yield from _entered_from(interrupted[0])
            yield from interrupted
        else:
            yield level


def levels_left(error: BaseException) -> Iterator[Level]:
    """The functions that ``error`` has gone through, innermost first: of an interrupt, which nothing catches."""
    return _levels_of(reversed([*_traceback_steps(error.__traceback__)]))


def _levels_of(steps: Iterable[tuple[FrameType, int, int]]) -> Iterator[Level]:
    block: tuple[CodeType, int, int] | None = None  # where an outlined part of the function being looked at has come to
    for frame, line, instruction in steps:
        code = frame.f_code
        record = record_of(code)
        if isinstance(record, OutlinedBlock):
            block = block or (code, line, instruction)
        elif record is not None or id(code) in REPORTS:
            place = (code, line, instruction)
            if block is not None and isinstance(record, Prototype):
                place = block
            block = None
            yield Level(record, place[0], frame, place[1], place[2])


def _entered_from(level: Level) -> Iterator[Level]:
    """The function whose call overflowed the stack: it was named by its call site but has no frame yet."""
    named = call_site(level)
    globals_ = _globals_of(level)
    if named is not None and named[0] == "global" and globals_ is not None:
        code = getattr(globals_.raw_get(named[1]), "__code__", None)
        if code is not None:
            yield Level(record_of(code), code, None, 0, -1)


def _live_steps(frame: FrameType | None) -> Iterator[tuple[FrameType, int, int]]:
    while frame is not None:
        yield frame, frame.f_lineno or 0, frame.f_lasti
        frame = frame.f_back


def _traceback_steps(traceback: TracebackType | None) -> Iterator[tuple[FrameType, int, int]]:
    while traceback is not None:
        yield traceback.tb_frame, traceback.tb_lineno, traceback.tb_lasti
        traceback = traceback.tb_next


# ---- names


def call_site(level: Level) -> tuple[str, str] | None:
    """Kind and name of what the Lua function at ``level`` is just calling, None when it calls nothing by name."""
    line, _, column, end_column = _position(level)
    if not isinstance(level.record, Prototype) or line is None or column is None or column != end_column:
        return None  # only the calls of the program span no column (codegen/build.py)
    return level.record.sites.get((line, column))


def place_of(level: Level) -> tuple[int, int] | None:
    """Line and column of what the Lua function at ``level`` is just doing; None when it has not begun."""
    line, _, column, _ = _position(level)
    return None if line is None or column is None else (line, column)


def _position(level: Level) -> tuple[int | None, int | None, int | None, int | None]:
    """First and last line, first and last column of the instruction."""
    if level.instruction < 0:
        return _NOWHERE
    return next(islice(level.code.co_positions(), level.instruction // 2, None), _NOWHERE)


def name_of(level: Level, caller: Level | None) -> tuple[str, str] | None:
    """What the function at ``level`` is called: by its call site, else by a global that holds it, else by its event.

    Gives kind ("global", "local", "field", "tag-method") and name, None when it has none.
    """
    if caller is not None:
        named = call_site(caller)
        if named is not None:
            return named
    if isinstance(level.record, Prototype) and level.record.is_main:
        return None
    globals_ = _globals_of(level, caller)
    return None if globals_ is None else _name_where(lambda value: runs(value, level), globals_)


def name_of_value(function: LuaValue, globals_: Globals) -> tuple[str, str] | None:
    """Kind and name by which a function can be found that need not be active: a global or an event."""
    return _name_where(lambda value: value is function, globals_)


def _name_where(is_wanted: Callable[[LuaValue], bool], globals_: Globals) -> tuple[str, str] | None:
    for name, value in globals_.items_so_far().items():
        if name.__class__ is str and is_wanted(value):
            return "global", name
    event = globals_.tags.event_of(is_wanted)
    return None if event is None else ("tag-method", event)


def runs(value: LuaValue, level: Level) -> bool:
    """Is ``value`` the function that runs at ``level``? Closures of one prototype differ by what they froze."""
    code = getattr(value, "__code__", None)
    if code is None or level.record is None or not level.record.is_same(record_of(code)):
        return False
    owner = getattr(value, "__self__", None)
    if level.frame is None:
        return True
    if owner is not None:
        return level.frame.f_locals.get("self") is owner
    cells = getattr(value, "__closure__", None)
    if not cells or not isinstance(level.record, Prototype):
        return True
    values = level.frame.f_locals
    return all(
        values.get(name) is cell.cell_contents
        for name, cell in zip(level.code.co_freevars, cells, strict=False)
        if name in values and not name.startswith(HIDDEN)
    )


def _globals_of(*candidates: Level | None) -> Globals | None:
    for level in candidates:
        frame = level.frame if level is not None else None
        while frame is not None:
            found: Globals | None = frame.f_globals.get(STATE_GLOBALS)
            if found is not None:
                return found
            frame = frame.f_back
    return None


def called_name() -> str:
    """The name by which the running library function was called (5.4): call site, global, event, else ``?``."""
    running = levels(sys._getframe(1))
    level = next(running, None)
    if level is None:
        return "?"
    named = name_of(level, next(running, None))
    return "?" if named is None else named[1]


# ---- the traceback


def source_of(level: Level) -> str:
    """Chunk id of the function at ``level``, ``C`` for a library function."""
    record = level.record
    return chunk_id(record.source, SHORT_NAME) if isinstance(record, Prototype) else HOST_SOURCE


def traceback_text(shown: list[Level]) -> str:
    """The lines after ``error: MSG``: header and levels, the middle left out; empty without levels (5.6)."""
    if not shown:
        return ""
    lines = ["stack traceback:\n"]
    for number, level in enumerate(shown, 1):
        if len(shown) > _FIRST_LEVELS + _LAST_LEVELS + 1 and _FIRST_LEVELS < number <= len(shown) - _LAST_LEVELS:
            if number == _FIRST_LEVELS + 1:
                lines.append("       ...\n")
            continue
        caller = shown[number] if number < len(shown) else None
        lines.append(f"{number:4}:  {_described(level, caller)}\n")
    return "".join(lines)


def _described(level: Level, caller: Level | None) -> str:
    record = level.record
    source = source_of(level)
    if isinstance(record, Prototype):
        at_line = f" at line {level.line}" if level.line > 0 else ""
        if record.is_main:
            return f"main of {source}{at_line}"
    else:
        at_line = ""
    named = name_of(level, caller)
    if named is None:
        if isinstance(record, Prototype):
            return f"function <{record.line_defined}:{source}>{at_line}"
        return HOST_SOURCE
    kind, name = named
    if kind == "tag-method":
        return f"`{name}' tag method{at_line} [{source}]"
    return f"{'method' if kind == 'field' else 'function'} `{name}'{at_line} [{source}]"
