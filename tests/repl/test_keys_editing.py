"""Keys that edit an entry: what becomes of it, and what the screen shows meanwhile."""

import stat
from pathlib import Path

import pytest

from luashell.repl.highlight.palettes import DARK, LIGHT
from luashell.repl.keymap import KEYMAP
from tests.repl.pipes import BACKSPACE, CTRL_C, CTRL_D, ENTER, ESCAPE, LEFT, TAB, UP, Editor, paste

ALT_ENTER = ESCAPE + ENTER
CTRL_X = "\x18"
CTRL_E = "\x05"
CTRL_L = "\x0c"
SUBMIT = CTRL_X + ENTER
ELSEWHERE = CTRL_X + CTRL_E


@pytest.fixture
def vi(editor: Editor) -> Editor:
    editor.prompt.session.settings.choose("editing_mode", "vi", "test")
    return editor


# ---- Enter


@pytest.mark.parametrize(
    ("keys", "entry"),
    [
        ("x = 1" + ENTER, "x = 1"),
        ("f(" + ENTER + "1)" + ENTER, "f(\n  1)"),
        ("f(" + ENTER + "1" + ENTER + ")" + ENTER, "f(\n  1\n)"),
        ("x = = 1" + ENTER, "x = = 1"),
        ("end" + ENTER, "end"),
        ("'open" + ENTER, "'open"),
        ("-- note" + ENTER, "-- note"),
        (":help" + ENTER, ":help"),
        ("x = [[" + ENTER + "  text" + ENTER + "]]" + ENTER, "x = [[\n  text\n]]"),
        ("s" + ALT_ENTER + ":m()" + ENTER, "s\n:m()"),
        ("x = 1" + ALT_ENTER + "y = 2" + ENTER, "x = 1\ny = 2"),
        ("x = (" + SUBMIT, "x = ("),
        ("x = 1" + SUBMIT, "x = 1"),
    ],
)
def test_enter(editor: Editor, keys: str, entry: str) -> None:
    assert editor.read(keys) == entry


def test_enter_runs_a_complete_entry_wherever_the_cursor_is(editor: Editor) -> None:
    assert editor.read("x = 15" + LEFT * 4 + ENTER) == "x = 15"


def test_whole_chunks_are_edited_in_place(editor: Editor) -> None:
    entry = "for i = 1, 2 do" + ENTER + "print(i)" + ENTER + "end"
    assert editor.read(entry + UP + "\x05" + BACKSPACE + ", 2)" + ENTER) == "for i = 1, 2 do\n  print(i, 2)\nend"


# ---- indentation


@pytest.mark.parametrize(
    ("lines", "entry"),
    [
        (["if x then", "y()", "else", "z()", "end"], "if x then\n  y()\nelse\n  z()\nend"),
        (["if x then", "y()", "elseif z then", "z()", "end"], "if x then\n  y()\nelseif z then\n  z()\nend"),
        (["repeat", "x()", "until y"], "repeat\n  x()\nuntil y"),
        (["t = {", "a = {", "1", "}", "}"], "t = {\n  a = {\n    1\n  }\n}"),
        (["f(function ()", "endpoint = 1", "end)"], "f(function ()\n  endpoint = 1\nend)"),
        (
            ["for k, v in t do", "while v do", "v = k", "end", "end"],
            "for k, v in t do\n  while v do\n    v = k\n  end\nend",
        ),
    ],
)
def test_lines_are_indented_while_they_are_typed(editor: Editor, lines: list[str], entry: str) -> None:
    assert editor.read(ENTER.join(lines) + ENTER) == entry


def test_empty_line_stays_empty(editor: Editor) -> None:
    assert editor.read("do" + ENTER + ENTER + "x()" + ENTER + "end" + ENTER) == "do\n\n  x()\nend"
    assert editor.read("x = [[" + ENTER + "  " + ENTER + "]]" + ENTER) == "x = [[\n  \n]]"


