"""The seam: every call on the outside world goes through a ``Network`` and the endpoints it opens.

Live sockets are one implementation (``live.py``), a network that follows a script another (``scripted.py``), live
sockets with faults put in a third (``faulty.py``).
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from luasocket_core.tracing import EventLog

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Final, Protocol, TypeAlias

    from luasocket_core.tracing import SocketAddress

    HostEntry: TypeAlias = tuple[str, list[str], list[str]]
    """What a resolver knows of a host: its canonical name, other names, IPv4 addresses."""

    class Endpoint(Protocol):
        """The system's side of a socket: what is used of ``socket.socket``. Methods raise OSError.

        It becomes non-blocking when a socket is made of it. It is closed with the last reference to it.
        """

        def fileno(self) -> int: ...
        def close(self) -> None: ...
        def setblocking(self, flag: bool, /) -> None: ...
        def connect_ex(self, address: SocketAddress, /) -> int: ...
        def bind(self, address: SocketAddress, /) -> None: ...
        def listen(self, backlog: int, /) -> None: ...
        def accept(self) -> tuple[Endpoint, SocketAddress]: ...
        def recv(self, size: int, /) -> bytes: ...
        def recv_into(self, buffer: memoryview, /) -> int: ...
        def recvfrom(self, size: int, /) -> tuple[bytes, SocketAddress]: ...
        def send(self, data: bytes | memoryview, /) -> int: ...
        def sendto(self, data: bytes, address: SocketAddress, /) -> int: ...
        def getsockname(self) -> SocketAddress: ...
        def getpeername(self) -> SocketAddress: ...
        def getsockopt(self, level: int, option: int, /) -> int: ...
        def setsockopt(self, level: int, option: int, value: int | bytes, /) -> None: ...


__all__ = ["READ", "WRITE", "Network"]

READ: Final = "read"
"""Waiting until something can be received, or accepted."""
WRITE: Final = "write"
"""Waiting until something can be sent, or a connection is made."""


class Network(ABC):
    """Everything that sockets ask of the world: endpoints, readiness, names, and time.

    ``events`` is the log of all its sockets. ``redirections`` maps a name, in lower case, or an address and a port to
    the address and port that are reached instead, so that lessons and tests need no port below 1024.
    """

    def __init__(self) -> None:
        self.events = EventLog()
        self.redirections: dict[tuple[str, int], SocketAddress] = {}
        self._sockets = 0

    def next_number(self) -> int:
        """A number for one more socket, counting from 1."""
        self._sockets += 1
        return self._sockets

    @abstractmethod
    def open_stream(self) -> Endpoint:
        """A new TCP endpoint, whose ``connect_ex`` may take a moment. Raises OSError."""

    @abstractmethod
    def open_datagram(self) -> Endpoint:
        """A new UDP endpoint. Raises OSError."""

    @abstractmethod
    def wait(self, endpoint: Endpoint, operation: str, seconds: float | None) -> bool:
        """Wait until ``endpoint`` is ready for ``operation`` (READ, WRITE), at most ``seconds``, None for ever.

        Is it ready? True also when the operation would fail at once. KeyboardInterrupt ends the wait.
        """

    @abstractmethod
    def wait_for_any(
        self, readers: Collection[Endpoint], writers: Collection[Endpoint], seconds: float | None
    ) -> tuple[Collection[Endpoint], Collection[Endpoint]]:
        """Wait until any of many is ready, as ``wait`` does: the ready readers, the ready writers."""

    @abstractmethod
    def host_by_name(self, name: str) -> HostEntry:
        """Ask the resolver for ``name``. Raises OSError; KeyboardInterrupt ends the wait."""

    @abstractmethod
    def host_by_address(self, address: str) -> HostEntry:
        """Ask the resolver for the dotted ``address``. Raises OSError; KeyboardInterrupt ends the wait."""

    @abstractmethod
    def clock(self) -> float:
        """Seconds that never go back, since some fixed time."""

    @abstractmethod
    def sleep(self, seconds: float) -> None:
        """Do nothing for ``seconds``; KeyboardInterrupt ends it."""
