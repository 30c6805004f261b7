"""What happens in the background while an entry is typed appears above it, in whole lines, and harms nothing."""

import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import LUASHELL
from tests.repl.pipes import ENTER, Editor
from tests.terminal import Terminal

TYPED = "x = 'typed slowly while others talk'"


@pytest.fixture(params=["xterm", "dumb"])
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    places = {"XDG_STATE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "NO_COLOR": "1"}
    with Terminal(LUASHELL, {"TERM": request.param, **places}) as started:
        started.wait_for("lua>")
        yield started


def start_echo(terminal: Terminal) -> int:
    """Start the echo server of the lab, and have it tell who comes; its port."""
    terminal.press(":lab log on" + ENTER)
    terminal.wait_for(r"log on\nlua>")
    terminal.press(":lab start echo" + ENTER)
    terminal.wait_for(r"files\.lab.*\nlua>")
    found = re.search(r"echo\.lab +127\.0\.0\.1:(\d+)", terminal.screen)
    assert found is not None
    return int(found[1])


def test_lines_of_a_busy_server_stay_whole_and_so_does_the_entry(terminal: Terminal) -> None:
    port = start_echo(terminal)
    own_ports: list[int] = []

    def knock() -> None:
        for _ in range(150):
            with socket.create_connection(("127.0.0.1", port)) as connection:
                own_ports.append(connection.getsockname()[1])
                connection.sendall(b"x")
                assert connection.recv(1) == b"x"

    others = threading.Thread(target=knock)
    others.start()
    for length, key in enumerate(TYPED, start=1):
        terminal.press(key)
        terminal.wait_for("lua> " + re.escape(TYPED[:length].rstrip()))
    others.join()
    terminal.press(ENTER)
    terminal.wait_for("\nlua>")
    terminal.press("strlen(x)" + ENTER)
    terminal.wait_for(rf"\n{len(TYPED) - 6}\nlua>")

    whole_lines = re.findall(rb"echo: 127\.0\.0\.1 port (\d+) connected\r+\n", terminal.raw)
    assert len(own_ports) == terminal.raw.count(b"connected")
    assert sorted(map(int, whole_lines)) == sorted(own_ports)


def test_plain_prompt_shows_them_when_the_entry_is_complete(tmp_path: Path) -> None:
    with Terminal(LUASHELL, {"TERM": "dumb", "XDG_STATE_HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("lua>")
        port = start_echo(terminal)
        terminal.press("x =")
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(b"hello")
            assert connection.recv(5) == b"hello"
        terminal.press(" 1" + ENTER)
        terminal.wait_for(r"lua> x = 1\necho: 127\.0\.0\.1 port \d+ connected\n(?:echo: .*\n)*lua>")
        assert b"\x1b" not in terminal.raw


def announce_while_typing(editor: Editor, *lines: str) -> None:
    """Have another thread announce ``lines`` as soon as the editor runs."""

    def announce() -> None:
        for line in lines:
            editor.prompt.session.announce([("", f"{line}\n")])

    editor.application.pre_run_callables.append(threading.Thread(target=announce).start)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_announcement_stands_above_what_is_typed(columns: int) -> None:
    with Editor(columns=columns) as editor:
        announce_while_typing(editor, "echo: one", "echo: two")
        editor.wait_for("x = {", r"^echo: one\necho: two\nlua> x = \{$")
        assert (editor.emulated.cursor.y, editor.emulated.cursor.x) == (2, len("lua> x = {"))


def test_announcement_stands_above_an_entry_of_several_lines() -> None:
    with Editor() as editor:
        announce_while_typing(editor, "echo: one")
        editor.wait_for("x = {" + ENTER + "1", r"echo: one\nlua> x = \{\n\.\.\. +1$")
