"""What is shown behind an error that Lua has reported: the line with a caret, and one line of advice."""

from __future__ import annotations

from luashell import contents
from luashell.errors import LuaSyntaxError
from luashell.repl.advice.suggestions import advice
from luashell.repl.reporting.excerpts import excerpt
from luashell.repl.reporting.failures import Failure, failure_of
from luashell.repl.styled import ERROR, HINT
from luashell.repl.wrapping import wrapped
from luashell.runtime.calling import HANDLER_ERROR, MEMORY_ERROR, NOT_ENOUGH_MEMORY
from luashell.runtime.text import to_typed
from luashell.stdlib.loading import run_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.errors import LuaError
    from luashell.repl.session import Session
    from luashell.repl.styled import Styled
    from luashell.runtime.aliases import Returned
    from luashell.runtime.state import LuaState

__all__ = ["advice_on", "known_globals", "pointer", "run_chunk"]

UNREPORTED: Final = {MEMORY_ERROR: NOT_ENOUGH_MEMORY, HANDLER_ERROR: "error in error message"}
"""What to say of errors that Lua has no words for."""

POINTER: Final = "`:why' explains it\n"
"""Shown once in a session."""


def run_chunk(
    session: Session, text: str, name: str, state: LuaState | None = None
) -> tuple[str | None, Returned, Styled]:
    """Run a chunk as ``run_text`` does, in ``state`` or that of the session: the kind of error, what it returned, and
    what is to be shown behind the report of the error.

    Every error that Lua reports meanwhile is taken down: ``session.last_error`` is the last of them.
    """
    state = state or session.state
    known = session.last_error
    previous = state.calling.failed

    def take_down(error: LuaError) -> None:
        try:
            session.last_error = failure_of(error, state.globals, name, text)
        except RecursionError:  # the stack is nearly full where it is reported
            session.last_error = Failure(error.message or "", error.kind)

    state.calling.failed = take_down
    try:
        kind, returned = run_text(state, text, name)
    finally:
        state.calling.failed = previous
    if kind is None:
        return None, returned, []
    failure = session.last_error if session.last_error is not known else None
    return kind, returned, _after_failure(session, state, kind, failure, name)


def _after_failure(session: Session, state: LuaState, kind: str, failure: Failure | None, name: str) -> Styled:
    styled: Styled = [(ERROR, f"{UNREPORTED[kind]}\n")] if kind in UNREPORTED else []
    if failure is None:
        if kind in UNREPORTED:
            session.last_error = Failure(UNREPORTED[kind], kind)
        return styled
    if not session.is_watched:
        return styled
    styled += excerpt(failure, name, session.width)
    hint = advice_on(failure, state)
    if hint:
        styled.append((HINT, wrapped(hint, session.width)))
    elif failure.message:
        styled += pointer(session)
    return styled


def pointer(session: Session) -> Styled:
    """Where to ask for an explanation; said once in a session."""
    if session.knows_why or not session.is_watched:
        return []
    session.knows_why = True
    return [(HINT, POINTER)]


def advice_on(failure: Failure, state: LuaState) -> str:
    """What was meant by a name that there is not, or by what is no Lua 4.0; empty when nothing comes to mind."""
    if failure.kind == LuaSyntaxError.kind and failure.text is not None and failure.spot is not None:
        from luashell.repl.advice.foreign_syntax import syntax_advice  # seldom needed

        lines = failure.text.split("\n")[: failure.spot.line - 1]
        return syntax_advice(failure.text, sum(len(line) + 1 for line in lines) + failure.spot.column)
    if not failure.missing:
        return ""
    written = to_typed(failure.missing)
    if failure.candidates is None:
        return advice(written, known_globals(state))
    name = written.rpartition(".")[2]
    return advice(name, [to_typed(candidate) for candidate in failure.candidates], is_field=True)


def known_globals(state: LuaState) -> list[str]:
    """The names of all globals: those that a program has, and those that the library would provide."""
    chapters = (contents.TABLES, contents.TAGS, contents.STRINGS, contents.FILES, contents.SYSTEM, contents.SOCKETS)
    library = [name for chapter in (*chapters, contents.DEBUGGING) for name in chapter]
    names = [to_typed(name) for name in state.globals.items_so_far() if isinstance(name, str)]
    return [*library, *names]
