import errno
import socket

import pytest

from luasocket_core import Outcome, select, tohostname, toip
from luasocket_core.net.faulty import FaultyNetwork
from tests.core.opening import connected_pair, failed, opened


def test_faults_come_as_often_as_told_and_in_order() -> None:
    network = FaultyNetwork()
    near, far = connected_pair(network)
    with near, far:
        network.fail("recv", ConnectionResetError())
        network.fail("wait", KeyboardInterrupt())
        near.send(b"x\n")
        with pytest.raises(KeyboardInterrupt):
            far.receive()
        assert far.receive().outcome is Outcome.CLOSED
        assert far.receive().values == (b"x",)


def test_what_does_not_fail_is_live() -> None:
    network = FaultyNetwork()
    near, far = connected_pair(network)
    with near, far:
        assert near.getpeername() == far.getsockname()
        assert select([far], [near], network=network).writable == [near]
        near.send(b"x")
        assert select([far], [], network=network).readable == [far]
        network.fail("wait_for_any", KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            select([far], [], network=network)
    network.sleep(0)
    assert network.clock() > 0


def test_faults_of_the_resolver() -> None:
    network = FaultyNetwork()
    network.fail("host_by_name", socket.gaierror(socket.EAI_AGAIN, ""))
    network.fail("host_by_address", socket.herror(2, ""))

    assert failed(toip("localhost", network=network)) == "name server unavailable, try again later"
    assert failed(tohostname("127.0.0.1", network=network)) == "name server unavailable, try again later"
    assert opened(toip("localhost", network=network)).name == "localhost"
    assert opened(toip("127.0.0.1", network=network)).addresses[0] == "127.0.0.1"


def test_connecting_returns_the_number() -> None:
    network = FaultyNetwork()
    network.fail("connect_ex", OSError(errno.ETIMEDOUT, ""))
    network.fail("connect_ex", KeyboardInterrupt())
    endpoint = network.open_stream()

    assert endpoint.connect_ex(("127.0.0.1", 1)) == errno.ETIMEDOUT
    with pytest.raises(KeyboardInterrupt):
        endpoint.connect_ex(("127.0.0.1", 1))
    endpoint.close()
