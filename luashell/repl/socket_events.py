"""What the sockets of programs do, from their first use on: loading them sooner would take time for nothing."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.runtime.state import LuaState
    from luasocket_core.tracing import Event, Listener

__all__ = ["SocketEvents"]


class SocketEvents:
    """Calls each of ``listeners`` with the events of the default network while a watched state uses sockets."""

    def __init__(self) -> None:
        self.listeners: list[Listener] = []
        self._is_listening = False

    def watch(self, state: LuaState) -> None:
        """Listen from the first use of sockets in ``state`` on, until it is closed."""
        before_sockets = state.before_sockets

        def begin() -> None:
            if before_sockets is not None:
                before_sockets()
            self._begin(state)

        state.before_sockets = begin
        if "luasocket_core.net.live" in sys.modules:  # a script has used them
            self._begin(state)

    def _begin(self, state: LuaState) -> None:
        if self._is_listening:
            return
        from luasocket_core.net.live import default_network

        unsubscribe = default_network().events.subscribe(self._heard)
        self._is_listening = True

        def end() -> None:
            unsubscribe()
            self._is_listening = False

        state.finishers.append(end)

    def _heard(self, event: Event) -> None:
        for listener in self.listeners:
            listener(event)
