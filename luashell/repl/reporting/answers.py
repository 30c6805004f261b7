"""What is shown behind an error that Lua has reported: the line with a caret, and one line of advice."""

from __future__ import annotations

from luashell import contents
from luashell.repl.reporting.excerpts import excerpt
from luashell.repl.reporting.failures import Failure, failure_of
from luashell.repl.styled import HINT
from luashell.repl.suggestions import advice
from luashell.runtime.calling import HANDLER_ERROR, MEMORY_ERROR, NOT_ENOUGH_MEMORY
from luashell.runtime.text import to_typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final, TypeVar

    from luashell.errors import LuaError
    from luashell.repl.session import Session
    from luashell.repl.styled import Styled
    from luashell.runtime.state import LuaState

    T = TypeVar("T")

__all__ = ["advice_on", "after_failure", "known_globals", "watched"]

UNREPORTED: Final = {MEMORY_ERROR: NOT_ENOUGH_MEMORY, HANDLER_ERROR: "error in error message"}
"""What to say of errors that Lua has no words for."""

POINTER: Final = "`:why' explains it\n"
"""Shown once in a session."""


def watched(session: Session, run: Callable[[], T], name: str = "", source: str = "") -> T:
    """``run()``, while every error that Lua reports is taken down: ``session.last_error`` is the last of them.

    ``name`` and ``source`` are those of the chunk that is run, where its name does not tell the text.
    """

    def take_down(error: LuaError) -> None:
        try:
            session.last_error = failure_of(error, state.globals, name, source)
        except RecursionError:  # the stack is nearly full where it is reported
            session.last_error = Failure(error.message or "", error.kind)

    state = session.state
    previous = state.calling.failed
    state.calling.failed = take_down
    try:
        return run()
    finally:
        state.calling.failed = previous


def after_failure(session: Session, kind: str, known: Failure | None, name: str = "") -> Styled:
    """What to show behind the report of an error of that ``kind`` (5.3) that has ended the chunk called ``name``.

    ``known`` is what was the last error before that.
    """
    failure = session.last_error
    styled: Styled = [(HINT, f"{UNREPORTED[kind]}\n")] if kind in UNREPORTED else []
    if failure is None or failure is known:
        if kind in UNREPORTED:
            session.last_error = Failure(UNREPORTED[kind], kind)
        return styled
    styled += excerpt(failure, name, session.width)
    hint = advice_on(failure, session.state)
    if hint:
        styled.append((HINT, f"{hint}\n"))
    elif failure.message:
        styled += pointer(session)
    return styled


def pointer(session: Session) -> Styled:
    """Where to ask for an explanation; said once in a session."""
    if session.knows_why:
        return []
    session.knows_why = True
    return [(HINT, POINTER)]


def advice_on(failure: Failure, state: LuaState) -> str:
    """What may have been meant instead of a name that there is not; empty when nothing comes to mind."""
    if not failure.missing:
        return ""
    written = to_typed(failure.missing)
    if failure.candidates is None:
        return advice(written, known_globals(state))
    name = written.rpartition(".")[2]
    return advice(name, [to_typed(candidate) for candidate in failure.candidates])


def known_globals(state: LuaState) -> list[str]:
    """The names of all globals: those that a program has, and those that the library would provide."""
    chapters = (contents.TABLES, contents.TAGS, contents.STRINGS, contents.FILES, contents.SYSTEM, contents.SOCKETS)
    library = [name for chapter in (*chapters, contents.DEBUGGING) for name in chapter]
    names = [to_typed(name) for name in state.globals.items_so_far() if isinstance(name, str)]
    return [*library, *names]
