"""What the debug interface looks up in a running function (6.7)."""

from __future__ import annotations

import sys
from types import FunctionType, MethodType

from luashell.runtime.frames import HostFunction, Prototype
from luashell.runtime.stack import place_of, runs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType

    from luashell.runtime.aliases import LuaValue
    from luashell.runtime.frames import LocalInfo
    from luashell.runtime.globals import Globals
    from luashell.runtime.stack import Level

__all__ = ["active_local", "assign_local", "function_at", "read_local"]


def function_at(level: Level, globals_: Globals) -> LuaValue:
    """The function value that runs at ``level``, found among the globals or else among all functions there are.

    Python does not tell which function a frame belongs to; closures of one prototype are told apart by what they froze.
    """
    for value in globals_.items().values():
        if runs(value, level):
            return value
    import gc

    for candidate in gc.get_objects():
        if candidate.__class__ is FunctionType and runs(candidate, level):
            owner = level.frame.f_locals.get("self") if level.frame is not None else None
            return MethodType(candidate, owner) if isinstance(level.record, HostFunction) and owner else candidate
    return None


def active_local(level: Level, number: int) -> LocalInfo | None:
    """The local of that ``number``, from 1, among those active at this point of the function, as they were declared."""
    place = place_of(level)
    if place is None or number < 1 or not isinstance(level.record, Prototype):
        return None
    active = [local for local in level.record.locals if local.start < place <= local.end]
    return active[number - 1] if number <= len(active) else None


def read_local(level: Level, local: LocalInfo) -> LuaValue:
    """The value of a local; nil for a control variable of a loop that the code keeps to itself."""
    value: LuaValue = None if level.frame is None else level.frame.f_locals.get(local.python_name)
    return value


def assign_local(level: Level, local: LocalInfo, value: LuaValue) -> None:
    """Give a local of a running function another value (docs/decisions/0009-setting-locals.md)."""
    if level.frame is not None and local.is_free:
        _store(level.frame, local.python_name, value)


if sys.version_info >= (3, 13):

    def _store(frame: FrameType, name: str, value: LuaValue) -> None:
        frame.f_locals[name] = value

else:

    def _store(frame: FrameType, name: str, value: LuaValue) -> None:
        """Python's own debugger stores in this way: the snapshot of the variables is changed and written back."""
        import ctypes

        frame.f_locals[name] = value
        ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), ctypes.c_int(0))
