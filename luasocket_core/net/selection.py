"""Waiting for many sockets at once (LuaSocket 1.2.1, select; specification A.2)."""

from __future__ import annotations

from luasocket_core.errors import Outcome
from luasocket_core.net.live import default_network
from luasocket_core.tracing import Selected as SelectedEvent
from luasocket_core.tracing import Slept

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from luasocket_core.net.network import Network
    from luasocket_core.net.sockets import Socket

__all__ = ["Selected", "select", "sleep"]


class Selected:
    """The sockets that are ``readable`` and ``writable``, in the order given; TIMEOUT if there are none, or DONE."""

    __slots__ = ("outcome", "readable", "writable")

    def __init__(self, readable: list[Socket], writable: list[Socket]) -> None:
        self.readable = readable
        self.writable = writable
        self.outcome = Outcome.DONE if readable or writable else Outcome.TIMEOUT

    @property
    def error(self) -> str | None:
        """The library's word for the outcome: None or ``timeout``."""
        return self.outcome.error

    def __repr__(self) -> str:
        return f"Selected({self.readable!r}, {self.writable!r})"


def select(
    readers: Iterable[Socket],
    writers: Iterable[Socket],
    seconds: float | None = None,
    *,
    network: Network | None = None,
) -> Selected:
    """Wait until any of ``readers`` can receive or accept, or any of ``writers`` can send; all of one ``network``.

    At most ``seconds``; None or negative waits for ever, also for nothing at all. Closed sockets are ignored. A reader
    that holds received bytes is ready at once.
    """
    network = network or default_network()
    readers = [reader for reader in readers if not reader.closed]
    writers = [writer for writer in writers if not writer.closed]
    limit = None if seconds is None or not seconds >= 0 else seconds
    if any(reader.buffered for reader in readers):
        limit = 0.0
    began = network.clock()
    readable, writable = network.wait_for_any(
        {reader.endpoint for reader in readers}, {writer.endpoint for writer in writers}, limit
    )
    selected = Selected(
        [reader for reader in readers if reader.buffered or reader.endpoint in readable],
        [writer for writer in writers if writer.endpoint in writable],
    )
    if network.events.listeners:
        numbers = [tuple(each.number for each in sockets) for sockets in (selected.readable, selected.writable)]
        now = network.clock()
        network.events.record(SelectedEvent(now, numbers[0], numbers[1], now - began))
    return selected


def sleep(seconds: float, *, network: Network | None = None) -> None:
    """Do nothing for ``seconds`` on the clock of ``network``."""
    network = network or default_network()
    began = network.clock()
    network.sleep(seconds)
    if network.events.listeners:
        now = network.clock()
        network.events.record(Slept(now, now - began))
