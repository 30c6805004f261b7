"""UDP (specification 6) as Lua sees it."""

import errno
from collections.abc import Iterator

import pytest

from luasocket_core.net.faulty import FaultyNetwork
from tests.netlib.program import Program


@pytest.fixture
def udp(lua: Program) -> Program:
    """A program with ``u``, new, and ``v``, bound to ``vip`` and ``vp``, both with a limit."""
    lua("u, v = udpsocket(), udpsocket() u:timeout(5) v:timeout(5)")
    lua("v:setsockname('127.0.0.1', 0) vip, vp = v:getsockname()")
    return lua


def test_udpsocket_ignores_arguments(lua: Program) -> None:
    assert lua("return type(udpsocket({SO_BROADCAST=1, nonsense=2})), type(udpsocket(3))") == ("table", "table")


# ---- state (6.2)


@pytest.mark.parametrize("form", ["u:{}({})", "{}(u, {})"])
def test_calls_that_the_state_forbids(udp: Program, form: str) -> None:
    assert udp.error(form.format("send", "'x'")) == "send on unconnected socket"
    assert udp.error(form.format("send", "{}")) == "bad argument #2 to `send' (string expected, got table)"
    assert udp("return u:getpeername()") == (None,)
    udp("u:setpeername(vip, vp)")
    assert udp.error(form.format("sendto", "'x', vip, vp")) == "sendto on connected socket"
    assert udp.error(form.format("sendto", "'x', vip")).startswith("bad argument #4")
    assert udp.error(form.format("receivefrom", "1")) == "receivefrom on connected socket"
    assert udp("return u:getpeername()") == udp("return vip, vp")


def test_connected_socket_hears_its_peer_only(udp: Program) -> None:
    udp("u:setpeername(vip, vp) uip, up = u:getsockname() w = udpsocket() w:sendto('stranger', uip, up)")
    udp("v:sendto('peer', uip, up)")
    assert udp("return u:receive()") == ("peer",)


# ---- names (6.3, 6.4)


def test_names(udp: Program) -> None:
    assert udp("return u:getsockname()") == ("0.0.0.0", 0.0)
    udp("u:sendto('x', vip, vp)")
    ip, port = udp("return getsockname(u)")
    assert ip == "0.0.0.0"
    assert udp("return u:setsockname('*', 0)") == ("socket already bound",)
    udp("u:setpeername(vip, vp)")
    assert udp("return u:getsockname()") == ("127.0.0.1", port)


def test_setting_names(udp: Program) -> None:
    assert udp("return u:setsockname('*', 0)") == (None,)
    assert udp("local ip, p = u:getsockname() return ip, p > 0") == ("0.0.0.0", 1.0)
    assert udp("return setsockname(u, '127.0.0.1', 0)") == ("socket already bound",)
    assert udp("return udpsocket():setsockname('1.2.3.4', 0)") == ("address unavailable",)
    assert udp("return udpsocket():setsockname(vip, vp)") == ("address already in use",)
    assert udp("return u:setpeername('localhost', vp)") == (None,)
    assert udp("return u:setpeername('*', vp)") == ("host not found",)
    assert udp("return u:setpeername('', vp)") == ("name server error",)
    assert udp("return u:getpeername()") == udp("return '127.0.0.1', vp")


def test_peer_can_be_replaced(udp: Program) -> None:
    udp("w = udpsocket() w:setsockname('127.0.0.1', 0) w:timeout(5) wip, wp = w:getsockname()")
    assert udp("u:setpeername(vip, vp) return u:setpeername(wip, wp), u:send('new')") == (None, None, 3.0)
    assert udp("return w:receive()") == ("new",)


def test_peer_at_port_0_is_none(udp: Program) -> None:
    assert udp("return u:setpeername('127.0.0.1', 0)") == (None,)
    assert udp("return u:getpeername()") == (None,)


@pytest.mark.parametrize(("address", "words"), [("127.0.0.1", "access denied"), ("no such name", "host not found")])
def test_failure_leaves_the_socket_as_it_was(address: str, words: str) -> None:
    network = FaultyNetwork()
    program = Program(network=network)
    program("u, v = udpsocket(), udpsocket() v:setsockname('127.0.0.1', 0) v:timeout(5) vip, vp = v:getsockname()")
    network.fail("connect_ex", PermissionError(errno.EACCES, ""))
    assert program(f"return u:setpeername('{address}', 9)") == (words,)
    assert program("return u:getsockname()") == ("0.0.0.0", 0.0)
    assert program("return u:sendto('x', vip, vp)") == (None, 1.0)
    assert program("return v:receive()") == ("x",)
    program.close()


# ---- sending and receiving (6.5 to 6.7)


