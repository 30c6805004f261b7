"""An entry in Lua: it is run, and its values or its error are shown.

What the program itself writes goes to the state's streams, error reports too: Lua makes them (5.1).
"""

from __future__ import annotations

from luashell.repl.printing import lines_of
from luashell.repl.styled import LUA, plain
from luashell.runtime.calling import HANDLER_ERROR, MEMORY_ERROR, NOT_ENOUGH_MEMORY, spread
from luashell.runtime.userdata import Userdata
from luashell.stdlib.loading import run_text
from luashell.stdlib.outcomes import Success

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.repl.entry import Entry
    from luashell.repl.session import Session
    from luashell.repl.styled import Styled

__all__ = ["evaluate"]

UNREPORTED: Final = {MEMORY_ERROR: NOT_ENOUGH_MEMORY, HANDLER_ERROR: "error in error message"}
"""What to say of errors that Lua has no words for."""

SILENT: Final = (Success, Userdata)
"""Classes of what `write`, `dostring` and their like return to say that all went well: nobody wants to see it."""


def evaluate(session: Session, entry: Entry) -> Styled:
    """Run ``entry`` and give what shows its values. KeyboardInterrupt and SystemExit pass through."""
    status, returned = run_text(session.state, entry.source, entry.text)
    if status is not None:
        return plain(f"{UNREPORTED[status]}\n" if status in UNREPORTED else "")
    if returned.__class__ in SILENT:
        return []
    return [(LUA, f"{line}\n") for value in spread(returned) for line in lines_of(value)]
