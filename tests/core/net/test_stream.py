import errno
import gc
import os
import socket
import struct
import threading
import time
from collections.abc import Iterable

import pytest

from luasocket_core import Outcome, SocketUsageError, Stream, bind, connect
from luasocket_core.net.faulty import FaultyNetwork
from luasocket_core.net.scripted import ScriptedEndpoint, ScriptedNetwork
from luasocket_core.tracing import Received as ReceivedEvent
from tests.core.opening import connected_pair, failed, opened

Pair = tuple[Stream[bytes], Stream[bytes]]


def scripted(
    *arrivals: tuple[float, bytes | OSError], room: Iterable[tuple[float, int]] | None = None
) -> tuple[ScriptedNetwork, ScriptedEndpoint, Stream[bytes]]:
    network = ScriptedNetwork()
    endpoint = network.script(*arrivals, room=room)
    return network, endpoint, opened(connect("10.0.0.1", 7, network=network))


class TestReceiving:
    @pytest.mark.parametrize(
        ("data", "patterns", "values", "error"),
        [
            (b"x\r\ny\n", ("*l", "*lu"), (b"x", b"y"), None),
            (b"x\r\n", ("*lu",), (b"x\r",), None),
            (b"abcdef", (3, "*l", 2, "*a"), (b"abc", b"def", None, None), "timeout"),
            (b"", (5,), (b"",), "timeout"),
            (b"abc", ("*l",), (b"abc",), "timeout"),
            (b"abc\r", ("*l",), (b"abc\r",), "timeout"),
            (b"abc", ("*a",), (b"abc",), "timeout"),
            (b"a\nb", (), (b"a",), None),
            (b"abcd", (1.9, 0.5, -3, 2), (b"a", b"", b"", b"bc"), None),
            (b"word1  word2\n\nw3", ("*w", "*w", "*w", "*w"), (b"word1", b"word2", b"w3", None), "timeout"),
        ],
    )
    def test_from_an_open_connection(
        self,
        pair: Pair,
        data: bytes,
        patterns: tuple[str | float, ...],
        values: tuple[bytes | None, ...],
        error: str | None,
    ) -> None:
        near, far = pair
        near.send(data)

        received = far.receive(*patterns)

        assert (received.values, received.error) == (values, error)

    @pytest.mark.parametrize(
        ("data", "patterns", "values", "error"),
        [
            (b"abcdef\nxyz", (3, "*l", "*a"), (b"abc", b"def", b"xyz"), None),
            (b"abcdef\nxyz", (3, "*l", 10, 2, "*l"), (b"abc", b"def", b"xyz", None, None), "closed"),
            (b"abcdef\nxyz", ("*a", "*a", "*l", 4), (b"abcdef\nxyz", b"", b"", None), "closed"),
            (b"\r\n\n\r\n", ("*l", "*l", "*l", "*l"), (b"", b"", b"", b""), "closed"),
            (b"a\0b\r\nc\0\xff\n", ("*l", "*a"), (b"a\0b", b"c\0\xff\n"), None),
            (b"last", ("*l",), (b"last",), "closed"),
            (b"last\r", ("*l",), (b"last\r",), "closed"),
            (b"last", ("*lu",), (b"last",), "closed"),
            (b"last", ("*w",), (b"last",), "closed"),
            (b"", ("*w",), (b"",), "closed"),
            (b"", (3,), (b"",), "closed"),
            (b"", (0,), (b"",), None),
            (b"", ("*a",), (b"",), None),
        ],
    )
    def test_until_the_peer_has_closed(
        self,
        pair: Pair,
        data: bytes,
        patterns: tuple[str | float, ...],
        values: tuple[bytes | None, ...],
        error: str | None,
    ) -> None:
        near, far = pair
        near.send(data)
        near.close()

        received = far.receive(*patterns)

        assert (received.values, received.error) == (values, error)

    def test_partial_data_is_consumed(self, pair: Pair) -> None:
        near, far = pair
        near.send(b"abc")
        assert (far.receive(10).values, far.receive(10).values) == ((b"abc",), (b"",))

        near.send(b"def")
        near.close()

        received = far.receive(10)
        assert (received.values, received.outcome) == ((b"def",), Outcome.CLOSED)
        assert far.receive("*a").values == (b"",)
        assert [far.receive().error for _ in range(3)] == ["closed"] * 3

    def test_carriage_return_and_newline_apart(self) -> None:
        _, _, stream = scripted((0.1, b"line\r"), (0.2, b"\n"))

        assert stream.receive().values == (b"line",)

    def test_readiness_may_be_false_alarm(self) -> None:
        _, _, stream = scripted((0.1, BlockingIOError()), (0.1, b"x\n"))

        assert stream.receive().values == (b"x",)

    def test_a_reset_is_an_end(self) -> None:
        _, _, stream = scripted((0, b"abc"), (0.1, ConnectionResetError()))
        received = stream.receive("*a")
        assert (received.values, received.error) == ((b"abc",), None)

        _, _, stream = scripted((0, b"abc"), (0.1, ConnectionResetError()))
        received = stream.receive(5)
        assert (received.values, received.error) == ((b"abc",), "closed")

    @pytest.mark.parametrize("pattern", ["", "l", "*L", "*lx", "*n", None, b"*l"])
    def test_all_patterns_are_checked_before_anything_is_read(self, pair: Pair, pattern: str) -> None:
        near, far = pair
        near.send(b"line\n")

        for patterns in ((pattern,), ("*l", pattern)):
            with pytest.raises(SocketUsageError, match=r"^invalid receive pattern$"):
                far.receive(*patterns)

        assert far.receive().values == (b"line",)

    def test_text(self) -> None:
        with opened(bind("127.0.0.1", 0, text=True)) as listener:
            near = opened(connect(*listener.getsockname() or ("", 0), text=True))
            far = opened(listener.accept())
        with near, far:
            assert near.send("h\xe9llo\n", "", "12").count == 8
            assert far.receive("*l", 2).values == ("h\xe9llo", "12")

    def test_lines_that_are_ready_may_be_popped(self, pair: Pair) -> None:
        near, far = pair
        near.send(b"1\r\n2\r\n3\r\nrest")
        ready = far.ready_lines

        assert far.receive().values == (b"1",)
        assert ready.pop() == b"2"
        assert far.receive("*a").values == (b"3\r\nrest",)
        assert ready == []

    def test_large_lines_and_blocks(self, pair: Pair) -> None:
        near, far = pair
        far.timeout(None)
        line = bytes(range(11, 256)) * 3300
        sender = threading.Thread(target=near.send, args=(line + b"\r\n", line + b"\n", line))
        sender.start()

        received = far.receive("*l", "*lu", len(line))

        sender.join()
        assert (received.values, received.error) == ((line, line, line), None)

    def test_many_lines(self, pair: Pair) -> None:
        near, far = pair
        lines = [b"%d" % number for number in range(100_000)]
        sender = threading.Thread(target=near.send, args=(b"\r\n".join(lines), b"\n"))
        sender.start()
        far.timeout(None)

        received = [far.receive().values[0] for _ in lines]

        sender.join()
        assert received == lines


