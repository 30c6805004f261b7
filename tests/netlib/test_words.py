"""Every error string that Lua can receive (specification 2.6), by faults in the network."""

import errno
import socket

import pytest

from luasocket_core.net.faulty import FaultyNetwork
from luasocket_core.net.scripted import ScriptedNetwork
from tests.netlib.program import PAIR, Program

CREATING = {
    "EMFILE": "descriptor table is full",
    "ENFILE": "too many open files",
    "ENOBUFS": "insuffucient buffer space",
    "EACCES": "access denied",
    "EIO": "unknown error",
}
CONNECTING = {
    "ECONNREFUSED": "connection refused",
    "ETIMEDOUT": "connection timed out",
    "ENETUNREACH": "network is unreachable",
    "EADDRNOTAVAIL": "address not availabe",
    "EADDRINUSE": "address already in use",
    "EACCES": "access denied",
    "EBADF": "invalid descriptor",
    "ENOTSOCK": "not a socket descriptor",
    "EHOSTUNREACH": "unknown error",
}
BINDING = {
    "EADDRINUSE": "address already in use",
    "EADDRNOTAVAIL": "address unavailable",
    "EINVAL": "socket already bound",
    "EACCES": "access denied",
    "EBADF": "invalid descriptor",
    "ENOTSOCK": "not a socket descriptor",
    "ENOMEM": "out of memory",
    "EIO": "unknown error",
}
RESOLVING = [
    (socket.gaierror(socket.EAI_NONAME, ""), "host not found"),
    (socket.gaierror(socket.EAI_AGAIN, ""), "name server unavailable, try again later"),
    (socket.gaierror(socket.EAI_FAIL, ""), "name server error"),
    (socket.herror(1, ""), "host not found"),
    (socket.herror(2, ""), "name server unavailable, try again later"),
    (socket.herror(3, ""), "name server error"),
    (socket.herror(4, ""), "unable to resolve host name"),
]


def failing(call: str, error: OSError, text: str, before: str = "") -> tuple[object, ...]:
    """What ``text`` gives when from now on every ``call`` of the network fails."""
    network = FaultyNetwork()
    program = Program(network=network)
    try:
        program(before)
        network.fail(call, error, times=10)
        return program(text)
    finally:
        program.close()


@pytest.mark.parametrize(("code", "words"), CREATING.items())
def test_creating_a_socket(code: str, words: str) -> None:
    error = OSError(getattr(errno, code), "")
    assert failing("open_stream", error, "return connect('127.0.0.1', 7)") == (None, words)
    assert failing("open_stream", error, "return bind('127.0.0.1', 0)") == (None, words)
    assert failing("open_datagram", error, "return udpsocket()") == (None, words)


@pytest.mark.parametrize(("code", "words"), CREATING.items())
def test_accepting(code: str, words: str) -> None:
    error = OSError(getattr(errno, code), "")
    before = "s = bind('127.0.0.1', 0) ip, p = s:getsockname() c = connect(ip, p) s:timeout(5)"
    assert failing("accept", error, "return s:accept()", before) == (None, words)
    network = FaultyNetwork()
    program = Program(network=network)
    program(before)
    network.fail("accept", error)
    program("s:accept()")
    assert program("return type(s:accept())") == ("table",)
    program.close()


@pytest.mark.parametrize(("code", "words"), CONNECTING.items())
def test_connecting(code: str, words: str) -> None:
    error = OSError(getattr(errno, code), "")
    assert failing("connect_ex", error, "return connect('127.0.0.1', 7)") == (None, words)
    assert failing("connect_ex", error, "return udpsocket():setpeername('127.0.0.1', 7)") == (words,)


@pytest.mark.parametrize(("code", "words"), BINDING.items())
def test_binding(code: str, words: str) -> None:
    error = OSError(getattr(errno, code), "")
    assert failing("bind", error, "return bind('127.0.0.1', 0)") == (None, words)
    assert failing("bind", error, "return udpsocket():setsockname('127.0.0.1', 0)") == (words,)


def test_listening() -> None:
    assert failing("listen", OSError(errno.EADDRINUSE, ""), "return bind('127.0.0.1', 0)") == (None, "listen error")


@pytest.mark.parametrize(("error", "words"), RESOLVING, ids=repr)
@pytest.mark.parametrize(
    ("call", "before_words"),
    [
        ("toip('name')", (None,)),
        ("tohostname('name')", (None,)),
        ("connect('name', 7)", (None,)),
        ("bind('name', 0)", (None,)),
        ("u:setpeername('name', 7)", ()),
        ("u:setsockname('name', 0)", ()),
    ],
)
def test_resolving(error: OSError, words: str, call: str, before_words: tuple[None, ...]) -> None:
    network = ScriptedNetwork()
    network.hosts["name"] = error
    network.script()
    program = Program(network=network)
    program("u = udpsocket()")
    assert program(f"return {call}") == (*before_words, words)
    program.close()


@pytest.mark.parametrize("code", ["ECONNRESET", "EPIPE", "ETIMEDOUT", "EIO"])
def test_any_error_of_a_connection_is_closed(code: str) -> None:
    error = OSError(getattr(errno, code), "")
    assert failing("send", error, "return c:send('x')", PAIR)[0] == "closed"
    assert failing("recv", error, "return d:receive()", PAIR + "c:send('x')") == ("", "closed")


@pytest.mark.parametrize("code", ["ECONNREFUSED", "EMSGSIZE", "EACCES", "EIO"])
def test_any_error_of_a_datagram_is_refused(code: str) -> None:
    error = OSError(getattr(errno, code), "")
    before = "u = udpsocket() u:setsockname('127.0.0.1', 0) ip, p = u:getsockname()"
    connected = before + "u:setpeername(ip, p)"
    assert failing("sendto", error, "return u:sendto('x', ip, p)", before) == ("refused",)
    assert failing("send", error, "return u:send('x')", connected) == ("refused",)
    assert failing("recv", error, "return u:receive()", connected) == (None, "refused")
    assert failing("recvfrom", error, "return u:receivefrom()", before) == (None, "refused")


@pytest.mark.parametrize("call", ["getsockname", "getpeername"])
def test_names_that_the_system_does_not_tell(call: str) -> None:
    assert failing(call, OSError(errno.ENOTCONN, ""), f"return c:{call}()", PAIR) == (None,)
