"""What a session at the prompt holds: the Lua state and what the shell remembers beside it. No terminal.

Commands and help work on a session; the reader and the screen are handed in as functions where they are needed.
"""

from __future__ import annotations

from luashell.repl.history import History
from luashell.repl.settings import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from luashell.repl.styled import Styled
    from luashell.runtime.aliases import LuaValue
    from luashell.runtime.state import LuaState

__all__ = ["Session"]


class Session:
    """One conversation. ``announce`` shows text from elsewhere than the running entry, above what is being typed.

    It may be called from any thread.
    """

    def __init__(
        self,
        state: LuaState,
        announce: Callable[[Styled], None] | None = None,
        settings: Settings | None = None,
        history: History | None = None,
    ) -> None:
        self.state = state
        self.announce: Callable[[Styled], None] = announce or _ignore
        self.settings = settings or Settings()
        self.history = history or History()
        """What was entered, in this session and before."""
        self.last_values: tuple[LuaValue, ...] = ()
        """The values of the last entry that had any."""


def _ignore(_: Styled) -> None:
    """Show nothing."""
