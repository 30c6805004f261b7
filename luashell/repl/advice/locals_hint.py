"""What to say, once in a session, to somebody who makes a local at the prompt and means to use it in the next entry."""

from __future__ import annotations

from luashell.repl.entry import top_level_locals
from luashell.repl.styled import HINT
from luashell.repl.wrapping import wrapped
from luashell.runtime.text import from_typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.repl.session import Session
    from luashell.repl.styled import Styled

__all__ = ["LocalsHint"]


class LocalsHint:
    """Called with each entry in Lua after it was run, as typed; gives the hint behind the first that makes a local."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._has_spoken = False

    def __call__(self, typed: str) -> Styled:
        """The hint, or nothing."""
        names = [] if self._has_spoken else top_level_locals(from_typed(typed))
        if not names:
            return []
        self._has_spoken = True
        end, fix = ("ends", names[0]) if len(names) == 1 else ("end", ", ".join(names))
        hint = f"local {', '.join(names)} {end} with this entry; to keep: {fix} = ... without `local'"
        return [(HINT, wrapped(hint, self._session.width))]
