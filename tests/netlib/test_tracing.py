"""Events as lines of text, and the command that shows them."""

import re
import subprocess

import pytest

from luashell.netlib.tracing import described
from luasocket_core import tracing
from luasocket_core.tracing import Event
from tests.commands import LUASHELL

PEER = ("127.0.0.1", 7)

LINES: dict[str, Event] = {
    "1.500 #3 accepted by #2 from 127.0.0.1:7": tracing.Accepted(3, 11.5, 2, PEER),
    "1.500 #3 bound 127.0.0.1:7": tracing.Bound(3, 11.5, PEER, None),
    "1.500 cannot bind 127.0.0.1:7: access denied": tracing.Bound(0, 11.5, PEER, "access denied"),
    "1.500 #3 closed": tracing.Closed(3, 11.5),
    "1.500 #3 connected to 127.0.0.1:7 (0.250 s)": tracing.Connected(3, 11.5, PEER, None, 0.25),
    "1.500 cannot connect to 127.0.0.1:7: refused (0.250 s)": tracing.Connected(0, 11.5, PEER, "refused", 0.25),
    "1.500 #3 opened a UDP socket": tracing.Opened(3, 11.5, None),
    "1.500 cannot open a UDP socket: too many": tracing.Opened(0, 11.5, "too many"),
    '1.500 #3 received 3 bytes "a\\r\\n"': tracing.Received(3, 11.5, b"a\r\n"),
    "1.500 #3 received the end": tracing.Received(3, 11.5, b""),
    '1.500 #3 received 0 bytes "" from 127.0.0.1:7': tracing.Received(3, 11.5, b"", PEER),
    "1.500 #3 cannot accept: Too many open files": tracing.Refused(3, 11.5, "accept", "Too many open files"),
    "1.500 resolved there: 10.0.0.1 10.0.0.2 (0.250 s)": tracing.Resolved(
        11.5, "there", ("10.0.0.1", "10.0.0.2"), None, 0.25
    ),
    "1.500 resolved there: host not found (0.250 s)": tracing.Resolved(11.5, "there", (), "host not found", 0.25),
    "1.500 selected: readable #1 #2, writable #3 (0.250 s)": tracing.Selected(11.5, (1, 2), (3,), 0.25),
    "1.500 selected: none (0.250 s)": tracing.Selected(11.5, (), (), 0.25),
    '1.500 #3 sent 5 bytes "\\"\\\\\\t\\000\\255" to 127.0.0.1:7': tracing.Sent(3, 11.5, b'"\\\t\0\xff', PEER),
    f'1.500 #3 sent 61 bytes "{"x" * 60}"...': tracing.Sent(3, 11.5, b"x" * 61),
    '1.500 #3 sent 1 byte "x"': tracing.Sent(3, 11.5, b"x"),
    "1.500 slept (0.250 s)": tracing.Slept(11.5, 0.25),
    "1.500 #3 waited to read: ready (0.250 s)": tracing.Waited(3, 11.5, "read", 0.25, ready=True),
    "1.500 #3 waited to write: timeout (0.250 s)": tracing.Waited(3, 11.5, "write", 0.25, ready=False),
}


@pytest.mark.parametrize("line", LINES)
def test_an_event_is_a_line(line: str) -> None:
    assert described(LINES[line], 10.0) == line


def test_every_event_has_its_line() -> None:
    assert {type(event) for event in LINES.values()} == set(Event.__subclasses__())


def test_the_command_shows_them_on_standard_error() -> None:
    program = """
        server = bind("127.0.0.1", 0)
        near = connect(server:getsockname())
        far = server:accept()
        print(near:send("hello\\n"))
        print(far:receive())
        far:close() near:close() server:close()
    """
    ended = subprocess.run(
        [*LUASHELL, "--trace", "-e", program], capture_output=True, text=True, timeout=60, check=True
    )
    shown = re.sub(r"\d+\.\d{3}|:\d+", "", ended.stderr)

    assert ended.stdout == "nil\t6\nhello\tnil\n"
    assert [line.strip() for line in shown.splitlines() if "waited" not in line] == [
        "#1 bound 127.0.0.1",
        "#2 connected to 127.0.0.1 ( s)",
        "#3 accepted by #1 from 127.0.0.1",
        '#2 sent 6 bytes "hello\\n"',
        '#3 received 6 bytes "hello\\n"',
        "#3 closed",
        "#2 closed",
        "#1 closed",
    ]
