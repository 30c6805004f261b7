"""UDP sockets (LuaSocket 1.2, UDP sockets; specification 6)."""

from __future__ import annotations

import socket
import struct
import sys

from luasocket_core.errors import BIND, CONNECT, CREATE, Failure, Outcome, SocketUsageError, words_for
from luasocket_core.net.address import ip_literal, port_number
from luasocket_core.net.live import default_network
from luasocket_core.net.network import READ, WRITE
from luasocket_core.net.resolver import candidates, local_candidates
from luasocket_core.net.results import Datagram, Sent
from luasocket_core.net.sockets import Socket
from luasocket_core.tracing import Bound, Connected, Opened
from luasocket_core.tracing import Received as ReceivedEvent
from luasocket_core.tracing import Sent as SentEvent
from luasocket_core.wire.strings import BYTES, TEXT, AnyStr, Generic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final, Literal, overload

    from luasocket_core.net.network import Endpoint, Network
    from luasocket_core.tracing import SocketAddress
    from luasocket_core.wire.strings import StringKind

__all__ = ["LARGEST", "DatagramSocket", "udpsocket"]

LARGEST: Final = 65507
"""Bytes of the largest datagram that IPv4 carries (RFC 791, RFC 768)."""

_OPTIONS: Final = {
    "SO_KEEPALIVE": socket.SO_KEEPALIVE,
    "SO_DONTROUTE": socket.SO_DONTROUTE,
    "SO_BROADCAST": socket.SO_BROADCAST,
    "SO_LINGER": socket.SO_LINGER,
}
_LINGER: Final = "HH" if sys.platform == "win32" else "ii"  # struct linger


