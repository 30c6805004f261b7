"""The event log: what sockets do, as it happens, for whoever listens.

Sockets record events only while somebody listens; otherwise the price is one test. Each event has ``connection``, the
number of the socket on its network (0 for none: name resolution, failed attempts, what concerns many sockets), and
``seconds``, the network's clock at its end.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    SocketAddress: TypeAlias = tuple[str, int]
    """Dotted IPv4 address and port."""

    Listener: TypeAlias = Callable[["Event"], None]

__all__ = [
    "Accepted",
    "Bound",
    "Closed",
    "Connected",
    "Event",
    "EventLog",
    "Opened",
    "Received",
    "Refused",
    "Resolved",
    "Selected",
    "Sent",
    "Slept",
    "Waited",
]


class Event:
    """Something that happened to the socket numbered ``connection`` at ``seconds``."""

    __slots__ = ("connection", "seconds")

    def __init__(self, connection: int, seconds: float) -> None:
        self.connection = connection
        self.seconds = seconds

    def __repr__(self) -> str:
        names = [name for kind in reversed(type(self).__mro__) for name in getattr(kind, "__slots__", ())]
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"


class Resolved(Event):
    """The resolver answered for ``name`` after ``duration`` seconds: with ``addresses``, or with ``error``."""

    __slots__ = ("addresses", "duration", "error", "name")

    def __init__(
        self, seconds: float, name: str, addresses: tuple[str, ...], error: str | None, duration: float
    ) -> None:
        super().__init__(0, seconds)
        self.name = name
        self.addresses = addresses
        self.error = error
        self.duration = duration


class Opened(Event):
    """A datagram socket was made; with ``error``, the system refused."""

    __slots__ = ("error",)

    def __init__(self, connection: int, seconds: float, error: str | None) -> None:
        super().__init__(connection, seconds)
        self.error = error


class Connected(Event):
    """A connection to ``peer`` was made, or failed with ``error``, after ``duration`` seconds."""

    __slots__ = ("duration", "error", "peer")

    def __init__(
        self, connection: int, seconds: float, peer: SocketAddress, error: str | None, duration: float
    ) -> None:
        super().__init__(connection, seconds)
        self.peer = peer
        self.error = error
        self.duration = duration


class Bound(Event):
    """The socket was given the local address ``address``, or failed with ``error``."""

    __slots__ = ("address", "error")

    def __init__(self, connection: int, seconds: float, address: SocketAddress, error: str | None) -> None:
        super().__init__(connection, seconds)
        self.address = address
        self.error = error


class Accepted(Event):
    """The server socket numbered ``server`` accepted this connection from ``peer``."""

    __slots__ = ("peer", "server")

    def __init__(self, connection: int, seconds: float, server: int, peer: SocketAddress) -> None:
        super().__init__(connection, seconds)
        self.server = server
        self.peer = peer


class Sent(Event):
    """The system took ``data``, for ``peer`` if the socket is an unconnected datagram socket."""

    __slots__ = ("data", "peer")

    def __init__(self, connection: int, seconds: float, data: bytes, peer: SocketAddress | None = None) -> None:
        super().__init__(connection, seconds)
        self.data = data
        self.peer = peer


class Received(Event):
    """``data`` arrived, from ``peer`` if it is a datagram with a sender. On a stream, empty data is its end."""

    __slots__ = ("data", "peer")

    def __init__(self, connection: int, seconds: float, data: bytes, peer: SocketAddress | None = None) -> None:
        super().__init__(connection, seconds)
        self.data = data
        self.peer = peer


class Waited(Event):
    """A wait for ``operation`` (``read`` or ``write``) lasted ``duration`` seconds; ``ready`` tells whether in vain."""

    __slots__ = ("duration", "operation", "ready")

    def __init__(self, connection: int, seconds: float, operation: str, duration: float, *, ready: bool) -> None:
        super().__init__(connection, seconds)
        self.operation = operation
        self.duration = duration
        self.ready = ready


class Selected(Event):
    """A wait for many sockets lasted ``duration`` seconds: the numbers of those ``readable`` and ``writable``."""

    __slots__ = ("duration", "readable", "writable")

    def __init__(self, seconds: float, readable: tuple[int, ...], writable: tuple[int, ...], duration: float) -> None:
        super().__init__(0, seconds)
        self.readable = readable
        self.writable = writable
        self.duration = duration


class Slept(Event):
    """The program slept for ``duration`` seconds."""

    __slots__ = ("duration",)

    def __init__(self, seconds: float, duration: float) -> None:
        super().__init__(0, seconds)
        self.duration = duration


class Refused(Event):
    """The system refused ``operation`` (``accept``, ``receive`` or ``send``), with its own ``reason``."""

    __slots__ = ("operation", "reason")

    def __init__(self, connection: int, seconds: float, operation: str, reason: str) -> None:
        super().__init__(connection, seconds)
        self.operation = operation
        self.reason = reason


class Closed(Event):
    """The socket was closed at this end."""

    __slots__ = ()


class EventLog:
    """Passes events on to the listeners, in the order in which these subscribed."""

    __slots__ = ("listeners",)

    def __init__(self) -> None:
        self.listeners: tuple[Listener, ...] = ()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with each event from now on; calling the answer ends that."""
        self.listeners = (*self.listeners, listener)

        def unsubscribe() -> None:
            self.listeners = tuple(other for other in self.listeners if other is not listener)

        return unsubscribe

    def record(self, event: Event) -> None:
        """Tell every listener; senders look at ``listeners`` first and make no event for nobody."""
        for listener in self.listeners:
            listener(event)
