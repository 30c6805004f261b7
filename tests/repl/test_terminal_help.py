"""Help and the tour on a real terminal: they fit its width, are coloured where there are colours, and outlive it."""

import subprocess
from pathlib import Path

import pytest

from tests.commands import LUASHELL
from tests.repl.homes import home
from tests.repl.prompts import Prompt
from tests.terminal import Terminal

ENTER = "\r"
CTRL_D = "\x04"


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_help_keeps_to_the_screen(columns: int, tmp_path: Path) -> None:
    with Terminal(LUASHELL, home(tmp_path), columns=columns, lines=80) as terminal:
        terminal.wait_for("lua>")
        terminal.press("?strsub" + ENTER)
        terminal.wait_for(r'"ell", "llo"\s+lua>')
        line, _ = terminal.emulated.find("strsub(s, i [, j])")
        assert terminal.emulated.find("function, Strings") == (line, columns - len("function, Strings"))
        assert terminal.emulated.look_of("strsub(s, i").bold
        terminal.press(":keys" + ENTER)
        terminal.wait_for(r"shown in\s+grey\s+lua>")
        prompt = Prompt()
        prompt.session.width = columns
        assert {*prompt.answer(":keys").splitlines()} <= {*terminal.screen.splitlines()}, "no line is folded"
        prompt.session.close()


def test_dumb_terminal_shows_the_same_without_escapes(tmp_path: Path) -> None:
    with Terminal(LUASHELL, {**home(tmp_path), "TERM": "dumb"}) as terminal:
        terminal.wait_for("lua>")
        terminal.press("?strlen" + ENTER)
        terminal.wait_for(r'Length of a string in bytes.\ngives: number\n  strlen\("lua"\)  --> 3\nlua>')
        terminal.press(CTRL_D)
        terminal.wait_for_end()
        assert b"\x1b" not in terminal.raw


def test_help_into_a_pipe_is_plain_text(tmp_path: Path) -> None:
    ended = subprocess.run(
        [*LUASHELL, "-i"],
        input='?strlen\n?"connection refused"\n:help\n',
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**home(tmp_path), "TERM": "xterm"},
    )
    assert "\x1b" not in ended.stdout
    assert "strlen(s) " in ended.stdout
    assert "connection refused" in ended.stdout
    assert "How to ask" in ended.stdout
    assert not ended.stderr


PROMPT = r"\n(?:echo: .*\n)*lua>"
"""The server tells of its visitor when its thread gets round to it."""


def test_tour_goes_on_in_the_next_process(tmp_path: Path) -> None:
    with Terminal(LUASHELL, home(tmp_path)) as terminal:
        terminal.wait_for("lua>")
        terminal.press(":tour 5" + ENTER)
        terminal.wait_for(r"Step 5 of 8[\s\S]*Type:\n  s = connect\(.*\)\nlua>")
        terminal.press('s = connect("echo.lab", 7)' + ENTER)
        terminal.wait_for(r"Type:\n  s:send\(.*\)" + PROMPT)
        terminal.press('s:send("hello\\n")' + ENTER)
        terminal.wait_for(r"Type:\n  s:receive\(\)" + PROMPT)
        terminal.press("s:receive()" + ENTER)
        terminal.wait_for(r'"hello"\n2: nil\nOne line[\s\S]*Type:\n  s:close\(\)' + PROMPT)
        terminal.press(CTRL_D)
        assert terminal.wait_for_end() == 0
    with Terminal(LUASHELL, home(tmp_path)) as again:
        again.wait_for("lua>")
        again.press(":tour" + ENTER)
        again.wait_for(r"Step 5 of 8[\s\S]*\nlua>")
