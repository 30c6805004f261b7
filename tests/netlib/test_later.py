"""What later versions added (specification 1.1, 13.3, A.1, A.2): select, the clock, and the versions themselves."""

from collections.abc import Iterator

import pytest

from luashell.interpreter import new_state
from luashell.runtime.tables import LuaTable
from luasocket_core.net.scripted import ScriptedNetwork
from tests.netlib.program import PAIR, Program

# ---- select (A.2)


def selected(program: Program, call: str) -> tuple[object, ...]:
    """The results of a select, its lists as lists."""
    readable, writable, error = program(f"return {call}")
    assert isinstance(readable, LuaTable)
    assert isinstance(writable, LuaTable)
    assert readable.raw_get("n") is writable.raw_get("n") is None
    return readable.list_values(), writable.list_values(), error


def test_nothing_ready(pair: Program) -> None:
    assert selected(pair, "select({d, server}, nil, 0.01)") == ([], [], "timeout")
    assert selected(pair, "select({d}, {}, 0)") == ([], [], "timeout")
    assert selected(pair, "select(nil, nil, 0)") == ([], [], "timeout")
    assert selected(pair, "select({}, {}, '0')") == ([], [], "timeout")


def test_ready_sockets_are_the_tables_given(pair: Program) -> None:
    c, d, server = pair("c:send('a\\nb\\n') another = connect(ip, p) return c, d, server")
    assert selected(pair, "select({c, d}, {c}, 5)") == ([d], [c], None)
    assert selected(pair, "select({d, server}, nil)") == ([d, server], [], None)
    assert selected(pair, "select(nil, {c, d})") == ([], [c, d], None)
    assert selected(pair, "select({5, 'text', {}, server; x = d, [c] = 1}, {}, -1)") == ([server, d], [], None)


def test_reader_with_received_bytes_is_ready(pair: Program) -> None:
    (d,) = pair("c:send('a\\nb\\n') d:timeout(5) d:receive() return d")
    assert selected(pair, "select({d, c}, nil)") == ([d], [], None)
    pair("d:receive()")
    assert selected(pair, "select({d}, nil, 0)") == ([], [], "timeout")


def test_end_is_readable(pair: Program) -> None:
    (d,) = pair("c:close() return d")
    assert selected(pair, "select({d}, nil, 5)") == ([d], [], None)
    assert selected(pair, "select({c, d}, {c}, 5)") == ([d], [], None)


def test_select_sleeps() -> None:
    network = ScriptedNetwork()
    program = Program(network=network)
    assert selected(program, "select(nil, nil, 2.5)") == ([], [], "timeout")
    assert network.now == 2.5
    program.close()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("select(3)", "bad argument #1 to `select' (expected table or nil)"),
        ("select({}, 'x')", "bad argument #2 to `select' (expected table or nil)"),
        ("select({}, {}, 'x')", "bad argument #3 to `select' (number expected, got string)"),
        ("select({}, {}, {})", "bad argument #3 to `select' (number expected, got table)"),
    ],
)
def test_select_refuses(lua: Program, call: str, message: str) -> None:
    assert lua.error(call) == message


# ---- the clock (1.1)


@pytest.mark.parametrize(
    ("seconds", "slept"), [("2", 2.0), ("2.9", 2.0), ("0.9", 0.0), ("'3'", 3.0), ("-1", 0.0), ("0/0", 0.0)]
)
@pytest.mark.parametrize("sleep", ["_sleep", "sleep"])
def test_sleeping(sleep: str, seconds: str, slept: float) -> None:
    network = ScriptedNetwork()
    program = Program("1.2-debug", network)
    assert program(f"return {sleep}({seconds})") == ()
    assert program("return _time(), time()") == (slept, slept)
    program.close()


def test_sleeping_wants_a_number(lua: Program) -> None:
    assert lua.error("_sleep()") == "bad argument #1 to `_sleep' (number expected, got no value)"


# ---- versions


def test_versions_there_are() -> None:
    with pytest.raises(ValueError, match=r"^LuaSocket 1\.3 is not one of 1\.2, 1\.2-debug, 1\.4$"):
        new_state(luasocket="1.3")


@pytest.fixture
def debug() -> Iterator[Program]:
    """A program for the debug build of LuaSocket 1.2, with the limits of a scripted conversation."""
    network = ScriptedNetwork()
    network.script((0.5, b"line\nrest"), room=[(1.0, 3), (2.0, 1000)])
    program = Program("1.2-debug", network)
    program("c = connect('127.0.0.1', 7)")
    yield program
    program.close()


def test_debug_build_tells_how_long_it_took(debug: Program) -> None:
    assert debug("return c:receive()") == ("line", None, 0.5)
    assert debug("return receive(c, 2)") == ("re", None, 0.0)
    assert debug("c:timeout(0.25) return c:receive(1, '*a')") == ("s", "t", "timeout", 0.25)
    assert debug("c:timeout(nil) return c:send('abc', 'def')") == (None, 6.0, 1.25)
    assert debug("return send(c)") == (None, 0.0, 0.0)


def test_debug_build_raises_as_usual(debug: Program) -> None:
    assert debug.error("c:receive('*w')") == "bad argument #2 to `receive' (invalid receive pattern)"
    assert debug.error("c:send({})") == "bad argument #2 to `send' (string expected, got table)"
    assert debug.error("c:close() c:close()") == "operation on closed socket"


def test_debug_build_adds_nothing_elsewhere() -> None:
    program = Program("1.2-debug")
    program(PAIR)
    program("u = udpsocket() u:setsockname('127.0.0.1', 0) uip, up = u:getsockname() u:setpeername(uip, up)")
    assert program("return u:send('x')") == (None, 1.0)
    assert program("return u:receive()") == ("x",)
    assert len(program("connect(ip, p) return server:accept()")) == 1
    program.close()


def test_second_close_of_version_1_4() -> None:
    program = Program("1.4")
    program(PAIR)
    assert program("c:close() return c:close()") == ()
    assert program.error("c:send('x')") == "operation on closed socket"
    program.close()


def test_poll_stays_in_version_1_4() -> None:
    program = Program("1.4")
    program(PAIR)
    assert program("return c:poll('*s'), poll(c, '*s')") == (1.0, 1.0)
    program.close()
