"""TCP client sockets (LuaSocket 1.2, connect, receive, send; specification 3 to 5)."""

from __future__ import annotations

import errno
import socket

from luasocket_core.errors import CONNECT, CREATE, Failure, Outcome, SocketUsageError, words_for
from luasocket_core.net.address import port_number
from luasocket_core.net.deadline import Deadline
from luasocket_core.net.live import default_network
from luasocket_core.net.network import READ, WRITE
from luasocket_core.net.resolver import candidates
from luasocket_core.net.results import Received, Sent
from luasocket_core.net.sockets import Socket
from luasocket_core.tracing import Connected
from luasocket_core.tracing import Received as ReceivedEvent
from luasocket_core.tracing import Sent as SentEvent
from luasocket_core.wire.buffer import ReceiveBuffer
from luasocket_core.wire.patterns import pattern_for, take_at_once
from luasocket_core.wire.strings import BYTES, TEXT, AnyStr, Generic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, Literal, overload

    from luasocket_core.net.network import Endpoint, Network
    from luasocket_core.tracing import SocketAddress
    from luasocket_core.wire.patterns import Pattern
    from luasocket_core.wire.strings import StringKind

__all__ = ["Stream", "connect"]

_SMALL: Final = (65536,)
_LARGE: Final = (262144,)
"""Bytes asked of the system, in one call: when little is expected, and when more is there than was asked for."""

_CONNECTING: Final = frozenset((errno.EINPROGRESS, errno.EWOULDBLOCK))


