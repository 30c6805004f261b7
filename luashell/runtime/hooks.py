"""Hooks (6.7), and how much generated code tells the debug interface. Nothing is paid before a program asks.

*Calls* are seen by Python's profiler. *Lines* are reported by the code itself: when the first line hook is set, every
Lua function is given code that was compiled once more and does so. A running function goes on with the code that it
began with, so a line hook affects functions entered after it was set.
"""

from __future__ import annotations

import sys
from types import CodeType, FunctionType

from luashell.runtime.frames import HostFunction, Prototype, record_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Final

    from luashell.runtime.aliases import LuaFunction
    from luashell.runtime.calling import Calling
    from luashell.runtime.frames import Chunk
    from luashell.runtime.globals import Globals

__all__ = ["OPEN", "PLAIN", "TRACED", "Hooks"]

PLAIN: Final = "plain"
OPEN: Final = "open"
TRACED: Final = "traced"
"""What the debug interface may ask of code: nothing, that it obeys ``setlocal``, that it reports its lines as well."""

_INSPECTORS: Final = ("getlocal", "setlocal")


class Hooks:
    """The hooks of one state. ``detail`` is what chunks compiled from now on are asked for."""

    def __init__(self, globals_: Globals, calling: Calling) -> None:
        self.call_hook: LuaFunction | None = None
        self.line_hook: LuaFunction | None = None
        self.entering: FrameType | None = None
        """The function whose call is being reported: it has not begun."""
        self._globals = globals_
        self._calling = calling
        self._detail = PLAIN
        self._is_running = False  # a hook is not called during a hook
        self._has_failed = False  # the running hook has raised an error, which nobody has caught yet
        self._entered: list[FrameType] = []  # functions whose call was reported, the innermost last
        self._returns = frozenset[int]()  # Python's instructions that return

    def detail_for(self, text: str) -> str:
        """How to compile a chunk. One that mentions ``getlocal`` or ``setlocal`` opens itself and all later ones."""
        if self._detail == PLAIN and any(name in text for name in _INSPECTORS):
            self._detail = OPEN
        return self._detail

    # ---- calls

    def set_call_hook(self, hook: LuaFunction | None) -> LuaFunction | None:
        """Call ``hook("call")`` and ``hook("return")`` around every call, or no longer; returns the one before."""
        import opcode

        before, self.call_hook = self.call_hook, hook
        self._returns = frozenset(
            opcode.opmap[name] for name in ("RETURN_VALUE", "RETURN_CONST") if name in opcode.opmap
        )
        self._entered.clear()
        self._calling.recovered = self._resume
        self._globals.allow_inlining(hook is None)
        self._resume()
        return before

    def _resume(self) -> None:
        """Go on after an error: Python stops watching calls when a hook has failed."""
        if self._has_failed:
            self._has_failed = self._is_running = False
        sys.setprofile(None if self.call_hook is None else self._profile)

    def _profile(self, frame: FrameType, event: str, result: object) -> None:
        if event == "call":
            if not self._is_running and isinstance(record_of(frame.f_code), Prototype | HostFunction):
                self._entered.append(frame)
                self.entering = frame
                try:
                    self._run(self.call_hook, "call")
                finally:
                    self.entering = None
        elif event == "return" and self._was_reported(frame):
            while self._entered.pop() is not frame:  # those above were left by an error
                pass
            if result is not None or frame.f_code.co_code[frame.f_lasti] in self._returns:
                self._run(self.call_hook, "return")

    def _was_reported(self, frame: FrameType) -> bool:
        if not self._entered:
            return False
        return self._entered[-1] is frame or (record_of(frame.f_code) is not None and frame in self._entered)

    def _run(self, hook: LuaFunction | None, argument: str | float) -> None:
        if hook is None or self._is_running:
            return
        self._is_running = True
        try:
            hook(argument)
        except BaseException:
            self._has_failed = True  # while the error handler runs, this is still the hook
            raise
        self._is_running = False

    # ---- lines

    def set_line_hook(self, hook: LuaFunction | None) -> LuaFunction | None:
        """Call ``hook(line)`` at each new line and each backward jump, or no longer; returns the one before."""
        before, self.line_hook = self.line_hook, hook
        self._calling.recovered = self._resume
        if hook is not None and self._detail != TRACED:
            self._detail = TRACED
            self._trace_functions()
        return before

    def start_lines(self) -> Callable[[int, int], None]:
        """What a function that has just been entered reports to: the line, and the place of an instruction in its code.

        A new line, or the same or an earlier place, as after a backward jump, is passed to the hook.
        """
        if self.line_hook is None or self._is_running:
            return _ignore
        last_line = last_place = 0

        def reached(line: int, place: int) -> None:
            nonlocal last_line, last_place
            is_event = line != last_line or place <= last_place
            last_line, last_place = line, place
            if is_event:
                self._run(self.line_hook, float(line))

        return reached

    def _trace_functions(self) -> None:
        """Give every function of this state, and what makes them, code that reports its lines."""
        import gc

        codes: dict[Chunk, dict[tuple[str, bool], CodeType]] = {}
        for function in gc.get_objects():
            if function.__class__ is not FunctionType or function.__globals__ is not self._globals.namespace:
                continue
            code = function.__code__
            prototype = _prototype_in(code)
            if prototype is None:
                continue
            chunk = prototype.chunk
            if chunk not in codes:
                codes[chunk] = chunk.traced_codes()
            traced = codes[chunk].get((code.co_name, record_of(code) is prototype))
            if traced is not None and _is_alike(code, traced):
                function.__code__ = traced


def _ignore(line: int, place: int) -> None:
    """Nobody listens."""


def _prototype_in(code: CodeType) -> Prototype | None:
    """The prototype of a function, or of the functions that a factory makes."""
    for candidate in (code, *code.co_consts):
        if isinstance(candidate, CodeType):
            record = record_of(candidate)
            if isinstance(record, Prototype):
                return record
    return None


def _is_alike(code: CodeType, other: CodeType) -> bool:
    """Can a function have ``other`` instead of ``code``? Its values, defaults and kinds of result must be the same."""
    return (
        code.co_freevars == other.co_freevars
        and code.co_varnames[: code.co_argcount] == other.co_varnames[: other.co_argcount]
        and (() in code.co_consts) == (() in other.co_consts)
    )
