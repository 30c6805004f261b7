"""The conformance vectors of the specification (appendix B), by their numbers."""

import socket
from collections.abc import Iterator
from typing import Final

import pytest

from luasocket_core.net.scripted import ScriptedNetwork
from tests.netlib.program import Program

SETTING: Final = """
server = bind("127.0.0.1", 0, 10)
ip, p = server:getsockname()
c = connect(ip, p)
d = server:accept()
d:timeout(0.2)
u, v = udpsocket(), udpsocket()
v:setsockname("127.0.0.1", 0)
v:timeout(2)
ip, vp = v:getsockname()
is_socket = function (value) return tag(value) == tag(c) end
"""

CLOSED: Final = 'c:send("abc") d:receive(10) c:send("def") c:close()'

RESULTS: Final[list[tuple[int, str, tuple[object, ...]]]] = [
    (1, 'return connect("127.0.0.1", q)', (None, "connection refused")),
    (2, 'return is_socket(connect("127.0.0.1", "" .. p))', (1.0,)),
    (3, 'return is_socket(connect("127.1", p))', (1.0,)),
    (4, 'return bind("127.0.0.1", p)', (None, "address already in use")),
    (5, 'return bind("1.2.3.4", 0)', (None, "address unavailable")),
    (8, "return c:send()", (None, 0.0)),
    (9, 'return c:send("a", "bc", 12)', (None, 5.0)),
    (10, r'c:send("x\r\ny\n") return d:receive("*l", "*lu")', ("x", "y", None)),
    (11, r'c:send("x\r\n") return d:receive("*lu")', ("x\r", None)),
    (12, 'c:send("abc") return d:receive(10)', ("abc", "timeout")),
    (13, f"{CLOSED} return d:receive(10)", ("def", "closed")),
    (14, f'{CLOSED} d:receive(10) return d:receive("*a")', ("", None)),
    (15, f'{CLOSED} d:receive("*a") return d:receive(0)', ("", None)),
    (16, f'{CLOSED} d:receive("*a") return d:poll("*r")', (1.0,)),
    (20, "return getsockname(udpsocket())", ("0.0.0.0", 0.0)),
    (21, "return getpeername(udpsocket())", (None,)),
    (24, 'local e, n = u:sendto("", "127.0.0.1", vp) return e, n, v:receive()', (None, 0.0, "")),
    (
        25,
        'u:setpeername("127.0.0.1", vp) u:send("0123456789") u:send("b") local a = v:receive(4) return a, v:receive()',
        ("0123", "b"),
    ),
    (
        26,
        'local set = setpeername(u, "127.0.0.1", q) local e, n = u:send("x") u:timeout(2) return set, e, n, receive(u)',
        (None, None, 1.0, None, "refused"),
    ),
    (27, 'return u:sendto(strrep("z", 65508), "127.0.0.1", vp)', ("refused",)),
    (28, 'return setsockname(v, "127.0.0.1", 0)', ("socket already bound",)),
    (29, 'local ip, t = toip("localhost") return ip, type(t.name), type(t.alias), t.ip[1]',
     ("127.0.0.1", "string", "table", "127.0.0.1")),
    (30, 'return toip("*")', (None, "host not found")),
    (32, r'c.send(d, "x\n") return d:receive()', ("x", None)),
    (34, "return type(c), tag(c) == tag(u), tag(c) == tag({})", ("table", 1.0, None)),
]  # fmt: skip

ERRORS: Final = [
    (6, "accept({})", "invalid socket object"),
    (7, "accept(c)", "server socket expected"),
    (17, 'c:poll("r")', "invalid poll pattern"),
    (18, 'c:timeout(1, "x")', "bad argument #3 to `timeout' (invalid timeout mode)"),
    (19, "c:close() close(c) c:close()", "operation on closed socket"),
    (22, 'u:send("x")', "send on unconnected socket"),
    (23, 'u:sendto("x", "localhost", 9)', "invalid ip address"),
    (33, 'send({}, "x")', "invalid socket object"),
    (35, 'c:receive("*w")', "bad argument #2 to `receive' (invalid receive pattern)"),
]


def test_no_vector_is_forgotten() -> None:
    assert sorted(number for number, _, _ in (*RESULTS, *ERRORS)) == [*range(1, 31), *range(32, 36)]


@pytest.fixture
def setting(lua: Program) -> Iterator[Program]:
    """The program, with the sockets and ports of the appendix."""
    with socket.socket() as unserved:
        unserved.bind(("127.0.0.1", 0))
        lua.state.globals_set("q", float(unserved.getsockname()[1]))
        lua(SETTING)
        yield lua


@pytest.mark.parametrize(("number", "text", "results"), RESULTS, ids=lambda value: str(value)[:30])
def test_results(setting: Program, number: int, text: str, results: tuple[object, ...]) -> None:
    assert setting(text) == results


@pytest.mark.parametrize(("number", "text", "message"), ERRORS, ids=lambda value: str(value)[:30])
def test_errors(setting: Program, number: int, text: str, message: str) -> None:
    assert setting.error(text) == message


def test_carriage_return_and_newline_in_two_segments() -> None:
    """Vector 31."""
    network = ScriptedNetwork()
    network.script((0.0, b"x\r"), (0.1, b"\n"))
    program = Program(network=network)
    assert program('return connect("127.0.0.1", 7):receive()') == ("x", None)
    program.close()