BYTES_IN_TURN = [(0.3 * number, b"%d" % (number - 1)) for number in range(1, 7)]


class TestReceivingInto:
    def test_what_has_arrived(self) -> None:
        network, _, stream = scripted((0.1, b"abc"), (0.2, b"defg"), (0.3, b""))
        buffer = memoryview(bytearray(3))

        received = [(stream.receive_into(buffer), bytes(buffer)) for _ in range(4)]

        assert received == [(3, b"abc"), (3, b"def"), (1, b"gef"), (0, b"gef")]
        assert (network.now, stream.bytes_received) == (0.3, 7)

    @pytest.mark.parametrize("text", [False, True])
    def test_what_was_received_and_not_taken(self, *, text: bool) -> None:
        network = ScriptedNetwork()
        network.script((0, b"line\nre\xffst"), (0, b"more"))
        stream: Stream[bytes] | Stream[str]
        if text:
            stream = opened(connect("127.0.0.1", 7, text=True, network=network))
        else:
            stream = opened(connect("127.0.0.1", 7, network=network))
        stream.receive()
        buffer = memoryview(bytearray(3))

        received = [(stream.receive_into(buffer), bytes(buffer)) for _ in range(4)]

        assert received == [(3, b"re\xff"), (2, b"st\xff"), (3, b"mor"), (1, b"eor")]

    def test_an_end_is_not_a_break(self) -> None:
        _, _, ended = scripted((0, b""))
        _, _, broken = scripted((0, ConnectionResetError(errno.ECONNRESET, "reset")))

        assert ended.receive_into(memoryview(bytearray(9))) == 0
        assert broken.receive_into(memoryview(bytearray(9))) is Outcome.CLOSED

    def test_listeners_see_the_bytes(self) -> None:
        network, _, stream = scripted((0, b"abc"))
        seen: list[object] = []
        network.events.subscribe(seen.append)

        stream.receive_into(memoryview(bytearray(9)))

        assert [event.data for event in seen if isinstance(event, ReceivedEvent)] == [b"abc"]

    @pytest.mark.parametrize(("own", "seconds", "ends"), [(2, None, 2), (None, 3, 3), (2, 3, 2), (3, 2, 2)])
    def test_the_shorter_limit_counts(self, own: float | None, seconds: float | None, ends: float) -> None:
        network, _, stream = scripted((9, b"late"))
        stream.timeout(own)

        assert stream.receive_into(memoryview(bytearray(9)), seconds) is Outcome.TIMEOUT
        assert network.now == ends


