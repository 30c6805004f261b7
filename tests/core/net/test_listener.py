import errno
import time

import pytest

from luasocket_core import Failure, Outcome, SocketUsageError, bind, connect
from luasocket_core.net.faulty import FaultyNetwork
from luasocket_core.net.scripted import ScriptedNetwork
from tests.core.opening import failed, opened


class TestBinding:
    def test_addresses(self) -> None:
        for address, ip in (("*", "0.0.0.0"), ("127.0.0.1", "127.0.0.1"), ("localhost", "127.0.0.1")):
            with opened(bind(address, 0)) as listener:
                name = listener.getsockname()
                assert name is not None
                assert name[0] == ip
                assert name[1] > 0

    @pytest.mark.parametrize("backlog", [0, -1, 5.7, 1e300, float("nan"), float("-inf")])
    def test_any_backlog(self, backlog: float) -> None:
        with opened(bind("127.0.0.1", 0, backlog)) as listener:
            opened(connect(*listener.getsockname() or ("", 0))).close()

    def test_a_live_listener_keeps_its_port(self) -> None:
        with opened(bind("127.0.0.1", 0)) as listener:
            port = (listener.getsockname() or ("", 0))[1]

            assert failed(bind("127.0.0.1", port)) == "address already in use"
            assert failed(bind("*", port)) == "address already in use"

    def test_a_port_can_be_bound_again_after_its_connections(self) -> None:
        with opened(bind("127.0.0.1", 0)) as listener:
            name = listener.getsockname()
            assert name is not None
            with opened(connect(*name)) as client:
                opened(listener.accept()).close()
                client.receive("*a")

        opened(bind(*name)).close()

    def test_failures(self) -> None:
        assert failed(bind("1.2.3.4", 0)) == "address unavailable"
        assert failed(bind("", 0)) == "name server error"
        assert failed(bind("no such", 0)) == "host not found"

    @pytest.mark.parametrize(
        ("call", "code", "words"),
        [
            ("open_stream", errno.EMFILE, "descriptor table is full"),
            ("bind", errno.EACCES, "access denied"),
            ("bind", errno.ENOMEM, "out of memory"),
            ("setsockopt", errno.EBADF, "invalid descriptor"),
            ("listen", errno.EADDRINUSE, "listen error"),
        ],
    )
    def test_rare_failures(self, call: str, code: int, words: str) -> None:
        network = FaultyNetwork()
        network.fail(call, OSError(code, ""))

        assert failed(bind("127.0.0.1", 0, network=network)) == words

    def test_each_address_of_a_name_is_tried_with_a_stream_socket(self) -> None:
        network = FaultyNetwork(scripted := ScriptedNetwork())
        scripted.hosts["here"] = ("here", [], ["10.0.0.1", "10.0.0.2"])
        endpoints = [scripted.script(), scripted.script()]
        network.fail("bind", OSError(errno.EADDRNOTAVAIL, ""))

        with opened(bind("here", 80, network=network)):
            assert [endpoint.closed for endpoint in endpoints] == [True, False]

        endpoints = [scripted.script(), scripted.script()]
        network.fail("bind", OSError(errno.EADDRNOTAVAIL, ""))
        network.fail("bind", OSError(errno.EADDRINUSE, ""))
        assert failed(bind("here", 80, network=network)) == "address already in use"
        assert all(endpoint.closed for endpoint in endpoints)


class TestAccepting:
    def test_a_client_has_no_limits(self) -> None:
        with opened(bind("127.0.0.1", 0)) as listener:
            listener.timeout(0)
            timed_out = listener.accept()
            assert isinstance(timed_out, Failure)
            assert (timed_out.outcome, timed_out.error) == (Outcome.TIMEOUT, "timeout")
            listener.timeout(None)

            with opened(connect(*listener.getsockname() or ("", 0))) as client:
                assert listener.poll("*r")
                with opened(listener.accept()) as served:
                    assert served.getpeername() == client.getsockname()
                    client.send(b"x\n")
                    assert served.receive().error is None

    def test_poll(self) -> None:
        with opened(bind("127.0.0.1", 0)) as listener:
            assert (listener.poll("*r"), listener.poll("*s")) == (False, False)

    @pytest.mark.parametrize(("block", "whole", "elapsed"), [(0.3, None, 0.3), (None, 0.3, 0.3), (0.2, 5, 0.2)])
    def test_limits(self, block: float | None, whole: float | None, elapsed: float) -> None:
        network = ScriptedNetwork()
        network.script()
        with opened(bind("*", 80, network=network)) as listener:
            listener.timeout(block)
            listener.timeout(whole, "r")
            assert failed(listener.accept()) == "timeout"
        assert network.now == pytest.approx(elapsed)

    @pytest.mark.parametrize("code", [errno.ECONNABORTED, errno.EAGAIN, errno.EPROTO])
    def test_a_connection_that_vanishes_is_no_end_of_waiting(self, code: int) -> None:
        network = ScriptedNetwork()
        server = network.script((0.1, OSError(code, "")))
        server.arrive(0.5, network.endpoint((0.6, b"x\n")))

        with opened(bind("*", 80, network=network)) as listener, opened(listener.accept()) as client:
            assert network.now == 0.5
            assert client.receive().values == (b"x",)

    def test_a_full_table_is_reported_and_recovered_from(self) -> None:
        network = FaultyNetwork()
        with opened(bind("127.0.0.1", 0, network=network)) as listener:
            listener.timeout(0)
            network.fail("accept", OSError(errno.EMFILE, ""), times=3)
            assert failed(listener.accept()) == "timeout"

            with opened(connect(*listener.getsockname() or ("", 0))):
                listener.timeout(None)
                assert failed(listener.accept()) == "descriptor table is full"
                assert failed(listener.accept()) == "descriptor table is full"
                opened(listener.accept()).close()

    def test_an_interrupt_leaves_the_connection_queued(self) -> None:
        network = ScriptedNetwork()
        server = network.script()
        server.arrive(0.5, network.endpoint())
        network.interrupts.append(0.2)
        with opened(bind("*", 80, network=network)) as listener:
            with pytest.raises(KeyboardInterrupt):
                listener.accept()
            opened(listener.accept()).close()

    def test_closed(self) -> None:
        listener = opened(bind("127.0.0.1", 0))
        listener.close()

        with pytest.raises(SocketUsageError, match=r"^operation on closed socket$"):
            listener.accept()

    def test_waiting_takes_no_processor_time(self) -> None:
        with opened(bind("127.0.0.1", 0)) as listener:
            listener.timeout(0.1)
            began = time.process_time()
            listener.accept()
        assert time.process_time() - began < 0.05
