"""Socket objects (specification 2.1 to 2.5, 2.7): what they are, how they are called, what they refuse, their end."""

import gc
import re
import socket
import subprocess
from typing import Final

import pytest

from luashell.binding.library import Library
from luashell.netlib import dns, later, sockets, tcp, udp
from luashell.netlib.clients import ClientHandle, TimedClientHandle
from luashell.netlib.datagrams import DatagramHandle
from luashell.netlib.handles import SocketHandle
from luashell.netlib.servers import ServerHandle
from luashell.runtime.tables import LuaTable
from luashell.runtime.values import is_function
from tests.commands import LUASHELL
from tests.netlib.program import Program

CLOSED: Final = "operation on closed socket"
INVALID: Final = "invalid socket object"
UDP_EXPECTED: Final = "udp socket expected"

OF_SOCKETS: Final = [
    *("accept", "close", "getpeername", "getsockname", "poll", "receive", "receivefrom", "send", "sendto"),
    *("setpeername", "setsockname", "timeout"),
]
"""The functions whose first argument is a socket."""

FUNCTIONS: Final = [*OF_SOCKETS, "bind", "connect", "tohostname", "toip", "udpsocket"]


def test_globals_of_the_core(lua: Program) -> None:
    assert all(is_function(lua.state.globals_get(name)) for name in FUNCTIONS)
    assert lua("return listen, udpcreate, sleep, time") == (None, None, None, None)


# ---- anatomy (2.1)


@pytest.mark.parametrize(
    ("kind", "methods"),
    [
        ("c", "close getpeername getsockname poll receive send timeout"),
        ("server", "accept close getsockname poll timeout"),
        (
            "udpsocket()",
            "close getpeername getsockname poll receive receivefrom send sendto setpeername setsockname timeout",
        ),
    ],
)
def test_methods_and_hidden_field(pair: Program, kind: str, methods: str) -> None:
    table = pair.value(kind)
    assert isinstance(table, LuaTable)
    fields = dict(table.raw_items())
    handle = fields.pop("(p_sock)sock")
    assert isinstance(handle, SocketHandle)
    assert sorted(map(str, fields)) == methods.split()
    assert all(map(is_function, fields.values()))


def test_tags(pair: Program) -> None:
    pair("u = udpsocket() hidden = '(p_sock)sock'")
    assert pair("return type(c), tag(c) == tag(server), tag(c) == tag(u)") == ("table", 1.0, 1.0)
    tags = pair("return tag(c[hidden]), tag(server[hidden]), tag(u[hidden]), tag(c), tag({})")
    assert len(set(tags)) == 5
    assert pair("return type(c[hidden]), c[hidden] == d[hidden]") == ("userdata", None)


def test_tags_are_made_with_the_first_socket(lua: Program) -> None:
    assert lua("local first = newtag() udpsocket() return first, newtag()") == (8.0, 13.0)


def test_sockets_are_ordinary_tables(pair: Program) -> None:
    assert pair("c.name = 'x' c.poll = nil t = {[c] = 1} return c.name, c.poll, t[c], t[d], c == d") == (
        "x",
        None,
        1.0,
        None,
        None,
    )
    assert pair.error("c:poll('*r')") == "attempt to call field `poll' (a nil value)"
    assert pair("return poll(c, '*s')") == (1.0,)


def test_hidden_field_matters_to_globals_only(pair: Program) -> None:
    pair("c['(p_sock)sock'] = nil")
    assert pair.error("send(c, 'x')") == INVALID
    assert pair.error("close(c)") == INVALID
    assert pair("return c:send('x')") == (None, 1.0)


@pytest.mark.parametrize("forged", ["1", "'x'", "{}", "print", "_STDIN", "write('')"])
def test_forged_hidden_field(pair: Program, forged: str) -> None:
    pair(f"c['(p_sock)sock'] = {forged}")
    assert pair.error("send(c, 'x')") == INVALID


