import errno
import socket
from collections.abc import Iterator

import pytest

from luasocket_core import DatagramSocket, Outcome, SocketUsageError, udpsocket
from luasocket_core.net.datagram import LARGEST
from luasocket_core.net.faulty import FaultyNetwork
from luasocket_core.net.scripted import ScriptedNetwork
from tests.core.opening import failed, opened


@pytest.fixture
def client() -> Iterator[DatagramSocket[bytes]]:
    with opened(udpsocket()) as udp:
        udp.timeout(1)
        yield udp


@pytest.fixture
def server() -> Iterator[DatagramSocket[bytes]]:
    with opened(udpsocket()) as udp:
        assert udp.setsockname("127.0.0.1", 0) is None
        udp.timeout(0.05)
        yield udp


def port_of(udp: DatagramSocket[bytes]) -> int:
    name = udp.getsockname()
    assert name is not None
    return name[1]


@pytest.fixture
def free_port() -> int:
    with opened(udpsocket()) as udp:
        udp.setsockname("127.0.0.1", 0)
        return port_of(udp)


Udp = DatagramSocket[bytes]


class TestNames:
    def test_a_new_socket(self, client: Udp) -> None:
        assert client.getsockname() == ("0.0.0.0", 0)
        assert client.getpeername() is None
        assert not client.connected

    def test_binding(self, client: Udp) -> None:
        assert client.setsockname("*", 0) is None
        name = client.getsockname()
        assert name is not None
        assert name[0] == "0.0.0.0"
        assert name[1] > 0

        assert failed(client.setsockname("127.0.0.1", 0)) == "socket already bound"
        assert client.getsockname() == name

    def test_sending_binds(self, client: Udp, server: Udp) -> None:
        client.sendto(b"x", "127.0.0.1", port_of(server))

        assert port_of(client) > 0
        assert failed(client.setsockname("127.0.0.1", 0)) == "socket already bound"

    def test_binding_that_fails_changes_nothing(self, client: Udp, server: Udp) -> None:
        assert failed(client.setsockname("1.2.3.4", 0)) == "address unavailable"
        assert failed(client.setsockname("127.0.0.1", port_of(server))) == "address already in use"
        assert failed(client.setsockname("no such", 0)) == "host not found"
        assert client.getsockname() == ("0.0.0.0", 0)
        assert client.setsockname("localhost", 0) is None

    def test_peers(self, client: Udp, server: Udp, free_port: int) -> None:
        assert client.setpeername("localhost", port_of(server)) is None
        assert client.connected
        assert client.getpeername() == ("127.0.0.1", port_of(server))
        assert (client.getsockname() or ("",))[0] == "127.0.0.1"

        assert client.setpeername("127.0.0.1", free_port) is None
        assert client.getpeername() == ("127.0.0.1", free_port)

    def test_peers_that_fail(self, client: Udp) -> None:
        assert failed(client.setpeername("*", 9)) == "host not found"
        assert failed(client.setpeername("", 9)) == "name server error"
        assert not client.connected

    def test_port_zero(self, client: Udp) -> None:
        assert client.setpeername("127.0.0.1", 0) is None
        assert client.getpeername() is None

    def test_a_peer_that_fails_changes_nothing(self) -> None:
        network = FaultyNetwork()
        with opened(udpsocket(network=network)) as udp:
            udp.set_option("SO_BROADCAST", 1)
            network.fail("connect_ex", OSError(errno.EACCES, ""))
            assert failed(udp.setpeername("127.0.0.1", 9)) == "access denied"
            assert udp.getsockname() == ("0.0.0.0", 0)
            assert udp.endpoint.getsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST)

            network.fail("connect_ex", OSError(errno.ENETUNREACH, ""))
            network.fail("open_datagram", OSError(errno.EMFILE, ""))
            assert failed(udp.setpeername("127.0.0.1", 9)) == "network is unreachable"
            assert udp.setsockname("127.0.0.1", 0) is None
            name = udp.getsockname()

            network.fail("connect_ex", OSError(errno.EADDRNOTAVAIL, ""))
            assert failed(udp.setpeername("127.0.0.1", 9)) == "address not availabe"
            assert udp.getsockname() == name

    def test_each_address_of_a_name_is_tried(self) -> None:
        network = FaultyNetwork(scripted := ScriptedNetwork())
        scripted.hosts["there"] = ("there", [], ["10.0.0.1", "10.0.0.2"])
        scripted.script()
        with opened(udpsocket(network=network)) as udp:
            network.fail("connect_ex", OSError(errno.ENETUNREACH, ""))
            assert udp.setpeername("there", 9) is None
            network.fail("bind", OSError(errno.EADDRNOTAVAIL, ""))
            assert udp.setsockname("there", 9) is None


