"""Keys that bring back entries: Up, with what is typed before the cursor, Ctrl-R, and the grey suggestion."""

import pytest

from tests.repl.pipes import CTRL_C, CTRL_D, CTRL_R, DOWN, ENTER, RIGHT, UP, Editor


@pytest.fixture
def used(editor: Editor) -> Editor:
    """An editor with some entries behind it."""
    for entry in ("print('one')", "x = 1", "print('two')", "for i = 1, 2 do\n  y = i\nend"):
        editor.prompt.session.history.add(entry)
    return editor


def test_enter_gives_the_entry(editor: Editor) -> None:
    assert editor.read("x = 1" + ENTER) == "x = 1"


def test_ctrl_c_gives_the_entry_up(editor: Editor) -> None:
    assert editor.read("x = 1" + CTRL_C) == ""


def test_ctrl_d_ends_the_input(editor: Editor) -> None:
    assert editor.read(CTRL_D) is None


def test_up_brings_back_whole_chunks(used: Editor) -> None:
    assert used.read(UP + ENTER) == "for i = 1, 2 do\n  y = i\nend"


def test_up_with_a_beginning_brings_back_what_begins_so(used: Editor) -> None:
    assert used.read("pri" + UP + ENTER) == "print('two')"
    assert used.read("pri" + UP + UP + ENTER) == "print('one')"
    assert used.read("pri" + UP + UP + DOWN + ENTER) == "print('two')"


def test_ctrl_r_searches(used: Editor) -> None:
    assert used.read(CTRL_R + "one" + ENTER + ENTER) == "print('one')"


def test_suggestion_is_shown_and_taken(used: Editor) -> None:
    assert used.wait_for("print('t", r"print\('two'\)")
    assert used.emulated.look_of("wo')").fg != used.emulated.look_of("print").fg
    assert used.read("x" + RIGHT + ENTER) in ("x", "x = 1")
