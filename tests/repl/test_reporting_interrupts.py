"""Ctrl-C at the prompt: it says where it struck, nothing is lost, and what was waited for can be used again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.commands import LUASHELL
from tests.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENTER = "\r"
SOCKETS = (
    'server = bind("127.0.0.1", 0) ip, port = server:getsockname() '
    "near = connect(ip, port) far = server:accept() u = udpsocket() print('made')"
)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """The plain prompt, with sockets."""
    with Terminal(LUASHELL, {"TERM": "dumb", "XDG_STATE_HOME": str(tmp_path)}) as started:
        started.wait_for("lua>")
        started.press(SOCKETS + ENTER)
        started.wait_for("made\nlua>")
        yield started


ATTEMPTS = 10


def interrupt(terminal: Terminal, call: str, sentence: str) -> None:
    """Interrupt ``call``; fails unless ``sentence`` is shown, all on one line.

    On a busy machine Ctrl-C can strike before the call begins: then it is called again.
    """
    for _ in range(ATTEMPTS):
        terminal.press(f"write('here ') flush() {call}" + ENTER)
        terminal.wait_for(r"\nhere ?")
        shown = " ".join(terminal.interrupt(r"\^C\n(interrupted(?:(?!\nlua>)[^$])*)\nlua>")[1].split())
        if re.match(sentence, shown):
            return
    raise AssertionError(f"{shown!r} instead of {sentence!r}")


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (
            'near:receive("*l")',
            r'interrupted in near:receive\("\*l"\) on tcp client 127\.0\.0\.1:\d+ -> 127\.0\.0\.1:\d+ after \d+\.\d s',
        ),
        (
            "receive(near)",
            r"interrupted in receive\(near\) on tcp client 127\.0\.0\.1:\d+ -> 127\.0\.0\.1:\d+ after \d+\.\d s",
        ),
        ("server:accept()", r"interrupted in server:accept\(\) on tcp server 127\.0\.0\.1:\d+ after \d+\.\d s"),
        ("u:receivefrom()", r"interrupted in u:receivefrom\(\) on udp socket .*after \d+\.\d s"),
        ("select({near}, nil)", r"interrupted in select\(\{near\}, nil\) after \d+\.\d s"),
        ("_sleep(100)", r"interrupted in _sleep\(100\) after \d+\.\d s"),
        ("read()", r"interrupted in read\(\)"),
        ("while 1 do end", r"interrupted!.*while 1 do end.*\^"),
        ("call(_sleep, {100}, 'x')", r"interrupted in call\(_sleep, \{100\}, 'x'\) after \d+\.\d s"),
    ],
)
def test_interrupt_says_where_it_struck(terminal: Terminal, call: str, sentence: str) -> None:
    interrupt(terminal, call, sentence)
    terminal.press('"still here"' + ENTER)
    terminal.wait_for('\n"still here"\nlua>')


def test_what_had_arrived_is_shown_and_not_lost(terminal: Terminal) -> None:
    terminal.press('far:send("GET / HT");' + ENTER)
    terminal.wait_for("HT.*\nlua>")
    interrupt(terminal, 'near:receive("*l")', '[^;]*; 8 bytes are buffered: "GET / HT"')
    terminal.press('far:send("TP\\n");' + ENTER)
    terminal.wait_for("TP.*\nlua>")
    terminal.press("near:receive()" + ENTER)
    terminal.wait_for('\n1: "GET / HTTP"\n2: nil\nlua>')


def test_interrupted_function_shows_its_line(terminal: Terminal) -> None:
    terminal.press("function wait()" + ENTER)
    terminal.wait_for(r"\n\.\.\.")
    terminal.press("  _sleep(100)" + ENTER)
    terminal.wait_for(r"100\)\n\.\.\.")
    terminal.press("end" + ENTER)
    terminal.wait_for("end\nlua>")
    interrupt(terminal, "wait()", r"interrupted in _sleep\(100\) after \d+\.\d s in .*2 \| _sleep\(100\)")


def test_a_whole_value_can_be_interrupted(terminal: Terminal) -> None:
    terminal.press("t = {} for i = 1, 1000000 do t[i] = i end" + ENTER)
    terminal.wait_for(r"end\nlua>")
    terminal.press(":full t" + ENTER)
    terminal.wait_for_bytes(b"  1000,\r\n")
    terminal.interrupt(r"interrupted!\nlua>")
    assert b"  1000000\r\n" not in terminal.raw