class TestExchange:
    def test_datagrams_stay_apart(self, client: Udp, server: Udp) -> None:
        port = port_of(server)
        for data in (b"0123456789", b"b", b"", b"x"):
            sent = client.sendto(data, "127.0.0.1", port)
            assert (sent.error, sent.count) == (None, len(data))

        assert server.receive(4).data == b"0123"
        received = server.receivefrom()
        assert (received.data, received.peer) == (b"b", ("127.0.0.1", port_of(client)))
        empty = server.receive()
        assert (empty.data, empty.outcome, empty.peer) == (b"", Outcome.DONE, None)
        assert server.receive(0).data == b""
        assert (server.receive().error, server.receivefrom().data) == ("timeout", None)

    @pytest.mark.parametrize("size", [None, -1, LARGEST, 1e300, float("nan")])
    def test_nothing_is_lost_of_the_largest(self, client: Udp, server: Udp, size: float | None) -> None:
        assert client.sendto(b"z" * LARGEST, "127.0.0.1", port_of(server)).count == LARGEST
        assert server.receive(size).data == b"z" * LARGEST

    def test_sizes_are_truncated(self, client: Udp, server: Udp) -> None:
        client.sendto(b"abc", "127.1", port_of(server) + 65536)
        assert server.receive(1.9).data == b"a"

    def test_refusals(self, client: Udp, server: Udp) -> None:
        assert client.sendto(b"z" * (LARGEST + 1), "127.0.0.1", port_of(server)).error == "refused"
        assert client.sendto(b"x", "127.0.0.1", 0).error == "refused"

    def test_with_a_peer(self, client: Udp, server: Udp) -> None:
        client.setpeername("127.0.0.1", port_of(server))
        server.setpeername("127.0.0.1", port_of(client))

        assert client.send(b"x").count == 1
        assert server.receive().data == b"x"
        server.send(b"")
        assert repr(client.receive()) == "Datagram(Outcome.DONE, b'', None)"

    def test_refused_by_nobody(self, client: Udp, free_port: int) -> None:
        client.setpeername("127.0.0.1", free_port)
        for _ in range(2):
            assert client.send(b"x").error is None
            received = client.receive()
            assert (received.outcome, received.data) == (Outcome.REFUSED, None)
            assert client.send(b"x").error is None
            while not (sent := client.send(b"x")).error:
                pass
            assert (sent.error, sent.count) == ("refused", 0)

    def test_text(self, server: Udp) -> None:
        with opened(udpsocket(text=True)) as udp:
            udp.timeout(1)
            udp.setpeername("127.0.0.1", port_of(server))
            udp.send("h\xe9")
            server.setpeername("127.0.0.1", (udp.getsockname() or ("", 0))[1])
            assert server.receive().data == b"h\xe9"
            server.send(b"\xff\0")
            assert udp.receive().data == "\xff\0"

    def test_redirected(self, server: Udp) -> None:
        network = FaultyNetwork()
        network.redirections["127.0.7.1", 13] = ("127.0.0.1", port_of(server))
        with opened(udpsocket(network=network)) as udp:
            udp.sendto(b"x", "127.0.7.1", 13)
        assert server.receive().data == b"x"

    def test_a_full_system_is_waited_for(self) -> None:
        network = ScriptedNetwork()
        endpoint = network.script((0.7, b"answer"), room=[(0.5, 100)])
        with opened(udpsocket(network=network)) as udp:
            udp.timeout(0.2)
            assert udp.sendto(b"x", "10.0.0.1", 9).error == "timeout"
            udp.timeout(0.3, "return")
            udp.timeout(None)
            assert udp.sendto(b"y", "10.0.0.1", 9).count == 1
            assert network.now == 0.5
            assert udp.receivefrom().data == b"answer"
            network.interrupts.append(0.7)
            udp.timeout(None, "r")
            with pytest.raises(KeyboardInterrupt):
                udp.receive()
        assert endpoint.sent == b"y"

    def test_poll(self, client: Udp, server: Udp) -> None:
        assert (server.poll("*r"), server.poll("*s")) == (False, True)
        client.sendto(b"x", "127.0.0.1", port_of(server))
        assert server.poll("*r")


class TestWrongUse:
    def test_of_an_unconnected_socket(self, client: Udp) -> None:
        with pytest.raises(SocketUsageError, match=r"^send on unconnected socket$"):
            client.send(b"x")

    def test_of_a_connected_socket(self, client: Udp, free_port: int) -> None:
        client.setpeername("127.0.0.1", free_port)

        with pytest.raises(SocketUsageError, match=r"^sendto on connected socket$"):
            client.sendto(b"x", "127.0.0.1", 9)
        with pytest.raises(SocketUsageError, match=r"^receivefrom on connected socket$"):
            client.receivefrom()

    @pytest.mark.parametrize("ip", ["localhost", "*", "", "1.2.3.4.5"])
    def test_a_name_where_an_address_is_wanted(self, client: Udp, ip: str) -> None:
        with pytest.raises(SocketUsageError, match=r"^invalid ip address$"):
            client.sendto(b"x", ip, 9)

    def test_closed(self, client: Udp) -> None:
        client.close()
        for use in (
            client.receive,
            client.receivefrom,
            client.getpeername,
            lambda: client.send(b"x"),
            lambda: client.sendto(b"x", "127.0.0.1", 9),
            lambda: client.setsockname("*", 0),
            lambda: client.setpeername("127.0.0.1", 9),
            lambda: client.set_option("SO_BROADCAST", 1),
        ):
            with pytest.raises(SocketUsageError, match=r"^operation on closed socket$"):
                use()


class TestOptions:
    @pytest.mark.parametrize(
        ("name", "value"), [("SO_BROADCAST", 1), ("SO_KEEPALIVE", 1), ("SO_DONTROUTE", 1), ("SO_LINGER", (1, 5))]
    )
    def test_known_options(self, client: Udp, name: str, value: int | tuple[int, int]) -> None:
        client.set_option(name, value)

        assert client.endpoint.getsockopt(socket.SOL_SOCKET, getattr(socket, name)) == 1

    @pytest.mark.parametrize(
        ("name", "value"), [("SO_RCVBUF", 1), ("", 1), ("SO_BROADCAST", 2**80), ("SO_LINGER", (1, 2**80))]
    )
    def test_others(self, client: Udp, name: str, value: int | tuple[int, int]) -> None:
        with pytest.raises(SocketUsageError, match=r"^error setting option$"):
            client.set_option(name, value)


def test_no_more_sockets() -> None:
    network = FaultyNetwork()
    network.fail("open_datagram", OSError(errno.EMFILE, ""))

    assert failed(udpsocket(network=network)) == "descriptor table is full"
