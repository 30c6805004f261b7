"""What sockets do, as lines of the screen."""

import pytest

from luashell.repl.colours import Colours
from luashell.repl.settings import Settings
from luashell.repl.styled import ERROR, MUTED, RECEIVED, SENT
from luashell.repl.wireview import line_of
from luasocket_core.tracing import Closed, Connected, Event, Received, Refused, Sent, Waited

PEER = ("127.0.0.1", 7)


@pytest.mark.parametrize(
    ("event", "kind", "text"),
    [
        (Sent(3, 1.5, b"hi\n"), SENT, '> 0.500 #3 sent 3 bytes "hi\\n"\n'),
        (Received(3, 1.5, b"\x1b"), RECEIVED, '< 0.500 #3 received 1 byte "\\027"\n'),
        (Received(3, 1.5, b""), RECEIVED, "< 0.500 #3 received the end\n"),
        (Waited(3, 1.5, "read", 0.25, ready=True), MUTED, "  0.500 #3 waited to read: ready (0.250 s)\n"),
        (Closed(3, 1.5), MUTED, "  0.500 #3 closed\n"),
        (Connected(3, 1.5, PEER, None, 0.1), MUTED, "  0.500 #3 connected to 127.0.0.1:7 (0.100 s)\n"),
        (
            Connected(0, 1.5, PEER, "connection refused", 0.1),
            ERROR,
            "! 0.500 cannot connect to 127.0.0.1:7: connection refused (0.100 s)\n",
        ),
        (Refused(3, 1.5, "send", "Broken pipe"), ERROR, "! 0.500 #3 cannot send: Broken pipe\n"),
    ],
)
def test_lines(event: Event, kind: str, text: str) -> None:
    assert line_of(event, 1.0) == [(kind, text)]


def test_directions_differ_in_colour() -> None:
    settings = Settings()
    settings.choose("color", "always", "test")
    settings.choose("style", "dark", "test")
    colours = Colours(settings, {}, is_terminal=True, is_dumb=False)
    looks = {
        colours.paint(line_of(event, 0.0)).partition("m")[0] for event in (Sent(1, 0.0, b""), Received(1, 0.0, b"x"))
    }
    assert len(looks) == 2
    assert all(look.startswith("\x1b[") for look in looks)