class TestLimits:
    @pytest.mark.parametrize(
        ("block", "whole", "calls"),
        [
            (0.5, None, [(b"012345", None, 1.8)]),
            (None, 0.5, [(b"0", "timeout", 0.5), (b"12", "timeout", 0.5), (b"34", "timeout", 0.5)]),
            (0.2, 5, [(b"", "timeout", 0.2)]),
            (1, 0.7, [(b"01", "timeout", 0.7)]),
            (0, None, [(b"", "timeout", 0.0)]),
            (None, 0, [(b"", "timeout", 0.0)]),
            (-3, None, [(b"012345", None, 1.8)]),
        ],
    )
    def test_of_receiving(
        self, block: float | None, whole: float | None, calls: list[tuple[bytes, str | None, float]]
    ) -> None:
        network, _, stream = scripted(*BYTES_IN_TURN)
        stream.timeout(block)
        stream.timeout(whole, "r")
        for value, error, elapsed in calls:
            began = network.now
            received = stream.receive(6)
            assert (received.values, received.error) == ((value,), error)
            assert network.now - began == pytest.approx(elapsed)

    def test_all_patterns_share_one_start(self) -> None:
        network, _, stream = scripted((0.3, b"0"), (0.45, b"1"), (0.6, b"2"))
        stream.timeout(0.5, "return")

        assert stream.receive(1, 6).values == (b"0", b"1")
        assert network.now == 0.5

    def test_ready_data_is_taken_although_the_limit_is_exhausted(self) -> None:
        _, _, stream = scripted((0, b"x" * 100_000), (0, b"y" * 100_000))
        stream.timeout(0, "r")

        assert stream.receive(200_000).values == (b"x" * 100_000 + b"y" * 100_000,)

    def test_buffered_bytes_are_served_without_the_clock(self) -> None:
        _, _, stream = scripted((0, b"1\n2\n3\n"))
        stream.timeout(0)
        stream.receive()

        assert stream.receive("*l", 2).values == (b"2", b"3\n")

    @pytest.mark.parametrize(
        ("block", "whole", "room", "error", "count", "elapsed"),
        [
            (0.5, None, [(0, 400)], "timeout", 400, 0.5),
            (None, 0.5, [(0, 403)], "timeout", 403, 0.5),
            (1, None, [(0, 400), (0.3, 10_000)], None, 1006, 0.3),
            (None, 0.3, [(0, 400), (0.1, 50), (0.2, 50), (0.29, 50), (0.4, 50)], "timeout", 550, 0.3),
            (0, None, [(0, 400)], "timeout", 400, 0.0),
            (None, 0, [(0, 400)], "timeout", 400, 0.0),
            (None, None, [(0, 2), (5, 1000), (6, 1000)], None, 1006, 6.0),
        ],
    )
    def test_of_sending(
        self,
        block: float | None,
        whole: float | None,
        room: list[tuple[float, int]],
        error: str | None,
        count: int,
        elapsed: float,
    ) -> None:
        network, endpoint, stream = scripted(room=room)
        stream.timeout(block)
        stream.timeout(whole, "r")
        strings = (b"abc", b"x" * 1000, b"def")

        sent = stream.send(*strings)

        assert (sent.error, sent.count) == (error, count)
        assert bytes(endpoint.sent) == b"".join(strings)[:count]
        assert network.now == pytest.approx(elapsed)

    def test_in_true_time(self, pair: Pair) -> None:
        _, far = pair
        began = time.monotonic()

        assert far.receive().error == "timeout"
        assert 0.05 <= time.monotonic() - began < 5

    def test_of_another_mode(self, pair: Pair) -> None:
        with pytest.raises(SocketUsageError, match=r"^invalid timeout mode$"):
            pair[0].timeout(1, "x")