class DatagramSocket(Socket, Generic[AnyStr]):
    """A UDP socket, made by ``udpsocket``; ``connected`` once ``setpeername`` has succeeded, and for ever.

    Its strings are ``bytes``, or ``str`` with one character per byte if it was made with ``text=True``.
    """

    __slots__ = ("_kind", "_options", "connected")

    _kind: StringKind[AnyStr]

    def __init__(self, endpoint: Endpoint, network: Network, kind: StringKind[AnyStr]) -> None:
        super().__init__(endpoint, network)
        self.connected = False
        self._kind = kind
        self._options: dict[str, int | bytes] = {}

    def setsockname(self, address: str, port: float) -> Failure | None:
        """Give the socket a local address: ``*`` for all, an IP literal or a host name; port 0 lets the system choose.

        None if it worked; otherwise the socket is as it was (ruling 6.3).
        """
        self._need_open()
        addresses = local_candidates(self.network, address, port_number(port))
        if isinstance(addresses, Failure):
            return addresses
        for own in addresses:
            failure = self._bind(own)
            if failure is None:
                break
        return failure

    def setpeername(self, address: str, port: float) -> Failure | None:
        """Exchange datagrams with ``address``, an IP literal or a host name, and ``port`` only.

        None if it worked; otherwise the socket is as it was (ruling 6.3).
        """
        self._need_open()
        peers = candidates(self.network, address, port_number(port))
        if isinstance(peers, Failure):
            return peers
        own = self.getsockname()
        for peer in peers:
            failure = self._connect(peer)
            if failure is None:
                self.connected = True
                return None
        if own is None or own[1] == 0:
            self._renew_endpoint()  # the failed attempt has bound it
        return failure

    def getpeername(self) -> SocketAddress | None:
        """Dotted address and port of the peer, None without one."""
        self._need_open()
        try:
            return self.endpoint.getpeername()
        except OSError:
            return None

    def send(self, data: AnyStr) -> Sent:
        """Send one datagram to the peer. Raises SocketUsageError if there is none."""
        self._need_open()
        if not self.connected:
            raise SocketUsageError("send on unconnected socket")
        octets = self._kind.encoded(data)
        return self._send(octets, lambda: self.endpoint.send(octets), None)

    def sendto(self, data: AnyStr, ip: str, port: float) -> Sent:
        """Send one datagram to the IP literal ``ip`` and ``port``.

        Raises SocketUsageError if the socket has a peer, or for a host name, which would have to be resolved.
        """
        self._need_open()
        if self.connected:
            raise SocketUsageError("sendto on connected socket")
        literal = ip_literal(ip)
        if literal is None:
            raise SocketUsageError("invalid ip address")
        named = (literal, port_number(port))
        peer = self.network.redirections.get(named, named)
        octets = self._kind.encoded(data)
        return self._send(octets, lambda: self.endpoint.sendto(octets, peer), peer)

    def receive(self, size: float | None = None) -> Datagram[AnyStr]:
        """Receive one datagram, of which at most ``size`` bytes are kept; None or negative for all."""
        self._need_open()
        return self._receive(lambda: (self.endpoint.recv(LARGEST), None), size)

    def receivefrom(self, size: float | None = None) -> Datagram[AnyStr]:
        """Receive likewise, and learn the sender. Raises SocketUsageError if the socket has a peer."""
        self._need_open()
        if self.connected:
            raise SocketUsageError("receivefrom on connected socket")
        return self._receive(lambda: self.endpoint.recvfrom(LARGEST), size)

    def set_option(self, name: str, value: int | tuple[int, int]) -> None:
        """Set SO_KEEPALIVE, SO_DONTROUTE, SO_BROADCAST, or SO_LINGER (on or off, seconds) (specification A.4).

        Raises SocketUsageError for another name, and if the system refuses.
        """
        self._need_open()
        try:
            option = value if isinstance(value, int) else struct.pack(_LINGER, *value)
            self.endpoint.setsockopt(socket.SOL_SOCKET, _OPTIONS[name], option)
        except (KeyError, OSError, OverflowError, TypeError, struct.error) as error:
            raise SocketUsageError("error setting option") from error
        self._options[name] = option

    def _send(self, octets: bytes, attempt: Callable[[], int], peer: SocketAddress | None) -> Sent:
        deadline = self._limits.begin(self._clock)
        while True:
            try:
                count = attempt()
            except BlockingIOError:
                if not self._wait(WRITE, deadline.next_wait()):
                    return Sent(Outcome.TIMEOUT, 0)
            except OSError as error:
                self._record_refused("send", error)
                return Sent(Outcome.REFUSED, 0)
            else:
                self.bytes_sent += count
                if self._events.listeners:
                    self._events.record(SentEvent(self.number, self._clock(), octets, peer))
                return Sent(Outcome.DONE, count)

    def _receive(
        self, attempt: Callable[[], tuple[bytes, SocketAddress | None]], size: float | None
    ) -> Datagram[AnyStr]:
        deadline = self._limits.begin(self._clock)
        while True:
            try:
                octets, peer = attempt()
            except BlockingIOError:
                if not self._wait(READ, deadline.next_wait()):
                    return Datagram(Outcome.TIMEOUT)
            except OSError as error:
                self._record_refused("receive", error)
                return Datagram(Outcome.REFUSED)
            else:
                self.bytes_received += len(octets)
                if self._events.listeners:
                    self._events.record(ReceivedEvent(self.number, self._clock(), octets, peer))
                # The whole datagram was read and is cut here: some systems call reading a part an error.
                kept = octets if size is None or not 0 <= size < LARGEST else octets[: int(size)]
                return Datagram(Outcome.DONE, next(self._kind.decoded(iter((kept,)))), peer)

    def _bind(self, address: SocketAddress) -> Failure | None:
        failure = None
        try:
            self.endpoint.bind(address)
        except OSError as error:
            failure = Failure(Outcome.REFUSED, words_for(BIND, error.errno))
        if self._events.listeners:
            own = address if failure else self.getsockname() or address
            self._events.record(Bound(self.number, self._clock(), own, failure.error if failure else None))
        return failure

    def _connect(self, peer: SocketAddress) -> Failure | None:
        code = self.endpoint.connect_ex(peer)
        failure = Failure(Outcome.REFUSED, words_for(CONNECT, code)) if code else None
        if self._events.listeners:
            now = self._clock()
            self._events.record(Connected(self.number, now, peer, failure.error if failure else None, 0.0))
        return failure

    def _renew_endpoint(self) -> None:
        """Take a fresh endpoint, as unbound as this one was."""
        try:
            fresh = self.network.open_datagram()
        except OSError:
            return  # then it has to stay bound
        for name, option in self._options.items():
            fresh.setsockopt(socket.SOL_SOCKET, _OPTIONS[name], option)
        fresh.setblocking(False)
        self.endpoint.close()
        self.endpoint = fresh


if TYPE_CHECKING:

    @overload
    def udpsocket(*, text: Literal[False] = ..., network: Network | None = ...) -> DatagramSocket[bytes] | Failure: ...
    @overload
    def udpsocket(*, text: Literal[True], network: Network | None = ...) -> DatagramSocket[str] | Failure: ...


def udpsocket(
    *, text: bool = False, network: Network | None = None
) -> DatagramSocket[bytes] | DatagramSocket[str] | Failure:
    """Open a UDP socket without an address and without a peer (LuaSocket 1.2, udpsocket; specification 6.1)."""
    network = network or default_network()
    try:
        endpoint = network.open_datagram()
    except OSError as error:
        failure = Failure(Outcome.REFUSED, words_for(CREATE, error.errno))
        if network.events.listeners:
            network.events.record(Opened(0, network.clock(), failure.error))
        return failure
    datagrams = DatagramSocket(endpoint, network, TEXT) if text else DatagramSocket(endpoint, network, BYTES)
    if network.events.listeners:
        network.events.record(Opened(datagrams.number, network.clock(), None))
    return datagrams
