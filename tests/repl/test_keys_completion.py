"""Tab and the signature line, from keys to the entry and to the screen."""

from collections.abc import Iterator

import pytest

from tests.repl.pipes import BACKSPACE, DOWN, ENTER, LEFT, TAB, Editor

CTRL_G = "\x07"
SHIFT_TAB = "\x1b[Z"
RUN = "\x18\r"  # Ctrl-X Enter: however the entry looks


@pytest.fixture
def editor() -> Iterator[Editor]:
    """An editor of the usual size, with something to complete."""
    with Editor() as made:
        prepare(made)
        yield made


def prepare(editor: Editor) -> None:
    editor.prompt.session.state.load(
        'account = {owner = "Ada", ["opened on"] = 1}; function pay(from, to, amount) end', "=test"
    )()


@pytest.mark.parametrize(
    ("keys", "entry"),
    [
        ("pri" + TAB + "(1)", "print(1)"),
        ("account.ow" + TAB, "account.owner"),
        ("account.ope" + TAB, 'account["opened on"]'),
        ("x = strle" + TAB + '("a")', 'x = strlen("a")'),
        ("strl" + TAB + TAB, "strlen"),  # the first of several
        ("strl" + TAB + TAB + TAB, "strlower"),
        ("strl" + TAB + DOWN + DOWN, "strlower"),
        ("strl" + TAB * 3 + SHIFT_TAB, "strlen"),
        ("strl" + TAB + "en", "strlen"),  # typing on
        (":qui" + TAB, ":quit"),
        ("?strle" + TAB, "?strlen"),
        ('read("*' + TAB + TAB, 'read("*l"'),
        ("nosuchname" + TAB, "nosuchname"),
        ("prin)" + LEFT + TAB, "print)"),
        (TAB + "x", "  x"),  # where nothing was typed, Tab indents
    ],
)
def test_tab(editor: Editor, keys: str, entry: str) -> None:
    assert editor.read(keys + RUN) == entry


def test_what_all_candidates_have_in_common_comes_at_once(editor: Editor) -> None:
    editor.wait_for("http_p" + TAB + BACKSPACE * 4 + TAB, "http_get")
    assert editor.buffer.text == "http_"
    assert editor.buffer.complete_state is not None
    assert editor.buffer.complete_state.complete_index is None  # shown, none chosen


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_menu_shows_names_and_meanings(columns: int) -> None:
    with Editor(columns=columns) as editor:
        editor.wait_for("strl" + TAB, "strlower")
        line, column = editor.emulated.find("strlen")
        assert line == 1
        assert "Length of a" in editor.emulated.display[line][column:]
        assert editor.emulated.find("strlower")[0] == 2
        assert max(len(each.rstrip()) for each in editor.emulated.display) <= columns


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_signature_below_the_entry_marks_the_argument(columns: int) -> None:
    with Editor(columns=columns) as editor:
        prepare(editor)
        editor.wait_for("pay(1, ", "amount")
        line, column = editor.emulated.find("pay(from, to, amount)")
        assert line > 0
        looks = {name: editor.emulated.buffer[line][column + place] for name, place in (("from", 4), ("to", 10))}
        assert not looks["from"].underscore
        assert looks["to"].underscore
        assert looks["to"].bold
        assert "function (from, to, amount), test line 1" in editor.screen


def test_signature_follows_the_cursor(editor: Editor) -> None:
    editor.wait_for("pay(1, 2" + LEFT * 3, r"pay\(from, to")
    assert editor.emulated.look_of("from, to").underscore
    editor.wait_for("pay(1, 2, strlen(", r"strlen\(s\)")
    assert "amount" not in editor.screen


def test_signature_goes_away_with_the_call(editor: Editor) -> None:
    editor.wait_for("pay(1", "amount")
    editor.wait_for("pay(1)", r"pay\(1\)")
    assert "amount" not in editor.screen


def test_long_meaning_is_cut_on_a_narrow_screen() -> None:
    with Editor(columns=40) as editor:
        editor.wait_for("receive(s, ", r"pattern, \.\.\.\]\)")
        assert editor.emulated.look_of("pattern, ...").underscore
        meaning = editor.screen.splitlines()[-1]
        assert meaning.startswith("Receives lines")
        assert meaning.endswith("...")


def test_signature_without_an_answer_from_the_terminal() -> None:
    with Editor() as editor:
        editor.emulated.answer = None
        editor.wait_for("strlen(", r"strlen\(s\)")
        assert editor.emulated.find("strlen(s)")[0] == 1  # right below the entry


@pytest.mark.parametrize("colours", ["always", "never"])
def test_chosen_line_of_the_menu_stands_out(colours: str) -> None:
    with Editor() as editor:
        editor.prompt.session.settings.color = colours
        editor.wait_for("strl" + TAB + TAB, r"lua> strlen")
        line, column = editor.emulated.find("strlen ")
        chosen, other = (editor.emulated.buffer[line + place][column] for place in (0, 1))
        assert (chosen.fg == "default") == (colours == "never")
        assert chosen.reverse
        assert not other.reverse


def test_enter_takes_what_was_chosen_and_runs_nothing(editor: Editor) -> None:
    assert editor.read("x = strs" + TAB + ENTER) == "x = strsub"
    assert editor.read("x = str" + TAB + TAB + ENTER + ENTER) == "x = strbyte"
    assert editor.read("x = strl" + TAB + ENTER) == "x = strl"  # nothing was chosen


@pytest.mark.parametrize("lines", [6, 10, 24])
def test_line_being_typed_stays_in_sight(lines: int) -> None:
    with Editor(columns=60, lines=lines) as editor:
        for number in range(lines):
            editor.read(f"x = {number}" + ENTER)
        editor.wait_for("if x then" + ENTER + "y()" + ENTER + "str" + TAB, r"\.\.\.    str *\n strbyte")
        assert "lua> if x then\n...    y()\n...    str\n" in editor.screen


def test_menu_hides_no_line_of_a_long_entry() -> None:
    entry = [f"  x = {number}" for number in range(12)]
    with Editor(columns=60) as editor:
        editor.wait_for(ENTER.join(["if x then", *entry]) + ENTER + "str" + TAB, r"x = 11\n\.\.\. +str *\n strbyte")


def test_ctrl_g_closes_the_menu(editor: Editor) -> None:
    editor.wait_for("strl" + TAB, "strlower")
    assert editor.buffer.complete_state is not None
    editor.wait_for("strl" + TAB + CTRL_G, "lua> strl")
    assert editor.buffer.complete_state is None


def test_tag_methods_stay_silent(editor: Editor) -> None:
    editor.prompt.session.state.load(
        'watched = settag({field = 1}, newtag()) settagmethod(tag(watched), "gettable", error)', "=test"
    )()
    editor.wait_for("watched." + TAB, r"watched\.field")
    assert editor.buffer.text == "watched.field"
    assert editor.prompt.errors.getvalue() == b""
