"""Keys that bring back entries: Up, with what is typed before the cursor, Ctrl-R, and the grey suggestion."""

import pytest
from prompt_toolkit.document import Document

from tests.repl.pipes import CTRL_C, CTRL_D, CTRL_R, DOWN, ENTER, UP, Editor


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


@pytest.mark.parametrize("style", ["auto", "light", "dark"])
def test_suggestion_is_shown_in_grey(used: Editor, style: str) -> None:
    used.prompt.session.settings.choose("style", style, "test")
    assert used.wait_for("print('t", r"print\('two'\)")
    grey = used.emulated.look_of("wo')").fg
    assert grey not in ("default", used.emulated.look_of("print").fg)
    assert grey[:2] == grey[2:4] == grey[4:]


@pytest.mark.parametrize(("setting", "value"), [("suggestions", "off"), ("color", "never"), ("plain", "on")])
def test_suggestion_that_nobody_wants_or_could_tell_is_not_made(used: Editor, setting: str, value: str) -> None:
    suggest = used.reader.editor.auto_suggest
    assert suggest is not None
    assert suggest.get_suggestion(used.buffer, Document("print('t")) is not None
    used.prompt.session.settings.choose(setting, value, "test")
    assert suggest.get_suggestion(used.buffer, Document("print('t")) is None
