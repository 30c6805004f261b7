"""The last attempt of a program to reach an address, or to serve one, if it failed: programs often drop the message."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luasocket_core.tracing import Event

__all__ = ["Attempts"]


class Attempts:
    """A listener of the event log. ``failed`` tells of the last attempt, if that failed: ``127.0.0.1:80: refused``."""

    def __init__(self) -> None:
        self.failed = ""

    def __call__(self, event: Event) -> None:
        """Something happened on the network."""
        from luasocket_core import tracing  # loaded by now: there was an event

        if isinstance(event, tracing.Connected):
            self._remember(f"{event.peer[0]}:{event.peer[1]}", event.error)
        elif isinstance(event, tracing.Bound):
            self._remember(f"{event.address[0]}:{event.address[1]}", event.error)
        elif isinstance(event, tracing.Resolved):
            self._remember(event.name, event.error)

    def _remember(self, address: str, error: str | None) -> None:
        self.failed = "" if error is None else f"{address}: {error}"
