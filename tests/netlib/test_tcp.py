"""The functions of TCP (specification 5) as Lua sees them."""

import errno
import socket
import struct
from collections.abc import Iterator

import pytest

from luasocket_core.net.scripted import ScriptedNetwork
from tests.netlib.program import Program


def reset(peer: socket.socket) -> None:
    """Close an end so that the other learns of it by a reset."""
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    peer.close()


@pytest.fixture
def other(lua: Program) -> Iterator[socket.socket]:
    """The far end, in Python, of a client ``c``."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        lua(f"c = connect('127.0.0.1', {listener.getsockname()[1]}) c:timeout(5)")
        far, _ = listener.accept()
    with far:
        far.settimeout(5)
        yield far


# ---- accept (5.1)


def test_accept(pair: Program) -> None:
    pair("another = connect(ip, p)")
    assert pair("guest = server:accept(1, 2, 3) return type(guest), guest.accept") == ("table", None)
    pair("another:send('x') guest:timeout(1)")
    assert pair("return guest:receive(1)") == ("x", None)
    pair("third = connect(ip, p)")
    assert pair("return tag(accept(server, 'ignored')) == tag(server)") == (1.0,)


def test_connection_that_vanishes_is_not_accepted() -> None:
    network = ScriptedNetwork()
    network.script((1.0, OSError(errno.ECONNABORTED, "")), (2.0, network.endpoint((2.0, b"next"))))
    program = Program(network=network)
    assert program("s = bind('*', 0) return s:accept():receive(4)") == ("next", None)
    program.close()


# ---- bind (5.2)


@pytest.mark.parametrize("backlog", ["", ", 5", ", -1", ", '3'", ", 1e300", ", 0"])
def test_bind(lua: Program, backlog: str) -> None:
    assert lua(f"s = bind('127.0.0.1', 0{backlog}) return type(s), s.bind") == ("table", None)
    ip, port = lua("return s:getsockname()")
    assert ip == "127.0.0.1"
    assert isinstance(port, float)
    assert port > 0


def test_bind_gives_one_value(lua: Program) -> None:
    assert len(lua("return bind('localhost', 0)")) == 1


def test_bind_to_all_interfaces(lua: Program) -> None:
    assert lua("s = bind('*', 0) ip, p = getsockname(s) return ip, p > 0") == ("0.0.0.0", 1.0)
    assert lua("return bind('127.0.0.1', p)") == (None, "address already in use")
    assert lua("return bind('*', p)") == (None, "address already in use")


def test_port_in_time_wait_can_be_served_again(pair: Program) -> None:
    pair("d:close() c:timeout(5) c:receive() c:close() server:close()")
    assert pair("return type(bind(ip, p))") == ("table",)


def test_bind_tries_all_addresses_of_a_name() -> None:
    network = ScriptedNetwork()
    network.hosts["multi"] = ("multi", [], ["127.0.0.3", "127.0.0.4"])
    network.script()
    program = Program(network=network)
    assert program("return type(bind('multi', 0))") == ("table",)
    assert program("return bind('multi', 0)") == (None, "descriptor table is full")
    program.close()


@pytest.mark.parametrize(
    ("address", "words"), [("", "name server error"), ("a b", "host not found"), ("<broadcast>", "host not found")]
)
def test_names_that_python_would_take_for_something_else(lua: Program, address: str, words: str) -> None:
    assert lua(f"return bind('{address}', 0)") == (None, words)
    assert lua(f"return connect('{address}', 9)") == (None, words)


# ---- close (5.3)


def test_close_frees_port_and_connection(pair: Program) -> None:
    pair("server:close() c:close()")
    assert pair("return connect(ip, p)") == (None, "connection refused")
    assert pair("d:timeout(5) return d:receive()") == ("", "closed")


# ---- connect (5.4)


def test_connect(pair: Program) -> None:
    assert pair("s = connect('0.0.0.0', p) return type(s), s.connect") == ("table", None)
    assert pair("return connect('*', p)") == (None, "host not found")
    assert pair("return connect('', p)") == (None, "name server error")
    assert pair("return connect('127.0.0.1', 0)") == (None, "connection refused")


def test_connect_tries_all_addresses_of_a_name() -> None:
    network = ScriptedNetwork()
    network.hosts["multi"] = ("multi", [], ["127.0.0.3", "127.0.0.4"])
    network.script(connect_code=errno.ECONNREFUSED)
    network.script((0.0, b"second"))
    network.script(connect_code=errno.ECONNREFUSED)
    network.script(connect_code=errno.ENETUNREACH)
    program = Program(network=network)
    assert program("return connect('multi', 7):receive(6)") == ("second", None)
    assert program("return connect('multi', 7)") == (None, "network is unreachable")
    program.close()


# ---- names (5.5, 5.6)


def test_names_of_both_ends(pair: Program) -> None:
    assert pair("return getpeername(c)") == pair("return server:getsockname()")
    assert pair("return c:getsockname()") == pair("return d:getpeername()")


def test_peer_after_a_reset(lua: Program, other: socket.socket) -> None:
    assert lua("return c:getpeername()")[0] == "127.0.0.1"
    reset(other)
    assert lua("return c:receive()") == ("", "closed")
    assert lua("return c:getpeername()") == (None,)
    assert lua("return c:getsockname()")[0] == "127.0.0.1"


# ---- send (5.8)


def test_send(lua: Program, other: socket.socket) -> None:
    assert lua("return c:send()") == (None, 0.0)
    assert lua("return send(c)") == (None, 0.0)
    assert lua("return c:send('', '')") == (None, 0.0)
    assert lua("return c:send(12, 3.5)") == (None, 5.0)
    assert lua("return send(c, 'a\\0b', '\\255', 1e15)") == (None, 20.0)
    assert other.recv(100) == b"123.5a\x00b\xff1000000000000000"
    other.close()


def test_send_to_a_peer_that_has_closed(lua: Program, other: socket.socket) -> None:
    other.sendall(b"last words")
    other.shutdown(socket.SHUT_RDWR)
    other.close()
    lua("c:receive(4)")
    assert lua("return c:send('x')") == (None, 1.0)
    lua("c:poll('*r') c:receive(1)")
    while lua("return c:send('x')") != ("closed", 0.0):
        pass
    assert lua("return c:receive('*a')") == ("words", None)
    assert lua("return type(c:getsockname())") == ("string",)


def test_send_after_a_reset(lua: Program, other: socket.socket) -> None:
    reset(other)
    assert lua("return c:receive()") == ("", "closed")
    assert lua("return c:send('x')") == ("closed", 0.0)
    assert lua("return c:send('x', 'y')") == ("closed", 0.0)
    assert lua("return c:receive('*a')") == ("", None)
    assert lua("return c:poll('*r'), c:poll('*s')") == (1.0, 1.0)
