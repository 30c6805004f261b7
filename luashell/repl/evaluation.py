"""An entry in Lua: it is run, and its values or its error are shown.

What the program itself writes goes to the state's streams, error reports too: Lua makes them (5.1).
"""

from __future__ import annotations

from luashell.repl.printing.layout import Bounds, results
from luashell.repl.reporting.answers import pointer, run_chunk
from luashell.repl.reporting.failures import Failure
from luashell.repl.session import Ran
from luashell.repl.styled import HINT
from luashell.repl.wrapping import wrapped
from luashell.runtime.calling import spread
from luashell.runtime.numerals import BLANKS
from luashell.runtime.userdata import Userdata
from luashell.stdlib.outcomes import Success
from luashell.syntax.lexer import tokenize

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.repl.entry import Entry
    from luashell.repl.session import Session
    from luashell.repl.styled import Styled
    from luashell.runtime.aliases import LuaValue

__all__ = ["evaluate", "hold", "is_silent"]

SILENT: Final = (Success, Userdata)
"""Classes of what `write`, `dostring` and their like return to say that all went well: nobody wants to see it."""


def evaluate(session: Session, entry: Entry) -> Styled:
    """Run ``entry`` and give what shows its values, or its error. KeyboardInterrupt and SystemExit pass through."""
    known = session.last_error
    kind, returned, shown_error = run_chunk(session, entry.source, entry.text)
    if kind is not None:
        return shown_error
    values = spread(returned)
    has_results = bool(values) and returned.__class__ not in SILENT
    session.succeeded.append(Ran(entry.text, has_results=has_results))
    if not has_results:
        return []
    notice = hold(session, values)
    message = _message_in(values, entry) if session.last_error is known else None
    if message is not None:
        session.last_error = Failure(message, "returned")
        session.last_error.chunk, session.last_error.text = entry.text, entry.source
    if is_silent(entry.text):
        return notice
    bounds = Bounds.chosen(session.width, session.settings)
    shown = results(values, bounds, session.state.globals)
    return [*shown, *notice, *(pointer(session) if message is not None else ())]


def hold(session: Session, values: tuple[LuaValue, ...]) -> Styled:
    """Keep the values of an entry; says so once if a name that would hold one is the program's own."""
    session.last_values = values
    taken = session.held.hold(session.state, values)
    if not taken:
        return []
    names = " and ".join(filter(None, [", ".join(taken[:-1]), taken[-1]]))
    verb = "is a global" if len(taken) == 1 else "are globals"
    notice = f"{names} {verb} of your program, and left as such: the result is not held there"
    return [(HINT, wrapped(notice, session.width))]


def is_silent(text: str) -> bool:
    """Does an entry end with a semicolon, which says that its values are not to be shown?"""
    return text.rstrip(BLANKS).endswith(";") and tokenize(text).kinds[-2] == ";"


def _message_in(values: tuple[LuaValue, ...], entry: Entry) -> str | None:
    """The message by which a function says what went wrong: among several results, or the only one of a call."""
    texts = [value for value in values if isinstance(value, str)]
    if not texts or (len(values) == 1 and not entry.text.rstrip(BLANKS).endswith((")", "}"))):
        return None
    from luashell.repl.why.explaining import is_returned_message  # loaded when there may be something to explain

    return next(filter(is_returned_message, texts[-1:]), None) or next(filter(is_returned_message, texts[:1]), None)
