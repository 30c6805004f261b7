import errno

import pytest

from luasocket_core import bind, connect, tohostname
from luasocket_core.net.network import READ
from luasocket_core.net.scripted import ScriptedNetwork
from tests.core.opening import connected_pair, failed, opened


def test_nothing_is_scripted() -> None:
    network = ScriptedNetwork()

    assert failed(connect("10.0.0.1", 7, network=network)) == "descriptor table is full"
    assert failed(tohostname("there", network=network)) == "host not found"


def test_a_wait_without_end_is_a_mistake_of_the_script() -> None:
    network = ScriptedNetwork()
    network.script()
    with opened(connect("10.0.0.1", 7, network=network)) as stream, pytest.raises(RuntimeError, match="never ends"):
        stream.receive()


def test_large_arrivals_come_in_portions() -> None:
    network = ScriptedNetwork()
    endpoint = network.script((0, b"abcdef"))

    assert [endpoint.recv(4), endpoint.recv(4)] == [b"abcd", b"ef"]


def test_an_end_comes_again_and_again() -> None:
    endpoint = ScriptedNetwork().script((0, b"a"), (0, b""))

    assert [endpoint.recv(4) for _ in range(3)] == [b"a", b"", b""]


def test_wrong_arrivals() -> None:
    network = ScriptedNetwork()
    with pytest.raises(OSError, match="no connection"):
        network.script((0, b"a")).accept()
    with pytest.raises(OSError, match="no bytes"):
        network.script((0, network.endpoint())).recv(1)


def test_names_of_a_connection() -> None:
    network = ScriptedNetwork()
    network.script()
    with opened(connect("10.0.0.1", 7, network=network)) as stream:
        assert stream.getsockname() == ("127.0.0.1", 1024)
        assert stream.getpeername() == ("127.0.0.1", 7)
        assert stream.fileno() == -1


def test_time_passes_in_sleep_only_when_told() -> None:
    network = ScriptedNetwork()
    network.sleep(1.5)
    network.sleep(-1)

    assert network.clock() == 1.5


def test_endpoints_of_other_networks_are_refused() -> None:
    near, far = connected_pair()
    with near, far, pytest.raises(TypeError, match="another network"):
        ScriptedNetwork().wait(near.endpoint, READ, 0)


def test_options_and_errors_are_of_no_consequence() -> None:
    network = ScriptedNetwork()
    network.script()
    network.script(connect_code=errno.ECONNREFUSED)
    with opened(bind("*", 80, network=network)) as listener:
        assert not listener.poll("*r")
    assert failed(connect("10.0.0.1", 7, network=network)) == "connection refused"