class TestSending:
    def test_several_strings(self, pair: Pair) -> None:
        near, far = pair

        assert near.send().count == 0
        assert near.send(b"a", b"", b"bc", b"12").count == 5
        assert near.send(b"").count == 0
        assert far.receive(5).values == (b"abc12",)

    def test_nothing_never_waits(self) -> None:
        _, _, stream = scripted(room=[])

        assert (stream.send(b"").error, stream.send(b"", b"").count) == (None, 0)

    def test_a_full_system_and_a_slow_reader(self, pair: Pair) -> None:
        near, far = pair
        near.timeout(0)
        sent = near.send(b"x" * 20_000_000)

        assert sent.outcome is Outcome.TIMEOUT
        assert 0 < sent.count < 20_000_000
        assert not near.poll("*s")
        assert near.poll("*r") is False
        assert far.receive(sent.count).values == (b"x" * sent.count,)
        assert near.poll("*s")

    def test_to_a_peer_that_has_closed(self, pair: Pair) -> None:
        near, far = pair
        far.send(b"answer")
        far.close()
        near.send(b"x")
        while not near.send(b"x").error:
            pass

        sent = near.send(b"a", b"b")

        assert (sent.outcome, sent.count) == (Outcome.CLOSED, 0)
        assert not near.closed

    def test_what_went_before_a_failure_is_counted(self) -> None:
        _, _, stream = scripted(room=[(0, 5)])
        stream.timeout(0)

        sent = stream.send(b"abc", b"defgh")

        assert repr(sent) == "Sent(Outcome.TIMEOUT, 5)"

    def test_any_error_is_an_end(self) -> None:
        network = FaultyNetwork()
        near, far = connected_pair(network)
        with near, far:
            network.fail("send", OSError(errno.ENOBUFS, ""), times=4)
            assert near.send(b"x").error == "closed"
            assert near.send(b"x", b"y").error == "closed"
            network.fail("recv", OSError(errno.ENOMEM, ""))
            near.send(b"")


class TestConnecting:
    def test_by_name_number_and_short_form(self) -> None:
        with opened(bind("127.0.0.1", 0, 10)) as listener:
            port = (listener.getsockname() or ("", 0))[1]
            for address in ("127.0.0.1", "127.1", "localhost", "2130706433", "0.0.0.0"):
                with opened(connect(address, port + 65536)) as stream:
                    assert stream.getpeername() == ("127.0.0.1", port)
                    assert stream.getsockname() == opened(listener.accept()).getpeername()

    def test_nobody_there(self) -> None:
        with opened(bind("127.0.0.1", 0)) as listener:
            name = listener.getsockname()
            assert name is not None

        assert failed(connect(*name)) == "connection refused"
        assert failed(connect("127.0.0.1", 0)) == "connection refused"
        assert failed(connect("", 80)) == "name server error"
        assert failed(connect("*", 80)) == "host not found"

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            (errno.ENETUNREACH, "network is unreachable"),
            (errno.ETIMEDOUT, "connection timed out"),
            (errno.EADDRNOTAVAIL, "address not availabe"),
            (errno.EACCES, "access denied"),
            (errno.EHOSTUNREACH, "unknown error"),
        ],
    )
    def test_other_failures(self, code: int, words: str) -> None:
        network = ScriptedNetwork()
        endpoint = network.script(connect_code=code)

        assert failed(connect("10.0.0.1", 80, network=network)) == words
        assert endpoint.closed

    def test_addresses_are_tried_in_order(self) -> None:
        network = ScriptedNetwork()
        network.hosts["there"] = ("there", [], ["10.0.0.1", "10.0.0.2", "10.0.0.3"])
        endpoints = [network.script(connect_code=code) for code in (errno.ECONNREFUSED, errno.ETIMEDOUT, 0)]

        opened(connect("there", 80, network=network))
        assert [endpoint.closed for endpoint in endpoints] == [True, True, False]

        for code in (errno.ECONNREFUSED, errno.ECONNREFUSED, errno.ETIMEDOUT):
            network.script(connect_code=code)
        assert failed(connect("there", 80, network=network)) == "connection timed out"

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            (errno.EMFILE, "descriptor table is full"),
            (errno.ENFILE, "too many open files"),
            (errno.ENOBUFS, "insuffucient buffer space"),
        ],
    )
    def test_no_more_sockets(self, code: int, words: str) -> None:
        network = FaultyNetwork()
        network.fail("open_stream", OSError(code, ""))

        assert failed(connect("127.0.0.1", 80, network=network)) == words

    @pytest.mark.parametrize("code", [errno.EINPROGRESS, errno.EWOULDBLOCK])
    def test_a_connection_in_progress_is_waited_for(self, code: int) -> None:
        network = ScriptedNetwork()
        network.script(room=[(2.5, 100)], connect_code=code)

        opened(connect("10.0.0.1", 80, network=network))

        assert network.now == 2.5

    def test_an_interrupt_closes_what_was_begun(self) -> None:
        network = ScriptedNetwork()
        endpoint = network.script(room=[], connect_code=errno.EINPROGRESS)
        network.interrupts.append(1)

        with pytest.raises(KeyboardInterrupt):
            connect("10.0.0.1", 80, network=network)

        assert endpoint.closed

    def test_may_be_limited(self) -> None:
        network = ScriptedNetwork()
        endpoint = network.script(room=[(9, 100)], connect_code=errno.EINPROGRESS)

        assert failed(connect("10.0.0.1", 7, network=network, seconds=4)) == "timeout"
        assert (network.now, endpoint.closed) == (4, True)