def test_tab_at_the_beginning_of_a_line_is_one_level(editor: Editor) -> None:
    assert editor.read("do" + ENTER + TAB + "x()" + ENTER + "end" + ENTER) == "do\n    x()\nend"
    assert editor.read(TAB + "x = 1" + ENTER) == "  x = 1"


def test_backspace_in_indentation_takes_one_level(editor: Editor) -> None:
    keys = "do" + ENTER + "do" + ENTER + BACKSPACE + "x()" + ENTER + "end end" + ENTER
    assert editor.read(keys) == "do\n  do\n  x()\n  end end"


def test_backspace_elsewhere_takes_a_character(editor: Editor) -> None:
    assert editor.read("x = 12" + BACKSPACE + ENTER) == "x = 1"
    assert editor.read("x =" + ALT_ENTER + BACKSPACE + " 1" + ENTER) == "x = 1"
    assert editor.read("x   " + BACKSPACE + ENTER) == "x  "


# ---- paste


@pytest.mark.parametrize(
    ("pasted", "entry"),
    [
        ("x = 1\r", "x = 1\n"),
        ("if x then\r\t y()\rend", "if x then\n\t y()\nend"),
        ("do\r      end", "do\n      end"),
        ("lua> do\r...    x()\r...  end\rlua> ", "do\n  x()\nend"),
        ("> print(1)\r1\r", "print(1)"),
        ("'\x1b[31m'", "'\x1b[31m'"),
        ("'é\x07'", "'é\x07'"),
    ],
)
def test_paste_runs_nothing_and_keeps_what_it_brings(editor: Editor, pasted: str, entry: str) -> None:
    assert editor.read(paste(pasted) + SUBMIT) == entry


DIALOGUE = paste("lua> x = {}\rlua> x[1]\rnil\rlua> if x then\r...    y()\r...  end")


def test_pasted_dialogue_is_handed_in_entry_by_entry(editor: Editor) -> None:
    assert [editor.read(DIALOGUE + ENTER), editor.read(""), editor.read("")] == [
        "x = {}",
        "x[1]",
        "if x then\n  y()\nend",
    ]
    assert "lua> x = {}\nlua> x[1]\nlua> if x then\n...    y()" in editor.screen
    assert editor.read("1" + ENTER) == "1"


def test_keys_typed_ahead_come_behind_the_dialogue(editor: Editor) -> None:
    keys = DIALOGUE + ENTER + "9" + ENTER
    assert [editor.read(each) for each in (keys, "", "", "")] == ["x = {}", "x[1]", "if x then\n  y()\nend", "9"]


def test_dialogue_that_was_edited_is_one_entry(editor: Editor) -> None:
    assert editor.read(DIALOGUE + " z()" + ENTER) == "x = {}\nx[1]\nif x then\n  y()\nend z()"
    assert editor.prompt.session.pending == []


def test_end_of_dialogue_that_is_incomplete_goes_on(editor: Editor) -> None:
    keys = paste("lua> x = 1\rlua> f(") + ENTER
    assert [editor.read(keys), editor.read("2)" + ENTER)] == ["x = 1", "f(2)"]


def test_command_ends_with_its_line(editor: Editor) -> None:
    keys = paste(":vars\rdo\r  x()\rend\r\r?print\rif x then") + ENTER
    assert [editor.read(keys), editor.read(""), editor.read("")] == [":vars", "do\n  x()\nend", "?print"]
    assert editor.read(ENTER + "end" + ENTER) == "if x then\nend"
    assert [editor.read(":vars" + ALT_ENTER + "x" + SUBMIT), editor.read("")] == [":vars", "x"]


def test_paste_in_the_middle_of_a_line_keeps_prompts(editor: Editor) -> None:
    assert editor.read("x = [[" + paste("> y") + "]]" + ENTER) == "x = [[> y]]"


def test_paste_knows_the_prompt_of_the_script(editor: Editor) -> None:
    editor.prompt.answer("_PROMPT = '? '")
    assert editor.read(paste("? do\r. end") + ENTER) == "do\nend"


# ---- giving up, leaving, clearing


def test_ctrl_c_gives_up_all_lines(editor: Editor) -> None:
    assert editor.read("if x then" + ENTER + "y()" + CTRL_C) == ""
    assert editor.read("1" + ENTER) == "1"


