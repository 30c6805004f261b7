import pytest

from luasocket_core import Outcome, Stream, bind, connect, select, udpsocket
from luasocket_core.net.live import default_network
from luasocket_core.net.scripted import ScriptedNetwork
from tests.core.opening import opened

Pair = tuple[Stream[bytes], Stream[bytes]]


def test_what_is_ready(pair: Pair) -> None:
    near, far = pair
    with opened(bind("127.0.0.1", 0)) as listener, opened(udpsocket()) as udp:
        selected = select([far, listener, udp], [near, listener, udp], 0.01)
        assert (selected.readable, selected.writable, selected.error) == ([], [near, udp], None)

        with opened(connect(*listener.getsockname() or ("", 0))):
            near.send(b"x")
            assert select([listener, far, udp], []).readable == [listener, far]
            assert select([far], [far]).readable == select([far], [far]).writable == [far]


@pytest.mark.parametrize("seconds", [0, 0.01])
def test_nothing_is_ready(pair: Pair, seconds: float) -> None:
    selected = select(list(pair), [], seconds)

    assert selected.outcome is Outcome.TIMEOUT
    assert selected.error == "timeout"
    assert repr(selected) == "Selected([], [])"


def test_a_reader_with_buffered_bytes_ends_the_wait(pair: Pair) -> None:
    near, far = pair
    near.send(b"1\n2")
    far.timeout(None)
    far.receive()

    assert select([near, far], []).readable == [far]
    assert select([near, far], [far]).writable == [far]


def test_an_end_is_readable(pair: Pair) -> None:
    near, far = pair
    near.close()

    assert select([far, near], [near]).readable == [far]


def test_nothing_to_wait_for() -> None:
    network = ScriptedNetwork()

    assert select([], [], 2.5, network=network).error == "timeout"
    assert network.now == 2.5
    network.interrupts.append(5)
    for seconds in (None, -1, float("nan")):
        with pytest.raises((KeyboardInterrupt, RuntimeError)):
            select([], [], seconds, network=network)
    assert network.now == 5
    assert select([], [], 0.01).error == "timeout"


def test_an_interrupt_takes_nothing() -> None:
    network = ScriptedNetwork()
    network.script((0.5, b"x\n"))
    network.interrupts.append(0.2)
    with opened(connect("10.0.0.1", 7, network=network)) as stream:
        with pytest.raises(KeyboardInterrupt):
            select([stream], [], network=network)
        assert select([stream], [], network=network).readable == [stream]
        assert stream.receive().values == (b"x",)


def test_the_default_network_is_always_the_same() -> None:
    assert default_network() is default_network()
