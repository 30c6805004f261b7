"""The last attempt of a program to reach an address, or to serve one, if it failed: programs often drop the message."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from luashell.runtime.state import LuaState
    from luasocket_core.tracing import Event

__all__ = ["Attempts"]


class Attempts:
    """Listens to the network of the programs in a session, from their first use of sockets on.

    ``failed`` tells of the last attempt, if that failed: ``127.0.0.1:80: connection refused``. ``state`` gives the
    state of the session; when that is closed the listening ends.
    """

    def __init__(self, state: Callable[[], LuaState]) -> None:
        self.failed = ""
        self._state = state
        self._stop: Callable[[], None] | None = None

    def watch(self) -> None:
        """Listen as soon as the program uses sockets: not before, since loading them takes time."""
        state = self._state()
        before_sockets = state.before_sockets

        def listen() -> None:
            if before_sockets is not None:
                before_sockets()
            self._listen()

        state.before_sockets = listen
        if "luasocket_core.net.live" in sys.modules:  # a script has used them
            self._listen()

    def _listen(self) -> None:
        if self._stop is None:
            from luasocket_core.net.live import default_network

            self._stop = default_network().events.subscribe(self._heard)
            self._state().finishers.append(self._end)

    def _end(self) -> None:
        if self._stop is not None:
            self._stop()
            self._stop = None

    def _heard(self, event: Event) -> None:
        from luasocket_core import tracing  # loaded by now: there was an event

        if isinstance(event, tracing.Connected):
            self._remember(f"{event.peer[0]}:{event.peer[1]}", event.error)
        elif isinstance(event, tracing.Bound):
            self._remember(f"{event.address[0]}:{event.address[1]}", event.error)
        elif isinstance(event, tracing.Resolved):
            self._remember(event.name, event.error)

    def _remember(self, address: str, error: str | None) -> None:
        self.failed = "" if error is None else f"{address}: {error}"
