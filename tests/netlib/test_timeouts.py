"""Time limits, poll and interrupts (specification 2.8, 4) as Lua sees them; mostly in scripted time."""

import signal
import subprocess

import pytest

from luasocket_core.net.scripted import ScriptedNetwork
from tests.commands import LUASHELL
from tests.netlib.program import Program

DRIP = [((0.3 * number + 0.3), str(number).encode()) for number in range(6)]
"""The peer of 4.4: a byte every 0.3 seconds."""


def timed(network: ScriptedNetwork, text: str) -> tuple[tuple[object, ...], float]:
    """What a program on ``c`` gives, and when."""
    program = Program(network=network)
    try:
        return program(f"c = connect('127.0.0.1', 7) {text}"), round(network.now, 6)
    finally:
        program.close()


# ---- receiving (4.4)


@pytest.mark.parametrize(
    ("limits", "call", "results", "seconds"),
    [
        ("c:timeout(0.5)", "c:receive(6)", ("012345", None), 1.8),
        ("c:timeout(0.5, 'b')", "c:receive(6)", ("012345", None), 1.8),
        ("timeout(c, .5, 'block')", "c:receive(6)", ("012345", None), 1.8),
        ("c:timeout(0.7, 'r')", "c:receive(6)", ("01", "timeout"), 0.7),
        ("c:timeout('0.7', 'return')", "c:receive(6)", ("01", "timeout"), 0.7),
        ("c:timeout(0.2) c:timeout(5, 'r')", "c:receive(6)", ("", "timeout"), 0.2),
        ("c:timeout(1) c:timeout(0.7, 'r')", "c:receive(6)", ("01", "timeout"), 0.7),
        ("c:timeout(0.5, 'r')", "c:receive(1, 6)", ("0", "", "timeout"), 0.5),
        ("c:timeout(0)", "c:receive(6)", ("", "timeout"), 0.0),
        ("c:timeout(0, 'r')", "c:receive(6)", ("", "timeout"), 0.0),
        ("c:timeout(-0.0004)", "c:receive(6)", ("", "timeout"), 0.0),
        ("c:timeout(0.0009)", "c:receive(6)", ("", "timeout"), 0.0),
        ("c:timeout(-3)", "c:receive(6)", ("012345", None), 1.8),
        ("c:timeout(-0.001)", "c:receive(6)", ("012345", None), 1.8),
        ("c:timeout(1e300)", "c:receive(6)", ("012345", None), 1.8),
        ("c:timeout(0) c:timeout(nil)", "c:receive(6)", ("012345", None), 1.8),
        ("c:timeout(0, 'r') c:timeout(nil)", "c:receive(6)", ("", "timeout"), 0.0),
        ("c:timeout(0, 'r') c:timeout(nil, 'r')", "c:receive(6)", ("012345", None), 1.8),
    ],
)
def test_limits_of_receive(limits: str, call: str, results: tuple[object, ...], seconds: float) -> None:
    network = ScriptedNetwork()
    network.script(*DRIP)
    assert timed(network, f"{limits} return {call}") == (results, seconds)


def test_limit_of_a_whole_call_begins_anew_with_each_call() -> None:
    network = ScriptedNetwork()
    network.script(*DRIP)
    text = "c:timeout(0.65, 'r') a, e = c:receive(6) b, f = c:receive(6) return a, e, b, f, c:receive(6)"
    assert timed(network, text) == (("01", "timeout", "23", "timeout", "45", "timeout"), 1.95)


def test_what_is_there_is_received_with_an_exhausted_limit() -> None:
    network = ScriptedNetwork()
    network.script((0.0, b"x" * 100_000))
    (data, error), _ = timed(network, "c:timeout(0, 'r') return c:receive(100000)")
    assert (data, error) == ("x" * 100_000, None)


def test_timeout_gives_nothing(pair: Program) -> None:
    assert pair("return c:timeout(1)") == ()
    assert pair("return timeout(c, nil, 'r')") == ()


# ---- sending (4.4)


@pytest.mark.parametrize(
    ("limits", "room", "results", "seconds"),
    [
        ("c:timeout(0.5)", [(0.0, 4000)], ("timeout", 4000.0), 0.5),
        ("c:timeout(0.5, 'r')", [(0.0, 4000)], ("timeout", 4000.0), 0.5),
        ("c:timeout(1)", [(0.0, 4000), (0.3, 99999)], (None, 10006.0), 0.3),
        ("c:timeout(0.3, 'r')", [(0.125 * step, 100) for step in range(9)], ("timeout", 300.0), 0.3),
        ("c:timeout(0)", [(0.0, 2)], ("timeout", 2.0), 0.0),
        ("c:timeout(0)", [(0.0, 10004)], ("timeout", 10004.0), 0.0),
        ("", [(7.0, 20000)], (None, 10006.0), 7.0),
    ],
)
def test_limits_of_send(
    limits: str, room: list[tuple[float, int]], results: tuple[object, ...], seconds: float
) -> None:
    network = ScriptedNetwork()
    peer = network.script(room=room)
    assert timed(network, f"{limits} return c:send('abc', strrep('x', 10000), 'def')") == (results, seconds)
    assert bytes(peer.sent) == (b"abc" + b"x" * 10000 + b"def")[: len(peer.sent)]
    assert len(peer.sent) == results[1]