def test_tag_of_its_own_makes_a_table_no_socket(pair: Program) -> None:
    pair("settag(c, newtag())")
    assert pair.error("send(c, 'x')") == INVALID
    assert pair("return c:send('x')") == (None, 1.0)


def test_tag_and_handle_make_a_table_a_socket(pair: Program) -> None:
    pair("t = settag({['(p_sock)sock'] = c['(p_sock)sock']}, tag(c))")
    assert pair("return send(t, 'x\\n')") == (None, 2.0)
    assert pair("return d:receive()") == ("x", None)


def test_sockets_take_tag_methods(pair: Program) -> None:
    pair("settagmethod(tag(c), 'index', function (s, field) return 'no ' .. field end)")
    assert pair("return c.name, udpsocket().name") == ("no name", "no name")


# ---- absent methods (2.2)


@pytest.mark.parametrize("call", ["c:accept()", "server:send('x')", "server:getpeername()", "server:receive()"])
def test_absent_methods(pair: Program, call: str) -> None:
    name = re.findall(r":(\w+)", call)[0]
    assert pair.error(call) == f"attempt to call field `{name}' (a nil value)"


# ---- methods and globals (2.3)


@pytest.mark.parametrize("first", ["server", "nil", "'b'", "{}", "3"])
def test_methods_ignore_their_first_argument(pair: Program, first: str) -> None:
    assert pair(f"local e, n = c.send({first}, 'hi\\n') return e, n, d:receive()") == (None, 3.0, "hi", None)


def test_methods_without_any_argument(pair: Program) -> None:
    assert pair("return c.send()") == (None, 0.0)
    assert pair("return c.getsockname()")[0] == "127.0.0.1"
    assert pair("return d.receive()") == ("", "timeout")
    assert pair("return c.close()") == ()


def test_methods_can_be_copied(pair: Program) -> None:
    pair("t = {} for k, v in c do t[k] = v end")
    assert pair("return t:send('x')") == (None, 1.0)
    assert pair.error("send(t, 'x')") == INVALID


@pytest.mark.parametrize("call", OF_SOCKETS)
@pytest.mark.parametrize("first", ["", "nil", "1", "'x'", "{}", "c['(p_sock)sock']"])
def test_no_socket(pair: Program, call: str, first: str) -> None:
    assert pair.error(f"{call}({first})") == INVALID


@pytest.mark.parametrize("before", ["", "close(c) close(server) close(u)"], ids=["open", "closed"])
@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("accept(c)", "server socket expected"),
        ("accept(u)", "server socket expected"),
        *((f"{name}({kind})", UDP_EXPECTED)
          for name in ("sendto", "receivefrom", "setpeername", "setsockname") for kind in ("c", "server")),
        ("send(server)", "send on server socket"),
        ("receive(server)", "receive on server socket"),
        ("getpeername(server)", "getpeername on server socket"),
    ],
)  # fmt: skip
def test_wrong_kinds(pair: Program, before: str, call: str, message: str) -> None:
    pair(f"u = udpsocket() {before}")
    assert pair.error(call) == message


