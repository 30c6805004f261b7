"""Editing in the real process: what a terminal sends, what an editor of the user's choice writes, the prompt."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from luashell.repl.highlight.palettes import DARK
from tests.commands import LUASHELL
from tests.repl.pipes import CTRL_C, CTRL_D, ENTER, ESCAPE, UP, paste
from tests.repl.test_keys_editing import ELSEWHERE
from tests.terminal import Terminal

BEAM = b"\x1b[6 q"
BLOCK = b"\x1b[2 q"


def started(folder: Path, **environment: str) -> Terminal:
    return Terminal(LUASHELL, {"XDG_STATE_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), **environment})


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    with started(tmp_path, TERM="xterm-256color") as made:
        made.wait_for("lua>")
        yield made


def test_paste_runs_nothing_before_enter(terminal: Terminal) -> None:
    terminal.press(paste("for i = 1, 2 do\r\tprint(i * 100)\rend\rprint('last')\r"))
    terminal.wait_for(r"print\('last'\)\n\.\.\.")
    assert "100\n200" not in terminal.screen
    terminal.press(ENTER)
    terminal.wait_for(r"\n100\n200\nlast\nlua>")


def test_pasted_dialogue_loses_its_prompts(terminal: Terminal) -> None:
    terminal.press(paste("lua> function double(x)\r...    return 2 * x\r...  end") + ENTER)
    terminal.wait_for(r"lua> function double\(x\)\n\.\.\.    return 2 \* x\n\.\.\.  end\nlua>")
    terminal.press("double(21)" + ENTER)
    terminal.wait_for(r"\n42\nlua>")


def test_pasted_dialogue_is_answered_entry_by_entry(terminal: Terminal) -> None:
    terminal.press(paste("lua> x = {}\rlua> x[1]\rnil\rlua> 6 * 7\r42") + ENTER)
    terminal.wait_for(r"lua> x = {}\nlua> x\[1\]\nnil\nlua> 6 \* 7\n42\nlua>")


def test_interrupt_leaves_out_the_rest_of_a_dialogue(terminal: Terminal) -> None:
    terminal.press(paste("lua> print('busy') while 1 do end\rlua> print('never')") + ENTER)
    terminal.wait_for(r"\nbusy")
    terminal.interrupt(r"lua>")
    terminal.press("1" + ENTER)
    terminal.wait_for(r"\nlua> 1\n1\nlua>")
    assert "\nnever" not in terminal.screen


def test_keys_typed_ahead_find_the_history(terminal: Terminal) -> None:
    terminal.press("6 * 7" + ENTER + UP + ENTER)
    terminal.wait_for(r"lua> 6 \* 7\n42\nlua> 6 \* 7\n42\nlua>")


def test_pasted_bytes_are_kept(terminal: Terminal) -> None:
    terminal.press(paste("strlen('é\t\x02 '), strbyte('\x02')") + ENTER)
    terminal.wait_for(r"5\n.*2\nlua>")


def test_editor_of_the_users_choice(tmp_path: Path) -> None:
    program = tmp_path / "my editor"
    program.write_text('#!/bin/sh\ngrep -q "^x = 1" "$2" && printf "x = 5 -- %s\\n" "$1" > "$2"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    with started(tmp_path, VISUAL=f"'{program}' --wait", EDITOR="false") as terminal:
        terminal.wait_for("lua>")
        terminal.press("x = 1" + ELSEWHERE)
        terminal.wait_for("lua> x = 5 -- --wait")
        terminal.press(ENTER)
        terminal.wait_for("wait\nlua>")
        terminal.press("x" + ENTER)
        terminal.wait_for(r"\n5\nlua>")


def test_editor_that_cannot_be_run(tmp_path: Path) -> None:
    with started(tmp_path, VISUAL="/nowhere/edit") as terminal:
        terminal.wait_for("lua>")
        terminal.press("x = 1" + ELSEWHERE)
        terminal.wait_for("/nowhere/edit: No such file or directory\nlua> x = 1")


def test_ctrl_c_clears_an_entry_of_several_lines(terminal: Terminal) -> None:
    terminal.press("x = {" + ENTER + "1," + ENTER)
    terminal.wait_for(r"\.\.\.    1,\n\.\.\.")
    terminal.press(CTRL_C)
    terminal.wait_for(r"1,\n\.\.\.\nlua>")
    terminal.press("x" + ENTER)
    terminal.wait_for(r"\nnil\nlua>")


def test_ctrl_d_does_not_end_what_has_been_begun(terminal: Terminal) -> None:
    terminal.press("x = 1" + CTRL_D + ENTER + "x" + ENTER)
    terminal.wait_for(r"\n1\nlua>")
    terminal.press(CTRL_D)
    assert terminal.wait_for_end() == 0


@pytest.mark.parametrize("kind", ["xterm", "dumb"])
def test_prompt_of_the_script(tmp_path: Path, kind: str) -> None:
    with started(tmp_path, TERM=kind) as terminal:
        terminal.wait_for("lua>")
        terminal.press("_PROMPT = 'mine> '" + ENTER)
        terminal.wait_for("\nmine>")
        terminal.press("do" + ENTER)
        terminal.wait_for(r"mine> do\n\.\.\.")
        terminal.press("end" + ENTER)
        terminal.wait_for("end\nmine>")
        terminal.press("_PROMPT = nil" + ENTER)
        terminal.wait_for(r"mine> _PROMPT = nil\nlua>")


def test_cursor_tells_the_mode_of_vi(tmp_path: Path) -> None:
    with started(tmp_path, TERM="xterm-256color", LUASHELL_EDITING_MODE="vi") as terminal:
        terminal.wait_for("lua>")
        terminal.press("x")
        terminal.wait_for_bytes(BEAM)
        assert BLOCK not in terminal.raw
        terminal.press(ESCAPE)
        terminal.wait_for_bytes(BLOCK)


def test_cursor_stays_as_it_is_with_the_keys_of_emacs(terminal: Terminal) -> None:
    terminal.press("x" + ENTER)
    terminal.wait_for("lua>")
    assert BEAM not in terminal.raw


def test_locals_are_explained_once(terminal: Terminal) -> None:
    terminal.press("local s = 1" + ENTER)
    terminal.wait_for(r"\nlocal s ends with this entry; to keep: s = ... without `local'\nlua>")
    terminal.press("local s = 1" + ENTER)
    terminal.wait_for(r"lua> local s = 1\nlua>")


def test_entry_and_answer_are_coloured(tmp_path: Path) -> None:
    with started(tmp_path, TERM="xterm-256color", LUASHELL_STYLE="dark") as terminal:
        terminal.wait_for("lua>")
        terminal.press("x = 'text' -- note" + ENTER)
        terminal.wait_for("note\nlua>")
        assert terminal.emulated.look_of("-- note").fg == DARK.looks["comment"].colour[1:]
        terminal.press("x" + ENTER)
        terminal.wait_for('"text"\nlua>')
        assert terminal.emulated.look_of('"text"').fg == DARK.looks["string"].colour[1:]