def test_empty_strings_never_wait() -> None:
    network = ScriptedNetwork()
    network.script(room=[(0.0, 4)])  # a real system may find room for a little more at any time
    full = "c:timeout(0) c:send('12345') a = c:poll('*s') b, n = c:send('') e, m = c:send('', '')"
    assert timed(network, f"{full} return a, b, n, e, m, c:send('x')") == (
        (None, None, 0.0, None, 0.0, "timeout", 0.0),
        0.0,
    )


# ---- accepting


@pytest.mark.parametrize(
    ("limits", "seconds"),
    [
        ("s:timeout(0.3)", 0.3),
        ("s:timeout(0.3, 'r')", 0.3),
        ("s:timeout(0.5) s:timeout(0.2, 'r')", 0.2),
        ("s:timeout(0)", 0.0),
    ],
)
def test_limits_of_accept(limits: str, seconds: float) -> None:
    network = ScriptedNetwork()
    network.script()
    network.script()
    assert timed(network, f"s = bind('*', 0) {limits} return s:accept()") == ((None, "timeout"), seconds)


def test_accepted_client_has_no_limits() -> None:
    network = ScriptedNetwork()
    network.script((0.0, network.endpoint((9.0, b"x"))))
    program = Program(network=network)
    assert program("s = bind('*', 0) s:timeout(0) return s:accept():receive(1)") == ("x", None)
    program.close()


# ---- UDP


@pytest.mark.parametrize(
    ("limits", "seconds"),
    [("u:timeout(0.3)", 0.3), ("u:timeout(0.3, 'r')", 0.3), ("u:timeout(5) u:timeout(.2, 'r')", 0.2)],
)
@pytest.mark.parametrize("call", ["u:receive()", "u:receivefrom(10)"])
def test_limits_of_udp(limits: str, seconds: float, call: str) -> None:
    network = ScriptedNetwork()
    network.script()
    network.script()
    assert timed(network, f"u = udpsocket() {limits} return {call}") == ((None, "timeout"), seconds)


# ---- poll (4.6)


def test_poll_of_a_client(pair: Program) -> None:
    assert pair("return d:poll('*r'), d:poll('*s')") == (None, 1.0)
    pair("c:send('xy') d:receive(1)")
    assert pair("return d:poll('*receive'), d:poll('*send')") == (1.0, 1.0)
    pair("d:receive(1)")
    assert pair("return poll(d, '*r')") == (None,)
    pair("c:close() d:timeout(5) d:receive(1)")
    assert pair("return d:poll('*r'), poll(d, '*r'), d:poll('*s')") == (1.0, 1.0, 1.0)


def test_poll_of_a_server(pair: Program) -> None:
    assert pair("return server:poll('*r')") == (None,)
    pair("another = connect(ip, p)")
    assert pair("return server:poll('*r')") == (1.0,)


def test_poll_of_udp(pair: Program) -> None:
    pair("u = udpsocket() u:setsockname('127.0.0.1', 0) uip, up = u:getsockname()")
    assert pair("return u:poll('*r'), u:poll('*s')") == (None, 1.0)
    pair("u:sendto('', uip, up)")
    assert pair("return u:poll('*r'), poll(u, '*s')") == (1.0, 1.0)


@pytest.mark.parametrize("operation", ["'r'", "''", "'*'", "'*x'", "3", "'*R'"])
def test_poll_refuses_other_operations(pair: Program, operation: str) -> None:
    assert pair.error(f"c:poll({operation})") == "invalid poll pattern"
    assert pair.error(f"poll(server, {operation})") == "invalid poll pattern"


def test_poll_keeps_the_limits() -> None:
    network = ScriptedNetwork()
    network.script((0.2, b"x"))
    assert timed(network, "c:timeout(0.3) c:poll('*r') return c:receive(2)") == (("x", "timeout"), 0.5)


# ---- interrupts (2.8)


@pytest.mark.parametrize(
    "call", ["c:receive('*a')", "c:receive(1, '*l')", "c:receive()", "select({c}, nil)", "_sleep(3)"]
)
def test_interrupt_loses_nothing(call: str) -> None:
    network = ScriptedNetwork()
    network.script((0.0, b"a"), (0.5, b"b"), (2.0, b"\nend"), (2.0, b""))
    program = Program(network=network)
    program("c = connect('127.0.0.1', 7) c:receive(0)")
    network.interrupts.append(1.0)
    if "select" in call:
        program("c:receive(2)")
    with pytest.raises(KeyboardInterrupt):
        program(f"return {call}")
    assert program("return c:receive('*a')") == ("\nend" if "select" in call else "ab\nend", None)
    program.close()


def test_interrupt_while_accepting() -> None:
    network = ScriptedNetwork()
    network.script((2.0, network.endpoint((2.0, b"x"))))
    program = Program(network=network)
    network.interrupts.append(1.0)
    with pytest.raises(KeyboardInterrupt):
        program("s = bind('*', 0) return s:accept()")
    assert program("return s:accept():receive(1)") == ("x", None)
    program.close()


@pytest.mark.parametrize(
    "wait",
    ["s:accept()", "c:receive()", "receive(u)", "select({s, c}, nil)", "_sleep(100)", "c:send(strrep('x', 50000000))"],
)
def test_interrupt_of_the_command(wait: str) -> None:
    text = f"""
        s = bind('127.0.0.1', 0) ip, p = s:getsockname() c = connect(ip, p) guest = s:accept() u = udpsocket()
        print('waiting') flush() {wait}"""
    with subprocess.Popen([*LUASHELL, "-e", text], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"waiting\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
