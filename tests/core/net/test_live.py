import os
import resource
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from luasocket_core import Stream, bind, connect, select, toip, udpsocket
from luasocket_core.net import readiness
from luasocket_core.net.live import LiveNetwork
from luasocket_core.net.network import READ, WRITE
from tests.core.opening import connected_pair, failed, opened

Pair = tuple[Stream[bytes], Stream[bytes]]


@pytest.fixture(autouse=True)
def interrupts_are_raised() -> Iterator[None]:
    """Also where the tests were started with Ctrl-C ignored, as background jobs are."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def seconds_until_interrupted(call: Callable[[], object]) -> float:
    """Press Ctrl-C a moment after ``call`` began to wait: how long it then took to end."""
    pressed = []

    def press() -> None:
        pressed.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    timer = threading.Timer(0.05, press)
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            call()
        return time.monotonic() - pressed[0]
    finally:
        timer.join()


class TestCtrlC:
    def test_ends_receiving(self, pair: Pair) -> None:
        near, far = pair
        far.timeout(None)
        near.send(b"partial")

        assert seconds_until_interrupted(far.receive) < 0.5

        near.send(b" line\n")
        assert far.receive().values == (b"partial line",)

    def test_ends_sending(self, pair: Pair) -> None:
        near, far = pair

        assert seconds_until_interrupted(lambda: near.send(b"x" * 20_000_000)) < 0.5

        near.close()
        far.timeout(None)
        assert far.receive("*a").error is None

    def test_ends_accepting(self) -> None:
        with opened(bind("127.0.0.1", 0)) as listener:
            assert seconds_until_interrupted(listener.accept) < 0.5

            with opened(connect(*listener.getsockname() or ("", 0))):
                opened(listener.accept()).close()

    def test_ends_connecting(self) -> None:
        with opened(bind("127.0.0.1", 0, 0)) as listener:
            name = listener.getsockname() or ("", 0)
            queue: list[Stream[bytes]] = []

            def fill() -> None:
                while True:
                    queue.append(opened(connect(*name)))

            assert seconds_until_interrupted(fill) < 0.5
            for stream in queue:
                stream.close()

    def test_ends_receiving_datagrams(self) -> None:
        with opened(udpsocket()) as udp:
            udp.setsockname("127.0.0.1", 0)
            assert seconds_until_interrupted(udp.receivefrom) < 0.5

    def test_ends_select_and_sleep(self, pair: Pair) -> None:
        network = pair[0].network

        assert seconds_until_interrupted(lambda: select(list(pair), [])) < 0.5
        assert seconds_until_interrupted(lambda: select([], [])) < 0.5
        assert seconds_until_interrupted(lambda: network.sleep(60)) < 0.5

    def test_ends_name_resolution(self, monkeypatch: pytest.MonkeyPatch) -> None:
        give_up = threading.Event()
        monkeypatch.setattr(socket, "gethostbyname_ex", lambda name: give_up.wait(60) and (name, [], []))
        try:
            assert seconds_until_interrupted(lambda: toip("localhost")) < 0.5
            assert seconds_until_interrupted(lambda: connect("localhost", 80)) < 0.5
        finally:
            give_up.set()

    def test_loses_no_byte_whenever_it_comes(self) -> None:
        near, far = connected_pair()
        far.timeout(None)
        data = os.urandom(1 << 20) * 16
        struck = threading.Event()
        received = threading.Event()
        receiving = [False]

        def strike(_signal: int, _frame: object) -> None:
            struck.set()
            if receiving[0]:
                raise KeyboardInterrupt

        def press() -> None:
            while not received.wait(0.001):
                os.kill(os.getpid(), signal.SIGINT)

        def send() -> None:
            with near:
                struck.wait()
                near.send(data)

        signal.signal(signal.SIGINT, strike)
        threads = [threading.Thread(target=work) for work in (send, press)]
        for thread in threads:
            thread.start()
        values: tuple[bytes | None, ...] = ()
        interrupts = 0
        while not values:
            try:
                receiving[0] = True
                values = far.receive("*a").values
                receiving[0] = False
            except KeyboardInterrupt:
                receiving[0] = False
                interrupts += 1
        received.set()
        for thread in threads:
            thread.join()
        far.close()

        assert interrupts > 0
        assert values == (data,)


class TestReadiness:
    def test_descriptors_above_the_limit_of_select(self, pair: Pair) -> None:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if hard < 1200:
            pytest.fail("the tests need 1200 descriptors")
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 1200), hard))
        occupied = [os.dup(0) for _ in range(1100)]
        try:
            near, far = connected_pair()
            with near, far:
                assert min(near.fileno(), far.fileno()) > 1023
                assert far.receive().error == "timeout"
                near.send(b"x")
                assert select([far], [near], 1).readable == [far]
        finally:
            for descriptor in occupied:
                os.close(descriptor)
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

    def test_a_full_table_of_descriptors(self, pair: Pair) -> None:
        near, far = pair
        with opened(bind("127.0.0.1", 0)) as listener, opened(udpsocket()):
            name = listener.getsockname() or ("", 0)
            client = opened(connect(*name))
            soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
            highest = max(client.fileno(), near.fileno(), far.fileno()) + 8
            resource.setrlimit(resource.RLIMIT_NOFILE, (highest, hard))
            occupied = []
            try:
                while True:
                    occupied.append(os.dup(0))
            except OSError:
                words = [failed(connect(*name)), failed(udpsocket()), failed(bind("*", 0)), failed(listener.accept())]
                near.send(b"x\n")
                line = far.receive().values
            finally:
                for descriptor in occupied:
                    os.close(descriptor)
                resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
            opened(listener.accept()).close()
            client.close()

        assert words == ["descriptor table is full"] * 4
        assert line == (b"x",)

    def test_long_waits_are_made_of_slices(self, pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("luasocket_core.net.readiness.WAIT_SLICE", 0.01)
        near, far = pair
        network = far.network
        began = time.monotonic()

        assert not network.wait(far.endpoint, READ, 0.055)
        assert network.wait_for_any([far.endpoint], [], 0.025) == (set(), set())
        assert time.monotonic() - began >= 0.08

        sender = threading.Timer(0.05, near.send, (b"x",))
        sender.start()
        assert network.wait(far.endpoint, READ, None)
        assert network.wait_for_any([far.endpoint], [], None)[0] == {far.endpoint}
        sender.join()

    def test_a_system_without_poll(self, monkeypatch: pytest.MonkeyPatch, pair: Pair) -> None:
        monkeypatch.setattr(readiness, "_new_poll", readiness._Selection)
        near, far = pair
        assert far.receive().error == "timeout"
        near.send(b"x\n")
        assert select([far], [near]).readable == [far]
        assert far.receive().values == (b"x",)

    def test_waiting_for_one_socket_does_not_keep_it(self) -> None:
        network = LiveNetwork()
        endpoint = network.open_datagram()
        assert network.wait(endpoint, WRITE, 0)
        descriptor = endpoint.fileno()

        del endpoint

        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(descriptor)


class TestNames:
    def test_an_answer_of_the_helper_thread(self) -> None:
        assert LiveNetwork().host_by_name("localhost")[2]

    def test_a_slow_answer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("luasocket_core.net.readiness.WAIT_SLICE", 0.001)
        asked = threading.Event()
        entry: tuple[str, list[str], list[str]] = ("there", [], ["127.0.0.1"])
        monkeypatch.setattr(socket, "gethostbyname_ex", lambda _: asked.wait(0.05) or entry)

        assert LiveNetwork().host_by_name("there") is entry

    def test_an_error_of_the_helper_thread(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def ask(name: str) -> None:
            raise socket.gaierror(socket.EAI_FAIL, name)

        monkeypatch.setattr(socket, "gethostbyname_ex", ask)

        with pytest.raises(socket.gaierror):
            LiveNetwork().host_by_name("there")


class TestTime:
    def test_the_clock_never_goes_back(self) -> None:
        network = LiveNetwork()
        began = network.clock()
        network.sleep(0.01)
        network.sleep(-1)

        assert network.clock() - began >= 0.01
