"""TCP server sockets (LuaSocket 1.2, bind, accept; specification 5.1, 5.2)."""

from __future__ import annotations

import errno
import socket
import sys

from luasocket_core.errors import BIND, CREATE, LISTEN, Failure, Outcome, words_for
from luasocket_core.net.address import port_number
from luasocket_core.net.live import default_network
from luasocket_core.net.network import READ
from luasocket_core.net.resolver import local_candidates
from luasocket_core.net.sockets import Socket
from luasocket_core.net.stream import Stream
from luasocket_core.tracing import Accepted, Bound
from luasocket_core.wire.strings import BYTES, TEXT, AnyStr, Generic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, Literal, overload

    from luasocket_core.net.network import Endpoint, Network
    from luasocket_core.tracing import SocketAddress
    from luasocket_core.wire.strings import StringKind

__all__ = ["Listener", "bind"]

_LONGEST_BACKLOG: Final = 2**31 - 1

# What accept says of a connection that vanished while it was queued, in Linux also what went wrong on its way.
_VANISHED: Final = frozenset(
    getattr(errno, name)
    for name in (
        "ECONNABORTED", "ECONNRESET", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "ENONET", "ENOPROTOOPT",
        "EOPNOTSUPP", "EPERM", "EPROTO",
    )
    if hasattr(errno, name)
)  # fmt: skip


class Listener(Socket, Generic[AnyStr]):
    """A TCP server socket, made by ``bind``. Its connections speak ``bytes``, or ``str`` if made with ``text=True``."""

    __slots__ = ("_kind",)

    _kind: StringKind[AnyStr]

    def __init__(self, endpoint: Endpoint, network: Network, kind: StringKind[AnyStr]) -> None:
        super().__init__(endpoint, network)
        self._kind = kind

    def accept(self) -> Stream[AnyStr] | Failure:
        """The next connection, waiting for it within the limits; it has no limits itself.

        The Failure is ``timeout``, or says why the system could not open one more socket; the connection stays queued.
        """
        self._need_open()
        deadline = self._limits.begin(self._clock)
        while True:
            try:
                endpoint, peer = self.endpoint.accept()
            except OSError as error:
                refused = error.errno not in _VANISHED and not isinstance(error, BlockingIOError)
                # With a full table of descriptors accept fails even if nobody has connected.
                if refused and self._wait(READ, 0.0):
                    self._record_refused("accept", error)
                    return Failure(Outcome.REFUSED, words_for(CREATE, error.errno))
                if not self._wait(READ, deadline.next_wait()):
                    return Failure(Outcome.TIMEOUT, "timeout")
                continue
            stream = Stream(endpoint, self.network, self._kind)
            if self._events.listeners:
                self._events.record(Accepted(stream.number, self._clock(), self.number, peer))
            return stream


if TYPE_CHECKING:

    @overload
    def bind(
        address: str, port: float, backlog: float = ..., *, text: Literal[False] = ..., network: Network | None = ...
    ) -> Listener[bytes] | Failure: ...
    @overload
    def bind(
        address: str, port: float, backlog: float = ..., *, text: Literal[True], network: Network | None = ...
    ) -> Listener[str] | Failure: ...


def bind(
    address: str, port: float, backlog: float = 1, *, text: bool = False, network: Network | None = None
) -> Listener[bytes] | Listener[str] | Failure:
    """Serve ``port`` of the local ``address``: ``*`` for all, an IP literal or a host name (specification 5.2).

    Port 0 lets the system choose. ``backlog`` connections may wait to be accepted; what the system makes of it differs.
    The addresses of a name are tried in order; the Failure is that of the last.
    """
    network = network or default_network()
    addresses = local_candidates(network, address, port_number(port))
    if isinstance(addresses, Failure):
        return addresses
    queue = int(min(max(backlog, -1), _LONGEST_BACKLOG)) if backlog == backlog else 0
    for own in addresses:
        listener = _bound(network, own, queue, TEXT) if text else _bound(network, own, queue, BYTES)
        if not isinstance(listener, Failure):
            break
    return listener


def _bound(
    network: Network, address: SocketAddress, backlog: int, kind: StringKind[AnyStr]
) -> Listener[AnyStr] | Failure:
    try:
        endpoint = network.open_stream()
    except OSError as error:
        return _not_bound(network, address, Failure(Outcome.REFUSED, words_for(CREATE, error.errno)))
    failure = _listen(endpoint, address, backlog)
    if failure is not None:
        endpoint.close()
        return _not_bound(network, address, failure)
    listener = Listener(endpoint, network, kind)
    if network.events.listeners:
        network.events.record(Bound(listener.number, network.clock(), listener.getsockname() or address, None))
    return listener


def _not_bound(network: Network, address: SocketAddress, failure: Failure) -> Failure:
    if network.events.listeners:
        network.events.record(Bound(0, network.clock(), address, failure.error))
    return failure


def _listen(endpoint: Endpoint, address: SocketAddress, backlog: int) -> Failure | None:
    operation = BIND
    try:
        if sys.platform != "win32":  # where the option lets two servers share a port
            endpoint.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        endpoint.bind(address)
        operation = LISTEN
        endpoint.listen(backlog)
    except OSError as error:
        return Failure(Outcome.REFUSED, words_for(operation, error.errno))
    return None