# ---- arguments (2.4)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("connect()", "bad argument #1 to `connect' (string expected, got no value)"),
        ('connect("127.0.0.1")', "bad argument #2 to `connect' (number expected, got no value)"),
        ('connect("127.0.0.1", "x")', "bad argument #2 to `connect' (number expected, got string)"),
        ('x = connect  x("a")', "bad argument #2 to `x' (number expected, got no value)"),
        ("c:send({})", "bad argument #2 to `send' (string expected, got table)"),
        ("send(c, {})", "bad argument #2 to `send' (string expected, got table)"),
        ('c:send("a", "b", {})', "bad argument #4 to `send' (string expected, got table)"),
        ('c:send("a", nil)', "bad argument #3 to `send' (string expected, got nil)"),
        ("c:poll()", "bad argument #2 to `poll' (string expected, got no value)"),
        ("c:poll(nil)", "bad argument #2 to `poll' (string expected, got nil)"),
        ('bind("127.0.0.1", 0, nil)', "bad argument #3 to `bind' (number expected, got nil)"),
        ("bind(nil, 0)", "bad argument #1 to `bind' (string expected, got nil)"),
        ("c:receive(nil)", "bad argument #2 to `receive' (string expected, got nil)"),
        ('c:receive("*l", {})', "bad argument #3 to `receive' (string expected, got table)"),
        ('c:receive("*l", "*bad")', "bad argument #3 to `receive' (invalid receive pattern)"),
        ("c:timeout()", "bad argument #2 to `timeout' (number expected, got no value)"),
        ("c:timeout({})", "bad argument #2 to `timeout' (number expected, got table)"),
        ('c:timeout("x")', "bad argument #2 to `timeout' (number expected, got string)"),
        ("c:timeout(1, nil)", "bad argument #3 to `timeout' (string expected, got nil)"),
        ("c:timeout(1, 5)", "bad argument #3 to `timeout' (invalid timeout mode)"),
        ('timeout(c, 1, "")', "bad argument #3 to `timeout' (invalid timeout mode)"),
        ('timeout(c, 1, "R")', "bad argument #3 to `timeout' (invalid timeout mode)"),
        ('u:sendto("x", "127.0.0.1")', "bad argument #4 to `sendto' (number expected, got no value)"),
        ('u:sendto("x")', "bad argument #3 to `sendto' (string expected, got no value)"),
        ("u:sendto()", "bad argument #2 to `sendto' (string expected, got no value)"),
        ("u:send()", "bad argument #2 to `send' (string expected, got no value)"),
        ('u:receive("x")', "bad argument #2 to `receive' (number expected, got string)"),
        ("u:receive(nil)", "bad argument #2 to `receive' (number expected, got nil)"),
        ("u:receivefrom(nil)", "bad argument #2 to `receivefrom' (number expected, got nil)"),
        ("u:setpeername()", "bad argument #2 to `setpeername' (string expected, got no value)"),
        ('u:setpeername("x")', "bad argument #3 to `setpeername' (number expected, got no value)"),
        ('setsockname(u, "*", {})', "bad argument #3 to `setsockname' (number expected, got table)"),
        ("toip()", "bad argument #1 to `toip' (string expected, got no value)"),
        ("tohostname({})", "bad argument #1 to `tohostname' (string expected, got table)"),
        ("local f = c.send  f(c, {})", "bad argument #2 to `f' (string expected, got table)"),
        ('call(c.send, {c, {}}, "x", function (m) error_was = m end) error(error_was)',
         "bad argument #2 to `?' (string expected, got table)"),
    ],
)  # fmt: skip
def test_argument_errors(pair: Program, call: str, message: str) -> None:
    pair("u = udpsocket()")
    assert pair.error(call) == message


def test_wrong_argument_sends_and_receives_nothing(pair: Program) -> None:
    pair.error("c:send('a', nil)")
    pair("c:send('line\\n')")
    pair.error("d:receive('*l', '*bad')")
    assert pair("return d:receive()") == ("line", None)


@pytest.mark.parametrize("port", ["p", "p + 65536", "p - 65536", "p + 0.9", "'' .. p", "' ' .. p .. ' '"])
def test_ports(pair: Program, port: str) -> None:
    pair(f"s = connect('127.0.0.1', {port})")
    assert pair("return getpeername(s)") == pair("return '127.0.0.1', p")


@pytest.mark.parametrize("port", ["1/0", "-1/0", "0/0"])
def test_ports_that_are_no_numbers_count_as_0(lua: Program, port: str) -> None:
    lua("nan = nil one = 1")
    assert lua(f"return connect('127.0.0.1', {port})") == (None, "connection refused")


@pytest.mark.parametrize("address", ["'127.1'", "'0x7f.1'", "2130706433", "'127.0.0.1 '", "'localhost'"])
def test_addresses(pair: Program, address: str) -> None:
    assert pair(f"return getpeername(connect({address}, p))")[0] == "127.0.0.1"


# ---- closed sockets (2.5)


