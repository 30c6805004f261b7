"""What a session at the prompt holds: the Lua state and what the shell remembers beside it. No terminal.

Commands and help work on a session; the reader and the screen are handed in as functions where they are needed.
"""

from __future__ import annotations

from luashell.interpreter import DEFAULT_LUASOCKET, new_state
from luashell.repl.held_results import HeldResults
from luashell.repl.history import History
from luashell.repl.open_sockets import OpenSockets
from luashell.repl.reporting.attempts import Attempts
from luashell.repl.settings import Settings
from luashell.repl.socket_events import SocketEvents
from luashell.repl.styled import MUTED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Final

    from luashell.lab import Lab
    from luashell.repl.registry import Commands
    from luashell.repl.reporting.failures import Failure
    from luashell.repl.styled import Styled
    from luashell.runtime.aliases import LuaValue
    from luashell.runtime.state import LuaState

__all__ = ["Ran", "Session"]

DEFAULT_WIDTH: Final = 78


class Ran:
    """An entry that ran without error, a Lua string; ``has_results`` if its values became ``_1``, ``_2`` and so on."""

    __slots__ = ("has_results", "text")

    def __init__(self, text: str, *, has_results: bool = False) -> None:
        self.text = text
        self.has_results = has_results


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
        luasocket: str = DEFAULT_LUASOCKET,
    ) -> None:
        self.state = state
        self.announce: Callable[[Styled], None] = announce or _ignore
        self.settings = settings or Settings()
        self.history = history or History()
        """What was entered, in this session and before."""
        self.pending: list[str] = []
        """What was handed in at once with the entry that is being answered, and comes next."""
        self.last_values: tuple[LuaValue, ...] = ()
        """The values of the last entry that had any."""
        self.held = HeldResults()
        """The same values as globals of the program."""
        self.knows_why = False
        """Has the person been told that there is `:why`?"""
        self.last_error: Failure | None = None
        """The last error, which :why explains."""
        self.succeeded: list[Ran] = []
        """The entries in Lua of this session that ran without error, and the files that were loaded."""
        self.sockets = OpenSockets()
        """The sockets that programs made in this session."""
        self.config_file: Path | None = None
        """Where the settings of all sessions are, or would be."""
        self.lab: Lab | None = None
        """The servers to practise with, once somebody asks for them."""
        self.is_watched = True
        """Does somebody sit in front of it? Otherwise errors are reported as in scripts, without more."""
        self.width = DEFAULT_WIDTH
        """Columns that answers may take; whoever has a screen keeps it up to date."""
        self.commands: tuple[Commands, ...] = ()
        """The commands of the prompt, by subject; the shell that answers them tells."""
        self.observers: list[Callable[[str], Styled]] = []
        """Called with each entry after it was answered, errors of commands aside; what they give is shown behind it."""
        self.stop_tracing: Callable[[], None] | None = None
        """Ends the tracing of sockets, while that is on."""
        self.attempts = Attempts()
        """The last attempt of the program to reach an address, if it failed."""
        self.socket_events = SocketEvents()
        """Tells listeners what the sockets of programs do."""
        self.socket_events.listeners.append(self.attempts)
        self._luasocket = luasocket
        self._streams = (state.stdin, state.stdout, state.stderr)
        self._before_sockets = state.before_sockets
        self._watch(state)

    def new_state(self) -> LuaState:
        """A new state like the first one, on the same streams."""
        stdin, stdout, stderr = self._streams
        state = new_state(stdin=stdin, stdout=stdout, stderr=stderr, luasocket=self._luasocket)
        state.before_sockets = self._before_sockets
        state.reports = self.state.reports
        self._watch(state)
        return state

    def _watch(self, state: LuaState) -> None:
        self.sockets.watch(state)
        self.socket_events.watch(state)

    def reset(self) -> None:
        """Go on in a new state; files and sockets of the old one are closed."""
        self.state.close()
        self.state = self.new_state()
        self.last_values = ()
        self.held = HeldResults()
        self.last_error = None
        self.succeeded.clear()

    def log_of_lab(self, line: str) -> None:
        """Show what a server of the lab tells of its doings, if that is wanted; called by its own threads."""
        if self.settings.lab_log:
            self.announce([(MUTED, f"{line}\n")])

    def close(self) -> None:
        """End what belongs to the session, its state last."""
        if self.stop_tracing is not None:
            self.stop_tracing()
        if self.lab is not None:
            self.lab.close()
        self.state.close()


def _ignore(_: Styled) -> None:
    """Show nothing."""
