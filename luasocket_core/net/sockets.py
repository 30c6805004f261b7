"""What the three kinds of socket have in common: endpoint, limits, name, closing."""

from __future__ import annotations

from luasocket_core.errors import SocketUsageError
from luasocket_core.net.deadline import Limits
from luasocket_core.net.network import READ, WRITE
from luasocket_core.tracing import Closed, Refused, Waited

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from luasocket_core.net.network import Endpoint, Network
    from luasocket_core.tracing import SocketAddress

__all__ = ["Socket"]


class Socket:
    """A socket of ``network``, numbered ``number`` there, over an ``endpoint`` that nobody else uses.

    It counts ``bytes_sent``, ``bytes_received`` and ``seconds_waited`` for the system.

    It is closed by ``close``, at the end of a ``with`` block, when nothing refers to it any more, and at exit. Once
    closed, every method but ``close`` raises SocketUsageError. A socket belongs to one thread.
    """

    __slots__ = (
        "__weakref__",
        "_clock",
        "_events",
        "_limits",
        "bytes_received",
        "bytes_sent",
        "closed",
        "endpoint",
        "network",
        "number",
        "seconds_waited",
    )

    def __init__(self, endpoint: Endpoint, network: Network) -> None:
        self.network = network
        self._clock = network.clock
        self._events = network.events
        self.number = network.next_number()
        self.closed = False
        self.endpoint = endpoint
        self.bytes_received = 0
        self.bytes_sent = 0
        self.seconds_waited = 0.0
        self._limits = Limits()
        endpoint.setblocking(False)

    def close(self) -> None:
        """Close this end at once; what has arrived and was not received is lost. Closing twice is harmless."""
        if self.closed:
            return
        self.closed = True
        self.endpoint.close()
        if self._events.listeners:
            self._events.record(Closed(self.number, self._clock()))

    def timeout(self, seconds: float | None, mode: str = "b") -> None:
        """Limit how long operations may take (LuaSocket 1.2, timeout; specification 4).

        Mode ``b`` limits each single wait for the system, ``r`` the whole call; both may be set. Only the first letter
        counts. ``seconds`` is cut to milliseconds toward zero, 0 takes only what is there; None or negative: no limit.
        """
        self._need_open()
        self._limits.set(seconds, mode)

    @property
    def limits(self) -> Limits:
        """The time limits, as ``timeout`` has set them; for whoever shows them."""
        return self._limits

    @property
    def buffered(self) -> bool:
        """Does it hold bytes that were received and not yet taken?"""
        return False

    def poll(self, operation: str) -> bool:
        """Can one begin without waiting to receive or accept (``*r``), to send (``*s``)? More may follow the letter."""
        self._need_open()
        if operation[:2] == "*r":
            return self.buffered or self._wait(READ, 0.0)
        if operation[:2] == "*s":
            return self._wait(WRITE, 0.0)
        raise SocketUsageError("invalid poll pattern")

    def getsockname(self) -> SocketAddress | None:
        """Local dotted address and port, None on failure."""
        self._need_open()
        try:
            return self.endpoint.getsockname()
        except OSError:
            return None

    def fileno(self) -> int:
        """The descriptor, for ``selectors`` and their like."""
        self._need_open()
        return self.endpoint.fileno()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.number}{' closed' if self.closed else ''}>"

    def _need_open(self) -> None:
        if self.closed:
            raise SocketUsageError("operation on closed socket")

    def _wait(self, operation: str, seconds: float | None) -> bool:
        """Wait at most ``seconds``, None for ever, until the system is ready; is it?"""
        began = self._clock()
        ready = self.network.wait(self.endpoint, operation, seconds)
        now = self._clock()
        self.seconds_waited += now - began
        if self._events.listeners:
            self._events.record(Waited(self.number, now, operation, now - began, ready=ready))
        return ready

    def _record_refused(self, operation: str, error: OSError) -> None:
        """Tell the listeners that the system refused ``operation``."""
        if self._events.listeners:
            self._events.record(Refused(self.number, self._clock(), operation, str(error.strerror)))