def test_ctrl_d_ends_only_an_empty_entry(editor: Editor) -> None:
    assert editor.read("x" + CTRL_D + ENTER) == "x"
    assert editor.read(CTRL_D) is None


def test_ctrl_l_clears_the_screen_and_keeps_the_entry(editor: Editor) -> None:
    editor.read("first" + ENTER)
    assert "first" in editor.screen
    editor.wait_for("second" + CTRL_L, r"\Alua> second")
    assert "first" not in editor.screen


# ---- what the editor itself brings


@pytest.mark.parametrize(
    ("keys", "entry"),
    [
        ("= 1" + "\x01" + "x " + "\x05" + "0", "x = 10"),
        ("one two" + ESCAPE + "b" + "the ", "one the two"),
        ("one two" + "\x01" + ESCAPE + "f" + "s", "ones two"),
        ("one two" + "\x17" + "three", "one three"),
        ("one two" + LEFT * 3 + "\x15", "two"),
        ("one two" + LEFT * 3 + "\x0b" + "three", "one three"),
        ("one two" + "\x17" + "\x19" + "\x19", "one twotwo"),
        ("one" + "\x15" + "\x1f", "one"),
    ],
    ids=["Ctrl-A, Ctrl-E", "Alt-B", "Alt-F", "Ctrl-W", "Ctrl-U", "Ctrl-K", "Ctrl-Y", "Ctrl-_"],
)
def test_keys_of_emacs(editor: Editor, keys: str, entry: str) -> None:
    assert editor.read(keys + ENTER) == entry


@pytest.mark.parametrize(
    ("keys", "entry"),
    [
        ("one" + ESCAPE + "i" + "X", "onXe"),
        ("one" + ESCAPE + "o" + "two", "one\ntwo"),
        ("one" + ESCAPE + "O" + "two", "two\none"),
        ("one" + ESCAPE + "dd" + "u", "one"),
        ("one two" + "\x17" + "three", "one three"),
    ],
    ids=["i", "o", "O", "u", "Ctrl-W"],
)
def test_keys_of_vi(vi: Editor, keys: str, entry: str) -> None:
    assert vi.read(keys + ENTER) == entry


def test_vi_has_its_keys(vi: Editor) -> None:
    assert vi.read("x = 1" + ESCAPE + "0ry" + ENTER) == "y = 1"
    assert vi.read("x = 1" + ESCAPE + "oy = 2" + ENTER) == "x = 1\ny = 2"


def test_vi_opens_lines_with_their_indentation(vi: Editor) -> None:
    keys = "if x then" + ENTER + "y()" + ENTER + "end" + ESCAPE + "kkhhh" + "o" + "z()" + SUBMIT
    assert vi.read(keys) == "if x then\n  z()\n  y()\nend"


def test_vi_indents_too(vi: Editor) -> None:
    assert vi.read("do" + ENTER + "x()" + ENTER + "end" + ENTER) == "do\n  x()\nend"
    assert vi.read("do" + ENTER + TAB + BACKSPACE + BACKSPACE + "end" + ENTER) == "do\nend"


# ---- another editor