class TestAnInterrupt:
    def test_leaves_everything_to_be_received(self) -> None:
        network, _, stream = scripted((0.1, b"abc\nde"), (0.3, b"f"), (0.5, b"g\nrest"), (0.6, b""))
        network.interrupts.extend((0.2, 0.4))

        with pytest.raises(KeyboardInterrupt):
            stream.receive(2, "*l", 10)
        with pytest.raises(KeyboardInterrupt):
            stream.receive("*l", "*a")

        received = stream.receive("*l", "*w", "*a")
        assert (received.values, received.error) == ((b"abc", b"defg", b"\nrest"), None)

    def test_strikes_any_single_pattern(self) -> None:
        for pattern in ("*l", "*lu", "*a", "*w", 20):
            network, _, stream = scripted((0.1, b"  some"), (0.3, b"thing\n"), (0.4, b""))
            network.interrupts.append(0.2)

            with pytest.raises(KeyboardInterrupt):
                stream.receive(pattern)

            assert stream.buffered
            assert stream.receive("*a").values == (b"  something\n",)

    def test_of_sending_leaves_the_socket_usable(self) -> None:
        network, endpoint, stream = scripted(room=[(0, 3), (0.5, 100)])
        network.interrupts.append(0.2)

        with pytest.raises(KeyboardInterrupt):
            stream.send(b"abcdef")

        assert stream.send(b"xyz").count == 3
        assert endpoint.sent == b"abcxyz"


class TestClosing:
    def test_twice_is_harmless_and_the_rest_is_an_error(self, pair: Pair) -> None:
        near, far = pair
        near.send(b"1\n2\n3\n")
        far.receive()
        far.close()
        far.close()

        assert far.closed
        assert far.ready_lines == []
        for use in (
            far.receive,
            lambda: far.receive(0),
            far.send,
            lambda: far.send(b"x"),
            far.getpeername,
            far.getsockname,
            far.fileno,
            lambda: far.timeout(1),
            lambda: far.poll("*r"),
        ):
            with pytest.raises(SocketUsageError, match=r"^operation on closed socket$"):
                use()

    def test_the_peer_sees_it(self, pair: Pair) -> None:
        near, far = pair
        near.close()

        assert far.poll("*r")
        assert far.poll("*s")
        assert far.receive().error == "closed"
        assert far.poll("*receive")

    def test_a_reset_peer_has_no_name(self, pair: Pair) -> None:
        near, far = pair
        assert isinstance(near.endpoint, socket.SocketType)
        near.endpoint.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        near.close()

        assert far.receive("*a").values == (b"",)
        assert far.getpeername() is None

    def test_names_that_the_system_will_not_tell(self) -> None:
        network = FaultyNetwork()
        near, far = connected_pair(network)
        with near, far:
            network.fail("getsockname", OSError(errno.ENOBUFS, ""))
            assert near.getsockname() is None

    def test_what_is_shown(self, pair: Pair) -> None:
        near, far = pair
        assert repr(near) == f"<Stream {near.number}>"
        near.close()
        assert repr(near) == f"<Stream {near.number} closed>"
        assert repr(far.receive()) == "Received(Outcome.CLOSED, (b'',))"

    def test_with_statement_and_collector_close(self, pair: Pair) -> None:
        near, far = connected_pair()
        with near:
            pass
        assert near.closed
        assert far.receive("*a").error is None
        descriptor = far.fileno()

        del far
        gc.collect()

        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(descriptor)


class TestPolling:
    def test_a_client(self, pair: Pair) -> None:
        near, far = pair
        assert (far.poll("*r"), far.poll("*s")) == (False, True)

        near.send(b"1\n2")
        near.send(b"")
        far.timeout(None)
        far.receive()

        assert far.buffered
        assert (far.poll("*receive"), far.poll("*send")) == (True, True)

    @pytest.mark.parametrize("operation", ["r", "", "*", "*x", "*R"])
    def test_other_operations(self, pair: Pair, operation: str) -> None:
        with pytest.raises(SocketUsageError, match=r"^invalid poll pattern$"):
            pair[0].poll(operation)
