"""TCP client sockets (LuaSocket 1.2, connect, receive, send; specification 3 to 5)."""

from __future__ import annotations

import errno
import socket

from luasocket_core.errors import CONNECT, CREATE, Failure, Outcome, SocketUsageError, words_for
from luasocket_core.net.address import port_number
from luasocket_core.net.network import READ, WRITE, default_network
from luasocket_core.net.resolver import candidates
from luasocket_core.net.sockets import Socket
from luasocket_core.tracing import Connected
from luasocket_core.tracing import Received as ReceivedEvent
from luasocket_core.tracing import Sent as SentEvent
from luasocket_core.wire.buffer import ReceiveBuffer
from luasocket_core.wire.patterns import is_pattern, pattern_for
from luasocket_core.wire.strings import BYTES, TEXT, AnyStr, Generic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, Literal, overload

    from luasocket_core.net.deadline import Deadline
    from luasocket_core.net.network import Endpoint, Network
    from luasocket_core.tracing import SocketAddress
    from luasocket_core.wire.patterns import Pattern
    from luasocket_core.wire.strings import StringKind

__all__ = ["Received", "Sent", "Stream", "connect"]

_RECEIVE_SIZES: Final = (65536,)
"""Bytes asked of the system, once."""

_CONNECTING: Final = frozenset((errno.EINPROGRESS, errno.EWOULDBLOCK))


class Received(Generic[AnyStr]):
    """How a receive ended, and a string for each pattern.

    The pattern that failed has what there was of it, those behind it None. ``error`` is None, ``timeout`` or
    ``closed``.
    """

    __slots__ = ("outcome", "values")

    values: tuple[AnyStr | None, ...]

    def __init__(self, outcome: Outcome, values: tuple[AnyStr | None, ...]) -> None:
        self.outcome = outcome
        self.values = values

    @property
    def error(self) -> str | None:
        """The library's word for the outcome."""
        return self.outcome.error

    def __repr__(self) -> str:
        return f"Received({self.outcome!r}, {self.values!r})"


class Sent:
    """How a send ended, and how many bytes the system took. ``error`` is None, ``timeout`` or ``closed``."""

    __slots__ = ("count", "outcome")

    def __init__(self, outcome: Outcome, count: int) -> None:
        self.outcome = outcome
        self.count = count

    @property
    def error(self) -> str | None:
        """The library's word for the outcome."""
        return self.outcome.error

    def __repr__(self) -> str:
        return f"Sent({self.outcome!r}, {self.count})"