class Stream(Socket, Generic[AnyStr]):
    """One end of a TCP connection, made by ``connect`` or by a listener's ``accept``.

    Its strings are ``bytes``, or ``str`` with one character per byte if it was made with ``text=True``.

    ``ready_lines``, always the same list, has lines that ``receive()`` would return next, the very next one last. It
    may be empty while there are more. To pop a line is the quickest way to receive it.
    """

    __slots__ = ("_buffer", "_drained", "_kind", "ready_lines")

    ready_lines: list[AnyStr]
    _kind: StringKind[AnyStr]
    _buffer: ReceiveBuffer[AnyStr]

    def __init__(self, endpoint: Endpoint, network: Network, kind: StringKind[AnyStr]) -> None:
        super().__init__(endpoint, network)
        self._kind = kind
        self._buffer = ReceiveBuffer(kind)
        self.ready_lines = self._buffer.ready
        self._drained = True

    def receive(self, *patterns: str | float) -> Received[AnyStr]:
        """Receive one string for each of ``patterns``, by default one ``*l`` (specification 3).

        ``*l`` is a line, ``*lu`` a line ended by LF alone, ``*a`` all until the end, ``*w`` a word, a number that many
        bytes. The first failure (TIMEOUT, CLOSED) ends the call. After an interrupt all of it is still to be received.
        Raises SocketUsageError for another pattern, before anything is received.
        """
        if self.ready_lines and not patterns:
            return Received(Outcome.DONE, (self.ready_lines.pop(),))
        if self.closed:
            raise SocketUsageError("operation on closed socket")
        if len(patterns) < 2:
            return self._receive_single(patterns[0] if patterns else "*l")
        return self._receive_all(patterns, self._limits.begin(self._clock))

    def take_block(self, count: float) -> AnyStr | None:
        """What ``receive(count)`` would give, if that is certain without asking the system; None says nothing."""
        return self._buffer.take_block(count)

    def receive_into(self, buffer: memoryview, seconds: float | None = None) -> int | Outcome:
        """Receive what has arrived into ``buffer``, waiting for the first of it; how many bytes, 0 at the peer's end.

        After a failure TIMEOUT, or CLOSED for a connection that broke. A wait is limited by ``seconds``, too, unless
        that is None.
        """
        self._need_open()
        if self._buffer:
            return self._take_into(buffer)
        limit = self._limits.per_wait
        shorter = min((each for each in (limit, seconds) if each is not None), default=None)
        deadline = Deadline(shorter, self._limits.whole_call, self._clock)
        wait_first = self._drained
        while True:
            if wait_first and not self._wait(READ, deadline.next_wait()):
                return Outcome.TIMEOUT
            wait_first = True
            try:
                count = self.endpoint.recv_into(buffer)
            except BlockingIOError:
                continue
            except OSError as error:
                self._record_refused("receive", error)
                return Outcome.CLOSED
            self.bytes_received += count
            self._drained = count < len(buffer)
            if self._events.listeners:
                self._events.record(ReceivedEvent(self.number, self._clock(), bytes(buffer[:count])))
            return count

    def send(self, *strings: AnyStr) -> Sent:
        """Send ``strings`` one after another, within the limits (specification 5.8).

        The first failure (TIMEOUT, CLOSED) ends the call; what the system took until then stays sent.
        """
        if self.closed:
            raise SocketUsageError("operation on closed socket")
        if len(strings) != 1:
            return self._send_all(tuple(map(self._kind.encoded, strings)))
        taken = self.offer(strings[0])
        return Sent(Outcome.DONE, taken) if taken == len(strings[0]) else self.send_rest(strings[0], taken)

    def offer(self, string: AnyStr) -> int | None:
        """Send what the system takes of ``string`` at once, mostly all; how many bytes, None if it is closed to them.

        The quickest way to send; ``send_rest`` makes a ``send`` of it.
        """
        data = self._kind.encoded(string)
        try:
            count = self.endpoint.send(data)
        except BlockingIOError:
            return 0
        except OSError as error:
            self._record_refused("send", error)
            return None
        self.bytes_sent += count
        if self._events.listeners:
            self._record_sent(data[:count])
        return count

    def send_rest(self, string: AnyStr, taken: int | None) -> Sent:
        """Go on, within the limits, with ``string``, of which ``offer`` said that so many bytes were ``taken``."""
        return Sent(Outcome.CLOSED, 0) if taken is None else self._send_all((self._kind.encoded(string),), taken)

    @property
    def buffered(self) -> bool:
        """Does it hold bytes that were received and not yet taken?"""
        return bool(self._buffer)

    def look_ahead(self, most: int) -> tuple[int, AnyStr]:
        """How many bytes it holds that were not yet taken, and the first of them, at ``most`` so many."""
        return self._buffer.look_ahead(most)

    def getpeername(self) -> SocketAddress | None:
        """Dotted address and port of the peer, None if no longer connected."""
        self._need_open()
        try:
            return self.endpoint.getpeername()
        except OSError:
            return None

    def close(self) -> None:
        """Close this end at once; what has arrived and was not received is lost. Closing twice is harmless."""
        super().close()
        self._buffer.clear()

    def _receive_single(self, name: str | float) -> Received[AnyStr]:
        """Receive what mostly has arrived already, or arrives as a whole."""
        buffer = self._buffer
        is_empty = not buffer
        if not is_empty or name != "*l":
            value = take_at_once(name, buffer)
            if value is not None:
                return Received(Outcome.DONE, (value,))
        deadline = self._limits.begin(self._clock)
        if is_empty and (name == "*l" or isinstance(name, (int, float))):
            buffer.clear()
            outcome = self._fill(deadline)
            if outcome is not Outcome.DONE:
                return Received(outcome, (self._kind.empty,))
            value = take_at_once(name, buffer)
            if value is not None:
                return Received(Outcome.DONE, (value,))
        return self._receive_all((name,), deadline)

    def _receive_all(self, names: tuple[str | float, ...], deadline: Deadline) -> Received[AnyStr]:
        """Receive all of it, or if interrupted nothing."""
        buffer = self._buffer
        patterns = [_known(name) for name in names]
        values: list[AnyStr | None] = [None] * len(patterns)
        outcome = Outcome.DONE
        start = buffer.start
        try:
            for index, pattern in enumerate(patterns):
                values[index], outcome = self._receive_one(pattern, deadline)
                if outcome is not Outcome.DONE:
                    break
            received = Received(outcome, tuple(values))
            buffer.forget_taken()
        except BaseException:
            buffer.start = start
            raise
        return received

    def _receive_one(self, pattern: Pattern, deadline: Deadline) -> tuple[AnyStr, Outcome]:
        while (value := pattern.take(self._buffer)) is None:
            outcome = self._fill(deadline)
            if outcome is not Outcome.DONE:
                rest = pattern.take_rest(self._buffer)
                return rest, Outcome.DONE if pattern.until_end and outcome is Outcome.CLOSED else outcome
        return value, Outcome.DONE

    def _take_into(self, buffer: memoryview) -> int:
        """Move what was received and not taken into ``buffer``, as much as it holds."""
        held = self._buffer
        end, _ = held.find_count(len(buffer), held.start)
        data = self._kind.encoded(held.take_all() if end is None else held.take_until(end))
        held.forget_taken()
        buffer[: len(data)] = data
        return len(data)

    def _fill(self, deadline: Deadline) -> Outcome:
        """Move some of what the system holds into the buffer, waiting for it if there is nothing."""
        buffer = self._buffer
        sizes = _SMALL if self._drained else _LARGE
        wait_first = self._drained  # asking a system that has been emptied would mostly be in vain
        while True:
            if wait_first and not self._wait(READ, deadline.next_wait()):
                return Outcome.TIMEOUT
            wait_first = True
            try:
                count = buffer.feed(map(self.endpoint.recv, sizes))
            except BlockingIOError:
                continue
            except OSError as error:
                self._record_refused("receive", error)
                return Outcome.CLOSED
            self.bytes_received += count
            self._drained = count < sizes[0]
            if self._events.listeners:
                data = self._kind.encoded(buffer.newest) if count else b""
                self._events.record(ReceivedEvent(self.number, self._clock(), data))
            return Outcome.DONE if count else Outcome.CLOSED

    def _send_all(self, strings: tuple[bytes, ...], taken: int = 0) -> Sent:
        """Send what is left when the system has ``taken`` so many bytes of the first string."""
        deadline = self._limits.begin(self._clock)
        total = 0
        for data in strings:
            rest = memoryview(data)[taken:]
            total += taken
            taken = 0
            while rest:
                try:
                    count = self.endpoint.send(rest)
                except BlockingIOError:
                    if not self._wait(WRITE, deadline.next_wait()):
                        return Sent(Outcome.TIMEOUT, total)
                    continue
                except OSError as error:
                    self._record_refused("send", error)
                    return Sent(Outcome.CLOSED, total)
                self.bytes_sent += count
                if self._events.listeners:
                    self._record_sent(bytes(rest[:count]))
                total += count
                rest = rest[count:]
        return Sent(Outcome.DONE, total)

    def _record_sent(self, data: bytes) -> None:
        self._events.record(SentEvent(self.number, self._clock(), data))


