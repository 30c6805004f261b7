"""What the debug interface looks up in a running function (6.7)."""

from __future__ import annotations

from types import FunctionType, MethodType

from luashell.runtime.frames import HostFunction
from luashell.runtime.stack import runs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.runtime.globals import Globals
    from luashell.runtime.stack import Level
    from luashell.runtime.values import LuaValue

__all__ = ["function_at"]


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
