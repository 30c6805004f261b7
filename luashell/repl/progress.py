"""How far a long transfer is, in one line of text; nothing is drawn here.

``receiving 12.4 MB, 3.1 MB/s, 4 s``: what a connection has carried in the running entry, in the direction in which it
has carried more.
"""

from __future__ import annotations

from luasocket_core.tracing import Closed, Received, Sent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

    from luasocket_core.tracing import Event

__all__ = ["Progress", "in_units"]

PATIENCE: Final = 0.7
"""Seconds that a transfer may take without any display."""

INTERVAL: Final = 0.1
"""Seconds between two displays."""

LEAST: Final = 16_384
"""Bytes from which on it is a transfer rather than a conversation."""


class Progress:
    """A listener of the event log that calls ``show`` with a text when there is something to tell.

    ``begin`` and ``end`` tell it when an entry runs. ``clear`` is called when what was told has become untrue.
    """

    def __init__(self, show: Callable[[str], None], clear: Callable[[], None]) -> None:
        self._show = show
        self._clear = clear
        self._transfers: dict[tuple[int, str], _Transfer] = {}
        self._is_running = False
        self._shown_at: float | None = None

    def begin(self) -> None:
        """An entry begins to run."""
        self._transfers.clear()
        self._is_running = True
        self._shown_at = None

    def end(self) -> None:
        """The entry has ended, in whichever way."""
        self._is_running = False
        if self._shown_at is not None:
            self._clear()

    def __call__(self, event: Event) -> None:
        """Something happened on the network."""
        if not self._is_running:
            return
        if isinstance(event, (Received, Sent)):
            self._count(event)
        elif isinstance(event, Closed) and self._shown_at is not None:
            self._transfers.pop((event.connection, "receiving"), None)
            self._transfers.pop((event.connection, "sending"), None)
            self._clear()

    def _count(self, event: Received | Sent) -> None:
        key = (event.connection, "receiving" if isinstance(event, Received) else "sending")
        transfer = self._transfers.setdefault(key, _Transfer(event.seconds))
        transfer.bytes += len(event.data)
        lasts = event.seconds - transfer.began
        is_due = self._shown_at is None or event.seconds - self._shown_at >= INTERVAL
        if lasts >= PATIENCE and transfer.bytes >= LEAST and is_due:
            self._shown_at = event.seconds
            self._show(f"{key[1]} {in_units(transfer.bytes)}, {in_units(transfer.bytes / lasts)}/s, {lasts:.0f} s")


class _Transfer:
    """What one connection has carried in one direction since ``began``, in seconds of the network's clock."""

    __slots__ = ("began", "bytes")

    def __init__(self, began: float) -> None:
        self.began = began
        self.bytes = 0


def in_units(count: float) -> str:
    """A number of bytes for people, in powers of 1000: ``512 bytes``, ``1.5 kB``, ``12.4 MB``."""
    if count < 1000:
        return f"{count:.0f} bytes"
    for unit in ("kB", "MB", "GB"):
        count /= 1000
        if count < 999.95 or unit == "GB":
            break
    return f"{count:.1f} {unit}"