def _known(name: str | float) -> Pattern:
    pattern = pattern_for(name)
    if pattern is None:
        raise SocketUsageError("invalid receive pattern")
    return pattern


if TYPE_CHECKING:

    @overload
    def connect(
        address: str,
        port: float,
        *,
        text: Literal[False] = ...,
        network: Network | None = ...,
        seconds: float | None = ...,
    ) -> Stream[bytes] | Failure: ...
    @overload
    def connect(
        address: str, port: float, *, text: Literal[True], network: Network | None = ..., seconds: float | None = ...
    ) -> Stream[str] | Failure: ...


def connect(
    address: str,
    port: float,
    *,
    text: bool = False,
    network: Network | None = None,
    seconds: float | None = None,
) -> Stream[bytes] | Stream[str] | Failure:
    """Connect to ``address``, a host name or an IP literal, and ``port`` (LuaSocket 1.2, connect; specification 5.4).

    The addresses of a name are tried in order; the Failure is that of the last. To connect to each of them may take
    ``seconds``, by default as long as the system lets it.
    """
    network = network or default_network()
    peers = candidates(network, address, port_number(port))
    if isinstance(peers, Failure):
        return peers
    for peer in peers:
        stream = _connected(network, peer, TEXT, seconds) if text else _connected(network, peer, BYTES, seconds)
        if not isinstance(stream, Failure):
            break
    return stream


def _connected(
    network: Network, peer: SocketAddress, kind: StringKind[AnyStr], seconds: float | None
) -> Stream[AnyStr] | Failure:
    try:
        endpoint = network.open_stream()
    except OSError as error:
        return _not_connected(network, peer, Failure(Outcome.REFUSED, words_for(CREATE, error.errno)), network.clock())
    began = network.clock()
    try:
        failure = _connect(endpoint, network, peer, seconds)
    except BaseException:
        endpoint.close()
        raise
    if failure is not None:
        endpoint.close()
        return _not_connected(network, peer, failure, began)
    stream = Stream(endpoint, network, kind)
    _record(network, stream.number, peer, None, began)
    return stream


def _not_connected(network: Network, peer: SocketAddress, failure: Failure, began: float) -> Failure:
    _record(network, 0, peer, failure.error, began)
    return failure


def _record(network: Network, number: int, peer: SocketAddress, error: str | None, began: float) -> None:
    if network.events.listeners:
        now = network.clock()
        network.events.record(Connected(number, now, peer, error, now - began))


def _connect(endpoint: Endpoint, network: Network, peer: SocketAddress, seconds: float | None) -> Failure | None:
    """Connect within ``seconds``, None for however long it takes (specification 5.4)."""
    code = endpoint.connect_ex(peer)
    if code in _CONNECTING:
        if not network.wait(endpoint, WRITE, seconds):
            return Failure(Outcome.TIMEOUT, "timeout")
        code = endpoint.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    return Failure(Outcome.REFUSED, words_for(CONNECT, code)) if code else None
