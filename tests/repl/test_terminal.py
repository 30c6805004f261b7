"""The prompt on a terminal, as a person meets it: with an editor, and on a terminal that can do nothing."""

import asyncio
import os
import re
import signal
import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

import luashell
from luashell.repl.history import History
from tests.commands import LUASHELL
from tests.repl.homes import home
from tests.repl.pipes import Editor
from tests.terminal import Terminal

ENTER = "\r"
CTRL_C = "\x03"
CTRL_D = "\x04"
UP = "\x1b[A"

ENDLESS = 'write("running ") flush() while 1 do end'


@pytest.fixture(params=["xterm", "dumb"])
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    """The command without arguments on either kind of terminal, at its first prompt."""
    with Terminal(LUASHELL, {"TERM": request.param, **home(tmp_path)}) as started:
        started.wait_for("lua>")
        yield started


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Terminal]:
    """The prompt with an editor."""
    with Terminal(LUASHELL, home(tmp_path)) as started:
        started.wait_for("lua>")
        yield started


def test_opens_with_its_version(terminal: Terminal) -> None:
    assert terminal.screen.startswith(f"luashell {luashell.__version__} (Lua 4.0, LuaSocket 1.2)\n")


def test_shows_values(terminal: Terminal) -> None:
    terminal.press("1 + 1" + ENTER)
    terminal.wait_for(r"lua> 1 \+ 1\n2\nlua>")
    terminal.press('"a", nil, {1; x = 2}' + ENTER)
    terminal.wait_for(r'\n1: "a"\n2: nil\n3: \{1; x = 2\}\nlua>')


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
(?:.*\n)+lua>""")
    terminal.press("x = = 1" + ENTER)
    terminal.wait_for(r"<expression> expected;\n  last token read: `=' at line 1 in string \"x = = 1\"\n(?:.*\n)*lua>")


def test_interrupt_stops_what_is_running(terminal: Terminal) -> None:
    terminal.press(f"x = 5 {ENDLESS}" + ENTER)
    terminal.wait_for("\nrunning")
    terminal.press(CTRL_C)
    terminal.wait_for(r"interrupted.*\n(?:.*\n)*lua>")
    terminal.press("x" + ENTER)
    terminal.wait_for(r"\n5\nlua>")


def test_interrupt_is_not_caught_by_call(terminal: Terminal) -> None:
    terminal.press(f"call(dostring, {{'{ENDLESS}'}}, 'x') write('after')" + ENTER)
    terminal.wait_for("\nrunning")
    terminal.press(CTRL_C)
    terminal.wait_for(r"running.*\ninterrupted.*\n(?:.*\n)*lua>")


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
    terminal.wait_for('\n1: 2\n2: "é"\nlua>')


def test_end_of_input_ends_it(terminal: Terminal) -> None:
    terminal.press(CTRL_D)
    assert terminal.wait_for_end() == 0


def test_comes_after_a_script(tmp_path: Path) -> None:
    script = tmp_path / "script.lua"
    script.write_text("x = 'set'")
    with Terminal([*LUASHELL, "-i", str(script)], home(tmp_path)) as terminal:
        terminal.wait_for("lua>")
        terminal.press("x" + ENTER)
        terminal.wait_for('\n"set"\nlua>')


@pytest.mark.parametrize("entry", ["exit()", "exit(7)"])
def test_exit_has_its_status(terminal: Terminal, entry: str) -> None:
    terminal.press(entry + ENTER)
    assert terminal.wait_for_end() == (7 if "7" in entry else 0)


def test_entries_are_remembered(terminal: Terminal, tmp_path: Path) -> None:
    terminal.press("x = 'remembered'" + ENTER)
    terminal.wait_for("lua> x = 'remembered'\nlua>")
    terminal.press(CTRL_D)
    terminal.wait_for_end()

    file = tmp_path / "luashell" / "history"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with Terminal(LUASHELL, home(tmp_path)) as again:
        again.wait_for("lua>")
        again.press(UP)
        again.wait_for("lua> x = 'remembered'")


def test_killed_shell_has_kept_what_was_entered(terminal: Terminal, tmp_path: Path) -> None:
    terminal.press("x = 'entered'" + ENTER)
    terminal.wait_for("lua> x = 'entered'\nlua>")
    terminal.press("while 1 do end" + ENTER)
    terminal.wait_for("while 1 do end")
    os.kill(terminal.pid, signal.SIGKILL)
    assert terminal.wait_for_end() == -signal.SIGKILL
    assert History(tmp_path / "luashell" / "history").entries[0] == "x = 'entered'"


def test_two_shells_share_a_history(editor: Terminal, tmp_path: Path) -> None:
    with Terminal(LUASHELL, home(tmp_path)) as other:
        other.wait_for("lua>")
        for number in range(3):
            for name, shell in (("one", editor), ("two", other)):
                shell.press(f"{name} = {number}" + ENTER)
                shell.wait_for(f"lua> {name} = {number}\nlua>")
    expected = [f"{name} = {number}" for number in range(3) for name in ("one", "two")]
    assert History(tmp_path / "luashell" / "history").entries == expected


def test_password_is_not_kept_and_that_is_said_once(editor: Terminal, tmp_path: Path) -> None:
    editor.press("password = 1" + ENTER)
    editor.wait_for(r"held a password: it is not kept in the history\.\nlua>")
    editor.press("password = 2" + ENTER)
    editor.wait_for("lua> password = 2\nlua>")
    editor.press(UP)
    editor.press("1" + ENTER)
    editor.wait_for("\n1\nlua>")
    assert (tmp_path / "luashell" / "history").read_bytes().count(b"+") == 1


def test_resizing_draws_the_entry_anew(editor: Terminal) -> None:
    editor.press("x = 'a rather long entry that needs more than one line on a small screen'")
    editor.wait_for("small screen'")
    editor.resize(columns=40)
    editor.press(" ")
    editor.wait_for(r"entry that needs\n[. ]+more than one line on a small scre\n[. ]+en'")
    editor.resize(columns=100)
    editor.press(ENTER + "strlen(x)" + ENTER)
    editor.wait_for(r"\n67\nlua>")


def test_suspended_shell_comes_back_with_its_entry(tmp_path: Path) -> None:
    environment = {**home(tmp_path), "PS1": "bash> ", "BASH_SILENCE_DEPRECATION_WARNING": "1"}
    with Terminal(["bash", "--norc", "--noprofile", "-i"], environment) as terminal:
        terminal.wait_for("bash> ?")
        terminal.press(" ".join(LUASHELL) + ENTER)
        terminal.wait_for("lua>")
        terminal.press("x = 5")
        terminal.wait_for("lua> x = 5")
        terminal.press("\x1a")
        terminal.wait_for(r"Stopped.*\nbash> ?")
        terminal.press("fg" + ENTER)
        terminal.wait_for(r"lua> x = 5")
        terminal.press(ENTER + "x" + ENTER)
        terminal.wait_for(r"\n5\nlua>")


def test_suggestion_is_taken_with_right(editor: Terminal) -> None:
    editor.press("remembered = 1" + ENTER)
    editor.wait_for("lua> remembered = 1\nlua>")
    editor.press("rem")
    editor.wait_for("lua> remembered = 1")
    editor.press("\x1b[C" + ENTER)
    editor.wait_for("lua> remembered = 1\nlua>")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_lab_leaves_nothing_behind_when_the_shell_is_ended(tmp_path: Path, number: int) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with Terminal(LUASHELL, {**home(tmp_path), "TMPDIR": str(temporary)}) as terminal:
        terminal.wait_for("lua>")
        terminal.press(":lab start files" + ENTER)
        terminal.wait_for(r"files\.lab +127\.0\.0\.1:.*\n(?:.*\n)*lua>")
        assert list(temporary.iterdir())
        os.kill(terminal.pid, number)
        assert terminal.wait_for_end() == 128 + number
    assert not list(temporary.iterdir())


def test_terminal_is_left_as_it_was_when_the_shell_is_ended(editor: Terminal) -> None:
    editor.press("x = 'half typed")
    editor.wait_for("half typed")
    os.kill(editor.pid, signal.SIGTERM)
    assert editor.wait_for_end() == 128 + signal.SIGTERM
    assert editor.raw.rindex(b"\x1b[?2004l") > editor.raw.rindex(b"\x1b[?2004h")  # pasting, as it was before


@pytest.mark.parametrize(("columns", "lines"), [(20, 5), (20, 24), (8, 3), (1, 1)])
def test_small_screens(tmp_path: Path, columns: int, lines: int) -> None:
    with Terminal(LUASHELL, home(tmp_path), columns=columns, lines=lines) as terminal:
        terminal.press("for i = 1, 3 do" + ENTER + "print(i)" + ENTER + "end" + ENTER)
        terminal.press("x = {1, 2, 3, {4}}" + ENTER + "x" + ENTER + "f()" + ENTER + ":set" + ENTER + "exit(3)" + ENTER)
        assert terminal.wait_for_end() == 3


def test_terminal_that_does_not_tell_where_its_cursor_is(tmp_path: Path) -> None:
    with Terminal(LUASHELL, home(tmp_path), answers=False) as terminal:
        terminal.wait_for("lua>")
        terminal.press("1 + 1" + ENTER)
        terminal.wait_for(r"\n2\nlua>")
        terminal.press("2 + 2" + ENTER)
        terminal.wait_for(r"\n4\nlua>")
        terminal.press(CTRL_D)
        terminal.wait_for_end()
        assert b"WARNING" not in terminal.raw
        assert b"CPR" not in terminal.raw


def test_terminal_that_does_not_tell_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[object] = []

    async def wait(tasks: Any, **options: Any) -> Any:  # prompt_toolkit's for an answer, a second at most
        waits.append(tasks)
        return await asyncio.wait(tasks, **options)

    monkeypatch.setattr("prompt_toolkit.renderer.wait", wait)
    with Editor() as pipe:
        pipe.emulated.answer = None
        assert [pipe.read("1" + ENTER), pipe.read("2" + ENTER)] == ["1", "2"]
    assert not waits


ANSWERS = (
    "x = {1; y = 'z'}" + ENTER + "x" + ENTER + "f()" + ENTER + ":set" + ENTER + "?print" + ENTER + ":nothing" + ENTER
)


@pytest.mark.parametrize(
    ("options", "environment"),
    [
        ((), {"TERM": "dumb"}),
        ((), {"TERM": ""}),
        (("--plain",), {}),
        (("--plain", "--color", "always"), {}),
        ((), {"LUASHELL_PLAIN": "on"}),
    ],
)
def test_plain_prompt_writes_no_escape_sequence(
    tmp_path: Path, options: tuple[str, ...], environment: dict[str, str]
) -> None:
    with Terminal([*LUASHELL, *options], {**home(tmp_path), **environment}) as terminal:
        terminal.wait_for("lua>")
        terminal.press(ANSWERS + CTRL_D)
        assert terminal.wait_for_end() == 0
        assert b"{1; y = " in terminal.raw
        assert b"\x1b" not in terminal.raw


COLOR: Final = re.compile(rb"\x1b\[[0-9;]*(?:3[0-8]|4[0-8]|9[0-7])(?:;[0-9;]*)?m")


@pytest.mark.parametrize(
    ("options", "environment", "is_colored"),
    [
        ((), {}, True),
        ((), {"NO_COLOR": "1"}, False),
        (("--color", "never"), {}, False),
        (("--color=always",), {"NO_COLOR": "1"}, True),
        ((), {"LUASHELL_COLOR": "never"}, False),
    ],
)
def test_who_decides_about_colours(
    tmp_path: Path, options: tuple[str, ...], environment: dict[str, str], is_colored: bool
) -> None:
    with Terminal([*LUASHELL, *options], {**home(tmp_path), **environment}) as terminal:
        terminal.wait_for("lua>")
        terminal.press(ANSWERS + CTRL_D)
        assert terminal.wait_for_end() == 0
        assert bool(COLOR.search(terminal.raw)) is is_colored


def test_start_up_file_runs_first(tmp_path: Path) -> None:
    folder = tmp_path / "luashell"
    folder.mkdir()
    (folder / "init.lua").write_text("greeting = 'from init'\nerror('and oh')\n")
    with Terminal(LUASHELL, home(tmp_path)) as terminal:
        terminal.wait_for(r"(?s)error: and oh.*init\.lua.*\nlua>")
        terminal.press("greeting" + ENTER)
        terminal.wait_for('\n"from init"\nlua>')
    with Terminal([*LUASHELL, "-n"], home(tmp_path)) as terminal:
        terminal.wait_for(r"LuaSocket 1\.2\)\nlua>")
        terminal.press("greeting" + ENTER)
        terminal.wait_for("\nnil\nlua>")


def test_wrong_line_of_the_settings_is_named_and_the_prompt_starts(tmp_path: Path) -> None:
    folder = tmp_path / "luashell"
    folder.mkdir()
    (folder / "config").write_text("color = blue\n")
    with Terminal(LUASHELL, home(tmp_path), columns=200) as terminal:
        terminal.wait_for(r"(?s)config:1: color cannot be `blue': it is auto \| always \| never\nlua>")


def test_vi_keys(tmp_path: Path) -> None:
    with Terminal(LUASHELL, {**home(tmp_path), "LUASHELL_EDITING_MODE": "vi"}) as terminal:
        terminal.wait_for("lua>")
        terminal.press("x = 12" + "\x1b")
        terminal.press("0")
        terminal.press("fxry$x" + ENTER)
        terminal.wait_for("lua> y = 1\nlua>")


def test_progress_of_a_long_transfer(editor: Terminal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        editor.press(f"c = connect('127.0.0.1', {port}) s = c:receive('*a') print(strlen(s))" + ENTER)
        peer, _ = server.accept()
        sent = 0
        with peer:
            while b"receiving " not in editor.raw:
                peer.sendall(bytes(10_000))
                sent += 10_000
                editor.take_what_is_there()
        editor.wait_for(rf"\n{sent}\nlua>")
    assert "receiving" not in editor.screen
    assert re.search(rb"receiving [0-9.]+ [kMG]B, [0-9.]+ [kMG]B/s, [0-9]+ s", editor.raw)


def test_history_that_cannot_be_kept_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "luashell").write_text("a file where a folder should be")
    with Terminal(LUASHELL, home(tmp_path)) as terminal:
        terminal.wait_for("lua>")
        terminal.press("1 + 1" + ENTER)
        terminal.wait_for(r"\n2\nlua>")


def test_folder_of_settings_that_cannot_be_searched_is_no_obstacle(tmp_path: Path) -> None:
    unsearchable = {"XDG_CONFIG_HOME": str(tmp_path / ("long" * 100))}
    with Terminal(LUASHELL, {**home(tmp_path), **unsearchable, "TERM": "dumb"}) as terminal:
        terminal.wait_for(r"too\n? long\nlua>")
        terminal.press(":config" + ENTER)
        terminal.wait_for(r"cannot read(.|\n)*too\n? long\nlua>")
        terminal.press("1 + 1" + ENTER)
        terminal.wait_for(r"\n2\nlua>")
