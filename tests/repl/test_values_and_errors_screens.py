"""Values and errors on screens of several widths: what stands where, and how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.commands import LUASHELL
from tests.repl.homes import home
from tests.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENTER = "\r"


@pytest.fixture(params=[40, 80, 200])
def screen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    """The prompt with an editor, in colours, on a screen of that many columns."""
    environment = {**home(tmp_path), "LUASHELL_COLOR": "always", "LUASHELL_STYLE": "dark"}
    environment.pop("NO_COLOR")
    with Terminal(LUASHELL, environment, columns=request.param) as started:
        started.wait_for("lua>")
        yield started


def test_table_follows_the_width(screen: Terminal) -> None:
    screen.press("t = {} for i = 1, 30 do t[i] = i * 1000 end" + ENTER)
    screen.wait_for(r"end\s*\nlua>")
    screen.press("t" + ENTER)
    screen.wait_for(r"lua> t\n[\s\S]*\}\nlua>")
    shown = screen.screen.rpartition("lua> t\n")[2].splitlines()[:-1]
    width = screen.emulated.columns
    assert max(map(len, shown)) <= width
    assert len(shown) == {40: 8, 80: 5, 200: 4}[width]
    assert "".join(line.strip() for line in shown).startswith("{1000,")


def test_caret_stands_under_what_failed(screen: Terminal) -> None:
    screen.press("x = 5 prnit(x)" + ENTER)
    screen.wait_for(r"\n  x = 5 prnit\(x\)\n +\^~~~~\ndid you mean print\?\nlua>")
    line, column = screen.emulated.find("^")
    assert screen.emulated.display[line - 1][column:].startswith("prnit(x)")
    assert screen.emulated.look_of("^~~~~").fg != "default"


def test_long_line_is_cut_around_the_caret(screen: Terminal) -> None:
    screen.press(f"x = '{'a' * 150}' prnit() y = '{'b' * 150}'" + ENTER)
    screen.wait_for(r"did you mean print\?\nlua>")
    line, column = screen.emulated.find("^")
    assert screen.emulated.display[line - 1][column:].startswith("prnit()")
    assert screen.emulated.display[line - 1].startswith("  ...aaa" if screen.emulated.columns < 200 else "  ")


def test_comments_are_muted_and_values_are_coloured(screen: Terminal) -> None:
    screen.press("t = {1} t.t = t" + ENTER)
    screen.wait_for(r"t\nlua>")
    screen.press("t" + ENTER)
    screen.wait_for(r"\n\{1; t = _1\}  -- <cycle>\nlua>")
    line, column = screen.emulated.find("{1; t")
    looks = [screen.emulated.buffer[line][column + offset].fg for offset in (1, 12)]
    assert looks[0] != looks[1]