def test_send(udp: Program) -> None:
    udp("u:setpeername(vip, vp)")
    assert udp("return u:send('abc', 'ignored')") == (None, 3.0)
    assert udp("return send(u, 12.5)") == (None, 4.0)
    assert udp("return u:send('')") == (None, 0.0)
    assert udp("return v:receive()") == ("abc",)
    assert udp("return receive(v)") == ("12.5",)
    assert udp("return v:receive()") == ("",)


def test_sendto_and_receivefrom(udp: Program) -> None:
    assert udp("return u:sendto('a\\0\\255', vip, vp)") == (None, 3.0)
    assert udp("return sendto(u, 'b', '127.1', '' .. vp)") == (None, 1.0)
    _, port = udp("return u:getsockname()")
    assert udp("return v:receivefrom()") == ("a\0\xff", "127.0.0.1", port)
    assert udp("return receivefrom(v, 10)") == ("b", "127.0.0.1", port)


@pytest.mark.parametrize("ip", ["localhost", "*", "", "256.1.1.1", "1.2.3.4.5"])
def test_sendto_wants_an_address(udp: Program, ip: str) -> None:
    assert udp.error(f"u:sendto('x', '{ip}', 9)") == "invalid ip address"


@pytest.mark.parametrize("port", ["0", "65536"])
def test_sendto_that_the_system_refuses(udp: Program, port: str) -> None:
    assert udp(f"return u:sendto('x', '127.0.0.1', {port})") == ("refused",)


def test_datagrams_of_any_size(udp: Program) -> None:
    assert udp("return u:sendto(strrep('z', 65507), vip, vp)") == (None, 65507.0)
    assert udp("return strlen(v:receive())") == (65507.0,)
    assert udp("return u:sendto(strrep('z', 65508), vip, vp)") == ("refused",)
    assert udp("u:setpeername(vip, vp) return u:send(strrep('z', 65508))") == ("refused",)


@pytest.mark.parametrize(
    ("size", "data"),
    [("4", "0123"), ("'4'", "0123"), ("4.9", "0123"), ("0", ""), ("-1", "0123456789"), ("1e9", "0123456789")],
)
def test_size_cuts_a_datagram(udp: Program, size: str, data: str) -> None:
    udp("u:sendto('0123456789', vip, vp) u:sendto('second', vip, vp)")
    assert udp(f"return v:receive({size})") == (data,)
    assert udp("return v:receive()") == ("second",)


# ---- refusal (6.8)


def test_refusal_is_told_once(udp: Program) -> None:
    udp("v:close() u:setpeername(vip, vp)")
    assert udp("return u:send('x')") == (None, 1.0)
    assert udp("return u:receive()") == (None, "refused")
    assert udp("return u:send('x')") == (None, 1.0)
    udp("repeat until u:poll('*r')")
    assert udp("return u:send('x')") == ("refused",)
    assert udp("return u:send('x')") == (None, 1.0)


def test_unconnected_socket_hears_of_no_refusal(udp: Program) -> None:
    udp("v:close() u:timeout(0.05)")
    assert udp("return u:sendto('x', vip, vp)") == (None, 1.0)
    assert udp("return u:sendto('x', vip, vp)") == (None, 1.0)
    assert udp("return u:receive()") == (None, "timeout")


# ---- options of version 1.4 (A.4)


@pytest.fixture
def later() -> Iterator[Program]:
    """A program for LuaSocket 1.4."""
    program = Program("1.4")
    yield program
    program.close()


@pytest.mark.parametrize(
    "options",
    [
        *("", "nil", "{}", "{SO_BROADCAST=1}", "{SO_BROADCAST='1'}", "{SO_KEEPALIVE=1, SO_DONTROUTE=0}"),
        "{SO_LINGER={l_onoff=1, l_linger=5}}",
    ],
)
def test_options(later: Program, options: str) -> None:
    assert later(f"return type(udpsocket({options}))") == ("table",)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("{SO_NONSENSE=1}", "error setting option"),
        ("{1}", "error setting option"),
        ("{SO_BROADCAST={}}", "invalid SO_BROADCAST value"),
        ("{SO_BROADCAST='x'}", "invalid SO_BROADCAST value"),
        ("{SO_KEEPALIVE=print}", "invalid SO_KEEPALIVE value"),
        ("{SO_LINGER=1}", "invalid SO_LINGER value"),
        ("{SO_LINGER={l_onoff={}, l_linger=1}}", "invalid SO_LINGER (l_onoff) value"),
        ("{SO_LINGER={l_onoff=1}}", "invalid SO_LINGER (l_linger) value"),
        ("3", "bad argument #1 to `udpsocket' (invalid options)"),
        ("'x'", "bad argument #1 to `udpsocket' (invalid options)"),
    ],
)
def test_wrong_options(later: Program, options: str, message: str) -> None:
    assert later.error(f"udpsocket({options})") == message
