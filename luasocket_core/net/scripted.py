"""A network that follows a script, in time of its own: what arrives when, what the system takes when. For tests.

    network = ScriptedNetwork()
    peer = network.script((0.3, b"a"), (0.6, b"b"), (0.9, b""))
    stream = connect("127.0.0.1", 7, network=network)

Nothing really waits: a wait sets the clock to the moment at which it ends.
"""

from __future__ import annotations

import errno
import socket
from collections import deque

from luasocket_core.net.network import READ, WRITE, Network

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import Final, TypeAlias

    from luasocket_core.net.network import Endpoint, HostEntry
    from luasocket_core.tracing import SocketAddress

    Arrival: TypeAlias = bytes | OSError | "ScriptedEndpoint"
    """Bytes, empty for the end of the stream; an error to raise; for servers a connection."""

__all__ = ["ScriptedEndpoint", "ScriptedNetwork"]

_PEER: Final = ("127.0.0.1", 7)
_NEVER: Final = float("inf")


class ScriptedEndpoint:
    """One end of a conversation whose other end is written down.

    ``arrivals`` happen at their seconds, an error or an end that came last comes again and again. ``room`` says from
    when on the system takes how many more bytes, None that it takes all. ``sent`` collects what it took.
    """

    def __init__(
        self,
        network: ScriptedNetwork,
        arrivals: Iterable[tuple[float, Arrival]] = (),
        room: Iterable[tuple[float, int]] | None = None,
        *,
        connect_code: int = 0,
    ) -> None:
        self.sent = bytearray()
        self.closed = False
        self._network = network
        self._arrivals = deque(arrivals)
        self._room = None if room is None else deque(room)
        self._connect_code = connect_code

    def arrive(self, seconds: float, arrival: Arrival) -> None:
        """Add an arrival to the script."""
        self._arrivals.append((seconds, arrival))

    def fileno(self) -> int:
        """No descriptor: none of the system's sockets is behind it."""
        return -1

    def close(self) -> None:
        """Note that it was closed."""
        self.closed = True

    def setblocking(self, flag: bool, /) -> None:
        """Never blocks anyway."""

    def connect_ex(self, address: SocketAddress, /) -> int:  # noqa: ARG002  # the script does not tell addresses apart
        """The code that the script says."""
        return self._connect_code

    def bind(self, address: SocketAddress, /) -> None:
        """Any address will do."""

    def listen(self, backlog: int, /) -> None:
        """Any number will do."""

    def accept(self) -> tuple[Endpoint, SocketAddress]:
        """The connection that has arrived."""
        arrival = self._next_arrival()
        if not isinstance(arrival, ScriptedEndpoint):
            raise OSError(errno.EINVAL, "no connection in the script")
        self._arrivals.popleft()
        return arrival, _PEER

    def recv(self, size: int, /) -> bytes:
        """At most ``size`` of the bytes that have arrived at once."""
        arrival = self._next_arrival()
        if not isinstance(arrival, bytes):
            raise OSError(errno.ENOTCONN, "no bytes in the script")
        if arrival or len(self._arrivals) > 1:
            seconds, _ = self._arrivals.popleft()
            if arrival[size:]:
                self._arrivals.appendleft((seconds, arrival[size:]))
        return arrival[:size]

    def recv_into(self, buffer: memoryview, /) -> int:
        """The same, into a buffer."""
        data = self.recv(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def recvfrom(self, size: int, /) -> tuple[bytes, SocketAddress]:
        """As ``recv``, and where it came from."""
        return self.recv(size), _PEER

    def send(self, data: bytes | memoryview, /) -> int:
        """How many bytes were taken: there must be room for one."""
        taken = len(data)
        if self._room is not None:
            if not self._room or self._room[0][0] > self._network.now:
                raise BlockingIOError
            seconds, count = self._room.popleft()
            taken = min(taken, count)
            if count > taken:
                self._room.appendleft((seconds, count - taken))
        self.sent += data[:taken]
        return taken

    def sendto(self, data: bytes, address: SocketAddress, /) -> int:  # noqa: ARG002  # as connect_ex
        """The same, to somewhere."""
        return self.send(data)

    def getsockname(self) -> SocketAddress:
        """Always the same."""
        return ("127.0.0.1", 1024)

    def getpeername(self) -> SocketAddress:
        """Always the same."""
        return _PEER

    def getsockopt(self, level: int, option: int, /) -> int:  # noqa: ARG002  # the only one asked is SO_ERROR
        """No error pending."""
        return 0

    def setsockopt(self, level: int, option: int, value: int | bytes, /) -> None:
        """No option does anything."""

    def ready_at(self, operation: str) -> float:
        """When it is, or was, ready for ``operation``; infinity if never."""
        if operation == READ:
            return self._arrivals[0][0] if self._arrivals else _NEVER
        if self._room is None:
            return 0.0
        return self._room[0][0] if self._room else _NEVER

    def _next_arrival(self) -> bytes | ScriptedEndpoint:
        if not self._arrivals or self._arrivals[0][0] > self._network.now:
            raise BlockingIOError
        arrival = self._arrivals[0][1]
        if isinstance(arrival, OSError):
            if len(self._arrivals) > 1:
                self._arrivals.popleft()
            raise arrival
        return arrival


class ScriptedNetwork(Network):
    """Hands out endpoints in the order in which they were scripted; ``now`` is its clock.

    ``interrupts`` are the moments at which KeyboardInterrupt strikes a wait. ``hosts`` maps the names and addresses
    that the resolver knows to its answer, or to the error it raises.
    """

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.interrupts: deque[float] = deque()
        self.hosts: dict[str, HostEntry | Exception] = {}
        self._endpoints: deque[ScriptedEndpoint] = deque()

    def script(
        self, *arrivals: tuple[float, Arrival], room: Iterable[tuple[float, int]] | None = None, connect_code: int = 0
    ) -> ScriptedEndpoint:
        """Say what happens on the next endpoint to be opened."""
        endpoint = ScriptedEndpoint(self, arrivals, room, connect_code=connect_code)
        self._endpoints.append(endpoint)
        return endpoint

    def endpoint(self, *arrivals: tuple[float, Arrival]) -> ScriptedEndpoint:
        """Say what happens on a connection that is itself to arrive at a server."""
        return ScriptedEndpoint(self, arrivals)

    def open_stream(self) -> Endpoint:
        """The next scripted endpoint; EMFILE when there is none."""
        if not self._endpoints:
            raise OSError(errno.EMFILE, "nothing is scripted")
        return self._endpoints.popleft()

    def open_datagram(self) -> Endpoint:
        """The next scripted endpoint likewise: each arrival is a datagram."""
        return self.open_stream()

    def wait(self, endpoint: Endpoint, operation: str, seconds: float | None) -> bool:
        """Set the clock to when the wait ends."""
        return self._wait_until(_ready_at(endpoint, operation), seconds)

    def wait_for_any(
        self, readers: Collection[Endpoint], writers: Collection[Endpoint], seconds: float | None
    ) -> tuple[Collection[Endpoint], Collection[Endpoint]]:
        """Set the clock to when the wait ends."""
        moments = [_ready_at(endpoint, READ) for endpoint in readers]
        moments += [_ready_at(endpoint, WRITE) for endpoint in writers]
        self._wait_until(min(moments, default=_NEVER), seconds)
        return (
            [endpoint for endpoint in readers if _ready_at(endpoint, READ) <= self.now],
            [endpoint for endpoint in writers if _ready_at(endpoint, WRITE) <= self.now],
        )

    def host_by_name(self, name: str) -> HostEntry:
        """The answer in ``hosts``, HOST_NOT_FOUND without one."""
        answer = self.hosts.get(name, socket.herror(1, "unknown host"))
        if isinstance(answer, Exception):
            raise answer
        return answer

    def host_by_address(self, address: str) -> HostEntry:
        """The answer in ``hosts``, HOST_NOT_FOUND without one."""
        return self.host_by_name(address)

    def clock(self) -> float:
        """The time of the script."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Set the clock forward."""
        self._wait_until(_NEVER, seconds)

    def _wait_until(self, ready: float, seconds: float | None) -> bool:
        """Is it ``ready`` within ``seconds``? RuntimeError for a wait that would never end."""
        ends = _NEVER if seconds is None else self.now + seconds
        moment = max(min(ready, ends), self.now)
        if self.interrupts and self.interrupts[0] <= moment:
            self.now = max(self.interrupts.popleft(), self.now)
            raise KeyboardInterrupt
        if moment == _NEVER:
            raise RuntimeError("this wait never ends")
        self.now = moment
        return ready <= moment


def _ready_at(endpoint: Endpoint, operation: str) -> float:
    if not isinstance(endpoint, ScriptedEndpoint):
        raise TypeError("an endpoint of another network")
    return endpoint.ready_at(operation)