@pytest.mark.parametrize(
    "call",
    [
        *("c:send()", "c:receive()", "c:getpeername()", "c:getsockname()", "c:poll()", "c:timeout()", "c:close()"),
        *("send(c)", "receive(c, {})", "getpeername(c)", "getsockname(c)", "poll(c)", "timeout(c)", "c:send('x')"),
        *("server:accept()", "accept(server)", "server:close()", "server:timeout(1)", "server:getsockname()"),
        *("u:send()", "u:sendto()", "u:receive({})", "receivefrom(u)", "u:setpeername()", "setsockname(u)", "u:poll()"),
        *("u:close()", "u:getpeername()", "u:getsockname()", "u:setsockname()", "setpeername(u)", "sendto(u)"),
    ],
)
def test_closed_sockets_raise_before_arguments_are_checked(pair: Program, call: str) -> None:
    pair("u = udpsocket() c:send('waiting\\n') c:close() server:close() u:close()")
    assert pair.error(call) == CLOSED


def test_lines_that_were_ready_are_lost_with_close(pair: Program) -> None:
    pair("c:send('a\\nb\\nc\\n') first = d:receive() d:close()")
    assert pair.error("d:receive()") == CLOSED


def test_closing(pair: Program) -> None:
    assert pair("return c:close()") == ()
    assert pair("return close(c)") == ()
    assert pair("close(d) return close(d)") == ()


# ---- collection and exit (2.7)


def watched(pair: Program) -> socket.socket:
    """The other end of a new client ``x`` of the program."""
    listener = socket.create_server(("127.0.0.1", 0))
    with listener:
        pair(f"x = connect('127.0.0.1', {listener.getsockname()[1]})")
        other, _ = listener.accept()
    other.settimeout(5)
    return other


def test_unreachable_socket_is_closed(pair: Program) -> None:
    with watched(pair) as other:
        pair("x:poll('*r') x = nil")
        gc.collect()
        assert other.recv(1) == b""


def test_socket_stays_open_while_a_method_is_reachable(pair: Program) -> None:
    with watched(pair) as other:
        pair("say = x.send x = nil")
        gc.collect()
        assert pair("return say(nil, 'still here')") == (None, 10.0)
        assert other.recv(100) == b"still here"
        pair("say = nil")
        gc.collect()
        assert other.recv(1) == b""


def test_socket_in_a_circle_is_closed_by_the_collector(pair: Program) -> None:
    with watched(pair) as other:
        pair("x.self = x x = nil")
        pair("collectgarbage()")
        assert other.recv(1) == b""


def test_end_of_the_program_closes_everything(pair: Program) -> None:
    with watched(pair) as other:
        pair.close()
        assert other.recv(1) == b""
        assert pair.error("c:send('x')") == CLOSED


def test_end_of_the_command_closes_everything() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(30)
        text = f"x = connect('127.0.0.1', {listener.getsockname()[1]}) x:send('bye') x.self = x exit(3)"
        ended = subprocess.run([*LUASHELL, "-e", text], timeout=30, check=False)
        other, _ = listener.accept()
        with other:
            assert other.recv(100) == b"bye"
            assert other.recv(100) == b""
    assert ended.returncode == 3


# ---- what is said about every function


@pytest.mark.parametrize(
    "library",
    [
        *(sockets.library, tcp.library, udp.library, dns.library, later.library, later.debug_library),
        *(kind.methods for kind in (SocketHandle, ClientHandle, TimedClientHandle, ServerHandle, DatagramHandle)),
    ],
    ids=lambda library: library.title,
)
def test_every_function_and_method_is_described(library: Library) -> None:
    entries = [*library]
    assert entries
    for entry in entries:
        assert re.fullmatch(r"\w+\(.*\)", entry.signature)
        assert entry.meaning.endswith((".", "?"))
        assert "\n" not in entry.meaning
        assert entry.results


@pytest.mark.parametrize("expression", ["c.send", "c.close", "accept"])
def test_functions_show_as_functions_of_the_host(pair: Program, expression: str) -> None:
    assert pair(f"return type({expression}), getinfo({expression}).what") == ("function", "C")
