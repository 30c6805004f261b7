"""Calls that are more than a plain Python call: non-functions, protected calls, and the report of an error.

An error unwinds to the nearest protected call (``call``, ``dostring``, ``dofile``, the top level) before
``_ERRORMESSAGE`` hears of it. No Lua code runs in between, so a program cannot tell; ``stack.py`` shows the handler the
stack as it was.
"""

from __future__ import annotations

import sys

from luashell.errors import LuaError
from luashell.runtime.stack import REPORTS
from luashell.runtime.values import FUNCTION_CLASSES, first, is_function, type_name
from luashell.runtime.wording import CALL, STACK_OVERFLOW, bad_operand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Final

    from luashell.runtime.aliases import LuaValue, Returned
    from luashell.runtime.globals import Globals
    from luashell.runtime.tags import Tags

__all__ = ["CATCHABLE", "NOT_ENOUGH_MEMORY", "Calling", "adjust", "lua_error", "spread"]

FILE_ERROR: Final = "file error"
MEMORY_ERROR: Final = "memory error"
HANDLER_ERROR: Final = "error in error handling"

NOT_ENOUGH_MEMORY: Final = "not enough memory"

CATCHABLE: Final = (LuaError, RecursionError, MemoryError)
"""What a protected call catches; an interrupt and ``exit`` are not among them."""

_MOST_NESTED_REPORTS = 100


def spread(returned: Returned) -> tuple[LuaValue, ...]:
    """The returned values as a tuple."""
    return returned if returned.__class__ is tuple else (returned,)


def adjust(returned: Returned, count: int) -> tuple[LuaValue, ...]:
    """Exactly ``count`` values: nil for those that are missing, surplus ones dropped (2.4)."""
    values = spread(returned)
    return (values + (None,) * (count - len(values)))[:count]


class Calling:
    """Calls in one state."""

    def __init__(self, tags: Tags, globals_: Globals) -> None:
        self._tags = tags
        self._globals = globals_
        self._reports = 0  # reports under way, inside each other
        self.recovered: Callable[[], None] | None = None  # to be called when a protected call has caught an error
        self.failed: Callable[[LuaError], None] | None = None
        """Called with each error, once, before ``_ERRORMESSAGE`` is: ``stack.levels`` shows where it happened."""

    def call(self, function: LuaValue, *arguments: LuaValue) -> Returned:
        """Call any Lua value; library functions use it for values that they were given."""
        if function.__class__ in FUNCTION_CLASSES:
            return function(*arguments)  # type: ignore[operator]  # narrowed by class
        return self._call_value(None, function, arguments)

    def call_again(self, name: str | None, function: Returned, *arguments: LuaValue) -> Returned:
        """The slow path of a call in generated code, entered while handling a TypeError.

        If the error arose further down, the call had begun and the error goes on; else the called value is no function.
        """
        error = sys.exception()
        if error is not None and error.__traceback__ is not None and error.__traceback__.tb_next is not None:
            raise error
        return self._call_value(name, function, arguments)

    def _call_value(self, name: str | None, function: Returned, arguments: tuple[LuaValue, ...]) -> Returned:
        function = first(function)
        if function.__class__ in FUNCTION_CLASSES:
            return function(*arguments)  # type: ignore[operator]  # narrowed by class
        handler = self._tags.handler_of(function, "function")
        if handler is None:
            raise LuaError(bad_operand(CALL, name, type_name(function)))
        return handler(function, *arguments)

    def protected(self, function: LuaValue, arguments: Sequence[LuaValue]) -> tuple[str | None, Returned]:
        """Call ``function``; gives None and what it returned, or what kind of error it was, reported, and nothing."""
        try:
            return None, self.call(function, *arguments)
        except CATCHABLE as error:
            kind = self.report(error)
            if self.recovered is not None:
                self.recovered()
            return kind, ()

    def reported(self, kind: str) -> LuaError:
        """An error to go on with after a protected call has reported one of this ``kind``."""
        error = LuaError(None)
        error.kind = kind
        error.reported = True
        return error

    def report(self, failure: BaseException) -> str:
        """Tell ``_ERRORMESSAGE`` of an error that a protected call has just caught, unless it knows (5.1).

        Returns the kind of error, one of the texts that ``dostring`` gives.
        """
        if isinstance(failure, MemoryError):
            return MEMORY_ERROR
        error = lua_error(failure)
        if error.reported:
            return error.kind
        error.reported = True
        if self.failed is not None:
            self.failed(error)
        handler = self._globals.raw_get("_ERRORMESSAGE")
        if error.message is None or not is_function(handler):
            return error.kind
        if self._reports >= _MOST_NESTED_REPORTS:
            error.kind = HANDLER_ERROR
            return HANDLER_ERROR
        self._reports += 1
        try:
            handler(error.message)  # type: ignore[operator]  # is_function
        except CATCHABLE as nested:  # the handler is entered again for the new error, which takes the place of the old
            error.kind = self.report(nested)
        finally:
            self._reports -= 1
        return error.kind


REPORTS.add(id(Calling.report.__code__))


def lua_error(failure: BaseException) -> LuaError:
    """One of CATCHABLE as a LuaError: running out of stack or of memory is an error of the program too."""
    if isinstance(failure, LuaError):
        return failure
    if isinstance(failure, MemoryError):
        error = LuaError(NOT_ENOUGH_MEMORY)
        error.kind = MEMORY_ERROR
    else:
        error = LuaError(STACK_OVERFLOW)
        error.is_overflow = True
    return error.with_traceback(failure.__traceback__)