@pytest.fixture
def scripted_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that copies its file and the file's name, and leaves another text in it."""
    program = tmp_path / "edit"
    program.write_text(f'#!/bin/sh\ncp "$1" {tmp_path}/found\necho "$1" > {tmp_path}/name\nprintf "y = 2\\n" > "$1"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(program))
    return tmp_path


def test_entry_goes_to_another_editor_and_comes_back(editor: Editor, scripted_editor: Path) -> None:
    editor.wait_for("x = 1" + ELSEWHERE, r"lua> y = 2")
    assert (scripted_editor / "found").read_bytes() == b"x = 1\n"
    assert (scripted_editor / "name").read_text().endswith(".lua\n")


def test_vi_has_a_key_for_it(vi: Editor, scripted_editor: Path) -> None:
    vi.wait_for("x = 1" + ESCAPE + "v", r"lua> y = 2")


# ---- the screen


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_continuation_is_aligned(columns: int) -> None:
    with Editor(columns=columns) as editor:
        editor.wait_for(
            "if x then" + ENTER + "y()" + ENTER + "end", r"\Alua> if x then\n\.\.\.    y\(\)\n\.\.\.  end\Z"
        )


def test_line_that_is_broken_for_lack_of_room_asks_for_nothing() -> None:
    with Editor(columns=40) as editor:
        editor.wait_for("x = '" + "a" * 60 + "'", r"\Alua> x = 'a{30}\n     a{30}'\Z")


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_prompt_of_the_script(columns: int) -> None:
    with Editor(columns=columns) as editor:
        editor.prompt.answer("_PROMPT = 'my own> '")
        editor.wait_for("f(" + ENTER + "1", r"\Amy own> f\(\n\.\.\.       1\Z")


@pytest.mark.parametrize(("style", "palette"), [("dark", DARK), ("light", LIGHT)])
@pytest.mark.parametrize("columns", [40, 80, 200])
def test_entry_is_coloured(columns: int, style: str, palette: object) -> None:
    looks = (LIGHT if palette is LIGHT else DARK).looks
    with Editor(columns=columns) as editor:
        editor.prompt.session.settings.choose("style", style, "test")
        editor.wait_for("local x = 'a' -- note" + ALT_ENTER + "send(s, 1)", r"\)")
        for text, name in {"lua>": "prompt", "local": "keyword", "'a'": "string", "-- note": "comment"}.items():
            look = editor.emulated.look_of(text)
            assert look.fg == looks[name].colour[1:]
            assert look.bold == looks[name].bold
        assert editor.emulated.look_of("send").fg == looks["builtin"].colour[1:]
        assert editor.emulated.look_of("s, ").fg == "default"


def test_entry_has_colours_of_the_terminal_when_its_background_is_unknown(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLORFGBG", raising=False)
    editor.wait_for("local x = 'a' -- note", "note")
    looks = {text: editor.emulated.look_of(text).fg for text in ("local", "'a'", "-- note", "x =")}
    assert looks == {"local": "magenta", "'a'": "green", "-- note": "cyan", "x =": "default"}


def test_no_colours_when_they_are_off(editor: Editor) -> None:
    editor.prompt.session.settings.choose("color", "never", "test")
    editor.wait_for("local x = 'a'", "'a'")
    assert editor.emulated.look_of("local").fg == "default"


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize(
    ("keys", "last", "marked"),
    [
        ("f(x)", r"\)", "( )"),
        ("f(x)" + LEFT * 3, r"\)", "( )"),
        ("do" + ALT_ENTER + "x()" + ALT_ENTER + "end", "end", "do end"),
        ("if (x) then" + ALT_ENTER + "else" + ALT_ENTER + "y() end" + LEFT, "end", "if then else end"),
        ("t = [[a]]", r"\]\]", "[[ ]]"),
        ("f(x", "x", ""),
        ("(x) =", "=", ""),
    ],
)
def test_what_matches_is_marked(columns: int, keys: str, last: str, marked: str) -> None:
    with Editor(columns=columns) as editor:
        editor.wait_for(keys, last)
        found = "".join(
            shown[column].data if shown[column].underscore else " "
            for line in range(3)
            for shown in [editor.emulated.buffer[line]]
            for column in range(columns)
        )
        assert " ".join(found.split()) == marked


def test_nothing_is_marked_when_the_entry_is_done(editor: Editor) -> None:
    editor.read("f(x)" + ENTER)
    assert not any(editor.emulated.buffer[0][at].underscore for at in range(80))


# ---- the table of keys


def test_keys_are_described_once() -> None:
    labels = [(key.label, key.mode, key.action) for _, rows in KEYMAP for key in rows]
    assert len(set(labels)) == len(labels)
    assert all(key.meaning and len(key.label) + len(key.meaning) < 110 for _, rows in KEYMAP for key in rows)
    assert all(bool(key.sequence) == bool(key.action) for _, rows in KEYMAP for key in rows)
