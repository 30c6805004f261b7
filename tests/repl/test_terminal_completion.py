"""Completion in the real process, on a terminal and without one."""

from pathlib import Path

from tests.commands import LUASHELL
from tests.terminal import Terminal

TAB = "\t"
ENTER = "\r"


def test_tab_completes_and_shows_what_is_possible(tmp_path: Path) -> None:
    with Terminal(LUASHELL, {"XDG_STATE_HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("lua>")
        terminal.press("account = {owner = 'Ada'}" + ENTER)
        terminal.wait_for(r"'Ada'}\nlua>")
        terminal.press("account.ow" + TAB + ENTER)
        terminal.wait_for(r'lua> account\.owner\n"Ada"\nlua>')
        terminal.press("strl" + TAB)
        terminal.wait_for(r"strlen +Length of a string in bytes\.\n *strlower .*")
        terminal.press("en(")
        terminal.wait_for(r"\nstrlen\(s\)  Length of a string in bytes\.")
        terminal.press("account.owner)" + ENTER)
        terminal.wait_for(r"\n3\nlua>")


def test_plain_prompt_does_not_complete(tmp_path: Path) -> None:
    with Terminal(LUASHELL, {"TERM": "dumb", "XDG_STATE_HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("lua>")
        terminal.press("x = 'a" + TAB + "b' strlen(x) y = strlen(x)\n")
        terminal.wait_for(r"strlen\(x\)\nlua>")
        terminal.press("y\n")
        terminal.wait_for(r"lua> y\n3\nlua>")
        assert b"\x1b" not in terminal.raw