class Stream(Socket, Generic[AnyStr]):
    """One end of a TCP connection, made by ``connect`` or by a listener's ``accept``.

    Its strings are ``bytes``, or ``str`` with one character per byte if it was made with ``text=True``.
    """

    __slots__ = ("_buffer", "_kind")

    _kind: StringKind[AnyStr]
    _buffer: ReceiveBuffer[AnyStr]

    def __init__(self, endpoint: Endpoint, network: Network, kind: StringKind[AnyStr]) -> None:
        super().__init__(endpoint, network)
        self._kind = kind
        self._buffer = ReceiveBuffer(kind)

    def receive(self, *patterns: str | float) -> Received[AnyStr]:
        """Receive one string for each of ``patterns``, by default one ``*l`` (specification 3).

        ``*l`` is a line, ``*lu`` a line ended by LF alone, ``*a`` all until the end, ``*w`` a word, a number that many
        bytes. The first failure (TIMEOUT, CLOSED) ends the call. After an interrupt all of it is still to be received.
        Raises SocketUsageError for another pattern, before anything is received.
        """
        if not patterns:
            line = self._buffer.take_line()
            if line is not None:
                return Received(Outcome.DONE, (line,))
        self._need_open()
        if not all(map(is_pattern, patterns)):
            raise SocketUsageError("invalid receive pattern")
        buffer = self._buffer
        deadline = self._limits.begin(self.network.clock)
        values: list[AnyStr | None] = [None] * (len(patterns) or 1)
        outcome = Outcome.DONE
        start = buffer.start
        try:
            for index, name in enumerate(patterns or ("*l",)):
                values[index], outcome = self._receive_one(pattern_for(name, buffer.start), deadline)
                if outcome is not Outcome.DONE:
                    break
        except BaseException:
            buffer.start = start
            raise
        buffer.forget_taken()
        return Received(outcome, tuple(values))

    def send(self, *strings: AnyStr) -> Sent:
        """Send ``strings`` one after another, within the limits (specification 5.8).

        The first failure (TIMEOUT, CLOSED) ends the call; what the system took until then stays sent.
        """
        self._need_open()
        deadline = self._limits.begin(self.network.clock)
        count = 0
        for data in list(map(self._kind.encoded, strings)):
            taken, outcome = self._send_one(data, deadline)
            count += taken
            if outcome is not Outcome.DONE:
                return Sent(outcome, count)
        return Sent(Outcome.DONE, count)

    def getpeername(self) -> SocketAddress | None:
        """Dotted address and port of the peer, None if no longer connected."""
        self._need_open()
        try:
            return self._endpoint.getpeername()
        except OSError:
            return None

    def close(self) -> None:
        """Close this end at once; what has arrived and was not received is lost. Closing twice is harmless."""
        super().close()
        self._buffer = ReceiveBuffer(self._kind)

    def _receive_one(self, pattern: Pattern, deadline: Deadline) -> tuple[AnyStr, Outcome]:
        while (value := pattern.take(self._buffer)) is None:
            outcome = self._fill(deadline)
            if outcome is not Outcome.DONE:
                rest = pattern.take_rest(self._buffer)
                return rest, Outcome.DONE if pattern.until_end and outcome is Outcome.CLOSED else outcome
        return value, Outcome.DONE

    def _fill(self, deadline: Deadline) -> Outcome:
        """Move some of what the system holds into the buffer, waiting for it if there is nothing."""
        while True:
            try:
                arrived = self._buffer.feed(map(self._endpoint.recv, _RECEIVE_SIZES))
            except BlockingIOError:
                if not self._wait(READ, deadline):
                    return Outcome.TIMEOUT
            except OSError:
                return Outcome.CLOSED
            else:
                if self.network.events.listeners:
                    data = self._kind.encoded(self._buffer.newest)
                    self.network.events.record(ReceivedEvent(self.number, self.network.clock(), data))
                return Outcome.DONE if arrived else Outcome.CLOSED

    def _send_one(self, data: bytes, deadline: Deadline) -> tuple[int, Outcome]:
        taken = 0
        rest: bytes | memoryview = data
        while rest:
            try:
                count = self._endpoint.send(rest)
            except BlockingIOError:
                if not self._wait(WRITE, deadline):
                    return taken, Outcome.TIMEOUT
                continue
            except OSError:
                return taken, Outcome.CLOSED
            if self.network.events.listeners:
                self.network.events.record(SentEvent(self.number, self.network.clock(), bytes(rest[:count])))
            taken += count
            rest = memoryview(data)[taken:]
        return taken, Outcome.DONE

    def _is_readable(self) -> bool:
        return bool(self._buffer) or super()._is_readable()

    def _connect(self, peer: SocketAddress) -> int:
        """The system's code for how connecting ended, 0 if well; there is no time limit (specification 5.4)."""
        code = self._endpoint.connect_ex(peer)
        if code in _CONNECTING:
            self.network.wait(self._endpoint, WRITE, None)
            code = self._endpoint.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        return code


if TYPE_CHECKING:

    @overload
    def connect(
        address: str, port: float, *, text: Literal[False] = ..., network: Network | None = ...
    ) -> Stream[bytes] | Failure: ...
    @overload
    def connect(
        address: str, port: float, *, text: Literal[True], network: Network | None = ...
    ) -> Stream[str] | Failure: ...


def connect(
    address: str, port: float, *, text: bool = False, network: Network | None = None
) -> Stream[bytes] | Stream[str] | Failure:
    """Connect to ``address``, a host name or an IP literal, and ``port`` (LuaSocket 1.2, connect; specification 5.4).

    The addresses of a name are tried in order; the Failure is that of the last. There is no time limit.
    """
    network = network or default_network()
    peers = candidates(network, address, port_number(port))
    if isinstance(peers, Failure):
        return peers
    for peer in peers:
        stream = _connected(network, peer, TEXT) if text else _connected(network, peer, BYTES)
        if not isinstance(stream, Failure):
            break
    return stream


def _connected(network: Network, peer: SocketAddress, kind: StringKind[AnyStr]) -> Stream[AnyStr] | Failure:
    try:
        endpoint = network.open_stream()
    except OSError as error:
        return Failure(Outcome.REFUSED, words_for(CREATE, error.errno))
    stream = Stream(endpoint, network, kind)
    began = network.clock()
    try:
        code = stream._connect(peer)  # noqa: SLF001  # this is the constructor
    except BaseException:
        stream.close()
        raise
    words = words_for(CONNECT, code) if code else None
    if network.events.listeners:
        now = network.clock()
        network.events.record(Connected(stream.number, now, peer, words, now - began))
    if words is None:
        return stream
    stream.close()
    return Failure(Outcome.REFUSED, words)
