"""The prompt on a terminal, as a person meets it: with an editor, and on a terminal that can do nothing."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

import luashell
from tests.commands import LUASHELL
from tests.terminal import Terminal

ENTER = "\r"
CTRL_C = "\x03"
CTRL_D = "\x04"
UP = "\x1b[A"

ENDLESS = 'write("running ") flush() while 1 do end'


@pytest.fixture(params=["xterm", "dumb"])
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    """The command without arguments on either kind of terminal, at its first prompt."""
    with Terminal(LUASHELL, {"TERM": request.param, "XDG_STATE_HOME": str(tmp_path)}) as started:
        started.wait_for("lua>")
        yield started


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Terminal]:
    """The prompt with an editor."""
    with Terminal(LUASHELL, {"XDG_STATE_HOME": str(tmp_path)}) as started:
        started.wait_for("lua>")
        yield started


def test_opens_with_its_version(terminal: Terminal) -> None:
    assert terminal.screen.startswith(f"luashell {luashell.__version__} (Lua 4.0, LuaSocket 1.2)\n")


def test_shows_values(terminal: Terminal) -> None:
    terminal.press("1 + 1" + ENTER)
    terminal.wait_for(r"lua> 1 \+ 1\n2\nlua>")
    terminal.press('"a", nil, {1; x = 2}' + ENTER)
    terminal.wait_for(r'\n"a"\nnil\n\{1; x = 2\}\nlua>')


def test_asks_for_the_rest_of_an_entry(terminal: Terminal) -> None:
    terminal.press("for i = 1, 2 do" + ENTER)
    terminal.wait_for(r"do\n\.\.\.")
    terminal.press("print(i * 100)" + ENTER)
    terminal.wait_for(r"100\)\n\.\.\.")
    terminal.press("end" + ENTER)
    terminal.wait_for(r"end\n100\n200\nlua>")


def test_reports_errors_and_goes_on(terminal: Terminal) -> None:
    terminal.press("error('oh')" + ENTER)
    terminal.wait_for(r"""error: oh
stack traceback:
   1:  function `error' \[C\]
   2:  main of string "error\('oh'\)" at line 1
lua>""")
    terminal.press("x = = 1" + ENTER)
    terminal.wait_for(r"error: <expression> expected;\n  last token read: `=' at line 1 in string \"x = = 1\"\nlua>")


def test_interrupt_stops_what_is_running(terminal: Terminal) -> None:
    terminal.press(f"x = 5 {ENDLESS}" + ENTER)
    terminal.wait_for("\nrunning")
    terminal.press(CTRL_C)
    terminal.wait_for(r"interrupted!\nlua>")
    terminal.press("x" + ENTER)
    terminal.wait_for(r"\n5\nlua>")


def test_interrupt_is_not_caught_by_call(terminal: Terminal) -> None:
    terminal.press(f"call(dostring, {{'{ENDLESS}'}}, 'x') write('after')" + ENTER)
    terminal.wait_for("\nrunning")
    terminal.press(CTRL_C)
    terminal.wait_for(r"running.*\ninterrupted!\nlua>")


def test_interrupt_gives_an_entry_up(terminal: Terminal) -> None:
    terminal.press("x = {" + ENTER)
    terminal.wait_for(r"\n\.\.\.")
    terminal.press("never" + CTRL_C)
    terminal.wait_for(r"\nlua>")
    terminal.press("x" + ENTER)
    terminal.wait_for(r"lua> x\nnil\nlua>")


def test_output_without_line_end_is_not_lost(terminal: Terminal) -> None:
    terminal.press('write("abc")' + ENTER)
    terminal.wait_for(r"\nabc\nlua>")


def test_program_reads_what_is_typed(terminal: Terminal) -> None:
    terminal.press('write("name? ") name = read()' + ENTER)
    terminal.wait_for(r"name\?")
    terminal.press("Ada\n")
    terminal.wait_for("lua>")
    terminal.press("name" + ENTER)
    terminal.wait_for(r'\n"Ada"\nlua>')


def test_strings_are_bytes_of_utf8(terminal: Terminal) -> None:
    terminal.press('strlen("é"), "é"' + ENTER)
    terminal.wait_for('\n2\n"é"\nlua>')


def test_end_of_input_ends_it(terminal: Terminal) -> None:
    terminal.press(CTRL_D)
    assert terminal.wait_for_end() == 0


def test_exit_ends_it(terminal: Terminal) -> None:
    terminal.press("exit(7)" + ENTER)
    assert terminal.wait_for_end() == 7


def test_comes_after_a_script(tmp_path: Path) -> None:
    script = tmp_path / "script.lua"
    script.write_text("x = 'set'")
    with Terminal([*LUASHELL, "-i", str(script)], {"XDG_STATE_HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("lua>")
        terminal.press("x" + ENTER)
        terminal.wait_for('\n"set"\nlua>')


def test_plain_prompt_writes_no_escape_sequences(tmp_path: Path) -> None:
    with Terminal(LUASHELL, {"TERM": "dumb", "XDG_STATE_HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("lua>")
        terminal.press("x = {}" + ENTER + "x" + ENTER + CTRL_D)
        terminal.wait_for_end()
        assert b"\x1b" not in terminal.raw


def test_entries_are_remembered(editor: Terminal, tmp_path: Path) -> None:
    editor.press("x = 'remembered'" + ENTER)
    editor.wait_for("lua> x = 'remembered'\nlua>")
    editor.press(CTRL_D)
    editor.wait_for_end()

    file = tmp_path / "luashell" / "history"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with Terminal(LUASHELL, {"XDG_STATE_HOME": str(tmp_path)}) as again:
        again.wait_for("lua>")
        again.press(UP)
        again.wait_for("lua> x = 'remembered'")


def test_history_that_cannot_be_kept_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "luashell").write_text("a file where a folder should be")
    with Terminal(LUASHELL, {"XDG_STATE_HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("lua>")
        terminal.press("1 + 1" + ENTER)
        terminal.wait_for(r"\n2\nlua>")
