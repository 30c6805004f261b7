"""Looking at values."""

from __future__ import annotations

from luashell.repl.entry import RETURN
from luashell.repl.evaluation import hold
from luashell.repl.printing.streaming import pieces_of
from luashell.repl.registry import CommandError, Commands
from luashell.repl.reporting.answers import run_chunk
from luashell.runtime.calling import spread
from luashell.runtime.text import from_typed, to_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.repl.session import Session
    from luashell.repl.styled import Styled

__all__ = ["commands"]

commands = Commands("Values")


@commands.add(":full [expression]", "shows a value whole, or the last results, however large")
def full(session: Session, argument: str) -> Styled:
    """It is written as it comes: there is never a text of its size, and Ctrl-C ends it."""
    if argument:
        answer = _evaluated(session, from_typed(argument))
        if answer is not None:
            return answer
    elif not session.last_values:
        raise CommandError("there are no results yet; :full EXPRESSION shows a value")
    state = session.state
    several = len(session.last_values) > 1
    for number, value in enumerate(session.last_values, 1):
        label = f"{number}: " if several else ""
        for piece in pieces_of(value, session.width - len(label), state.globals, f"_{number}"):
            state.stdout.write(to_bytes(from_typed(label + piece)))
            label = ""
    state.stdout.flush()
    return []


def _evaluated(session: Session, text: str) -> Styled | None:
    """Make the values of an expression the last results; what to show instead when it has none."""
    kind, returned, shown_error = run_chunk(session, RETURN + text, text)
    if kind is not None:
        return shown_error
    values = spread(returned)
    if not values:
        return []
    hold(session, values)
    return None
