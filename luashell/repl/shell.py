"""The shell without a terminal: an entry goes in, the text to show for it comes out.

What the program itself writes goes to the state's streams, error reports too: Lua makes them (5.1).
"""

from __future__ import annotations

from luashell.repl.entry import read_entry
from luashell.repl.printing import lines_of
from luashell.runtime.calling import HANDLER_ERROR, MEMORY_ERROR, NOT_ENOUGH_MEMORY, spread
from luashell.runtime.text import from_typed
from luashell.runtime.userdata import Userdata
from luashell.stdlib.loading import run_text
from luashell.stdlib.outcomes import Success

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.runtime.state import LuaState

__all__ = ["Shell"]

UNREPORTED: Final = {MEMORY_ERROR: NOT_ENOUGH_MEMORY, HANDLER_ERROR: "error in error message"}
"""What to say of errors that Lua has no words for."""

SILENT: Final = (Success, Userdata)
"""Classes of what `write`, `dostring` and their like return to say that all went well: nobody wants to see it."""


class Shell:
    """Runs entries in a state. Entries are text as it was typed, answers text for the screen."""

    def __init__(self, state: LuaState) -> None:
        self._state = state

    def needs_more(self, typed: str) -> bool:
        """Is ``typed`` only the beginning of an entry?"""
        return read_entry(from_typed(typed)).is_incomplete

    def answer(self, typed: str) -> str:
        """Run an entry; gives the lines that show its values, each with its line end.

        KeyboardInterrupt and SystemExit pass through.
        """
        entry = read_entry(from_typed(typed))
        if entry.is_empty:
            return ""
        status, returned = run_text(self._state, entry.source, entry.text)
        if status is not None:
            return f"{UNREPORTED[status]}\n" if status in UNREPORTED else ""
        if returned.__class__ in SILENT:
            return ""
        return "".join(f"{line}\n" for value in spread(returned) for line in lines_of(value))
