"""Errors at the prompt: the original's text, then the line with a caret, then at most one line of advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from luashell.repl.reporting import defects
from luashell.repl.reporting.excerpts import marked_line
from luashell.repl.styled import CARET, ERROR, HINT
from tests.repl.prompts import Prompt

if TYPE_CHECKING:
    from pathlib import Path

POINTER = "`:why' explains it\n"


def shown(prompt: Prompt, *entries: str) -> str:
    """What is shown for the last of ``entries``, without the report that Lua itself makes, and the pointer."""
    answer = ""
    for entry in entries:
        answer = prompt.answer(entry)
    return answer.removesuffix(POINTER)


def marked(entry: str) -> str:
    """The words of ``entry`` that its error marks."""
    prompt = Prompt()
    try:
        lines = shown(prompt, entry).splitlines()
    finally:
        prompt.session.state.close()
    caret = next(number for number, line in enumerate(lines) if line.strip(" |").startswith("^"))
    column = lines[caret].index("^")
    return lines[caret - 1][column : column + lines[caret].count("~") + 1]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("f()", "f"),
        ("print(f())", "f"),
        ("x.y.z", "x"),
        ("x:foo(1)", "x"),
        ("x = {} x.y.z = 1", "y"),
        ("x = {} x.foo(1)", "foo"),
        ("x = {} x:foo(bar)", "foo"),
        ("x = {} return x[1]()", "1"),
        ("return 1 + {}", "+"),
        ("return 1 + nothing", "nothing"),
        ("x = {y = {}} print(1 + x.y.z * 2)", "z"),
        ("return -{}", "}"),
        ("return 'a' .. nil .. 'b'", ".."),
        ("return 'a' .. unknown", "unknown"),
        ("return 1 < 'x'", "<"),
        ("t[nil] = 1", "t"),
        ("strlen()", "strlen"),
        ("strrep(nil, 2)", "nil"),
        ("strrep('x', {})", "}"),
        ("strfind('a', '[')", "strfind"),
        ("u = udpsocket() u:timeout({})", "}"),
        ("error('x')", "error"),
        ("for i = 1, 'x' do end", "'x'"),
        ("for i = 1, 2, {} do end", "}"),
        ("for k, v in unknown do end", "unknown"),
        ("local s = nil\nprint(s:receive())", "s"),
        ("x = = 1", "="),
        ("x = 'unfinished", "'unfinished"),
        ("f(1, 2", ""),
    ],
)
def test_the_words_that_an_error_is_about_are_marked(entry: str, words: str) -> None:
    assert marked(entry).strip() == words


def test_the_text_of_the_original_comes_first_and_unchanged(prompt: Prompt) -> None:
    assert prompt.answer("f()") == "  f()\n  ^\n" + POINTER
    assert prompt.errors.getvalue() == (
        b'error: attempt to call global `f\' (a nil value)\nstack traceback:\n   1:  main of string "f()" at line 1\n'
    )


def test_the_pointer_is_shown_once(prompt: Prompt) -> None:
    assert prompt.answer("error('a')").endswith(POINTER)
    assert POINTER not in prompt.answer("error('b')")


def test_what_an_error_is_made_of(prompt: Prompt) -> None:
    kinds = [kind for kind, _ in prompt.styled("f()")]
    assert CARET in kinds
    assert kinds[-1] == HINT


def test_error_inside_a_function_of_an_earlier_entry(prompt: Prompt) -> None:
    assert shown(prompt, "function g(a)\n\tlocal b = a.x.y\n\treturn b\nend", "g({})") == (
        '  in "function g(a)...", line 2:\n  2 |     local b = a.x.y\n    |                 ^\n'
    )


def test_error_inside_a_file(prompt: Prompt, tmp_path: Path) -> None:
    file = tmp_path / "script.lua"
    file.write_text("-- a file\nlocal t = {}\nt.x.y = 1\n")
    assert shown(prompt, f":load {file}") == f"  in {file}, line 3:\n  3 | t.x.y = 1\n    |   ^\n"
    file.write_text("x = 1\ny = = 2\n")
    assert shown(prompt, f":load {file}") == f"  in {file}, line 2:\n  2 | y = = 2\n    |     ^\n"


def test_an_error_that_the_program_catches_shows_as_always(prompt: Prompt) -> None:
    assert prompt.answer("call(error, {'x'}, 'x')") == "nil\n"
    assert prompt.answer("dostring('f()')") == '1: nil\n2: "run-time error"\n'
    assert prompt.errors.getvalue().count(b"error: ") == 2


def test_error_that_was_reported_inside(prompt: Prompt) -> None:
    assert "error('x')" in shown(prompt, "call(function ()\nerror('x')\nend, {}, '')")
    assert prompt.errors.getvalue().count(b"error: ") == 1


def test_error_without_a_message(prompt: Prompt) -> None:
    assert prompt.answer("error()") == "  error()\n  ^~~~~\n"
    assert prompt.errors.getvalue() == b""


def test_tabs_and_wide_characters_before_the_place(prompt: Prompt) -> None:
    assert shown(prompt, "\tx = 'é日本' f()").splitlines() == ["      x = 'é日本' f()", "                  ^"]


def test_long_line_is_cut_around_the_place(prompt: Prompt) -> None:
    prompt.session.width = 40
    line, caret = shown(prompt, f"x = '{'a' * 200}' f() y = '{'b' * 200}'").splitlines()
    assert max(len(line), len(caret)) <= 40
    assert line.startswith("  ...aaa")
    assert line.endswith("...")
    assert line[caret.index("^")] == "f"


def test_control_characters_do_not_reach_the_screen(prompt: Prompt) -> None:
    assert "\x1b" not in shown(prompt, "x = '\x1b[2J' f()")


@pytest.mark.parametrize(
    ("line", "column", "width", "expected"),
    [
        ("abc", 1, 1, ("abc", 1, 1)),
        ("abc", 3, 5, ("abc", 3, 1)),
        ("abc", 99, 1, ("abc", 3, 1)),
        ("", 0, 1, ("", 0, 1)),
        ("\t\tx", 2, 1, ("        x", 8, 1)),
    ],
)
def test_marked_line(line: str, column: int, width: int, expected: tuple[str, int, int]) -> None:
    assert marked_line(line, column, width, 60) == expected


# ---- advice


@pytest.mark.parametrize(
    ("entry", "advice"),
    [
        ("prnit(1)", "did you mean print?"),
        ("string.len('x')", "Lua 4.0 writes strlen(s)"),
        ("t = {count = 1} t.cuont()", "did you mean count?"),
        ("t = {count = 1} t.n = t.cuont + 1", "did you mean count?"),
        ("u = udpsocket() u:sned('x')", "did you mean send?"),
        ("pairs_of = {} pair_of.x = 1", "did you mean pairs_of?"),
        ("zzzzzzzz()", ""),
        ("x = 5 x()", ""),
    ],
)
def test_advice(prompt: Prompt, entry: str, advice: str) -> None:
    last = prompt.answer(entry).splitlines()[-1]
    assert (last if advice else last.removesuffix("`:why' explains it").strip(" ^~|")) == advice


def test_advice_asks_no_tag_method(prompt: Prompt) -> None:
    prompt.answer("t = settag({count = 1}, newtag()) calls = 0")
    prompt.answer("settagmethod(tag(t), 'index', function () calls = calls + 1 end)")
    assert prompt.answer("t.cuont()").endswith("did you mean count?\n")
    assert prompt.answer("calls") == "1\n"  # the program's own reading


# ---- what went wrong by the results


def test_returned_message_is_remembered_for_why(prompt: Prompt) -> None:
    assert prompt.answer("connect('127.0.0.1', 1)") == '1: nil\n2: "connection refused"\n' + POINTER
    assert prompt.session.last_error is not None
    assert prompt.session.last_error.message == "connection refused"


def test_ordinary_strings_are_no_messages(prompt: Prompt) -> None:
    assert prompt.answer("'closed'") == '"closed"\n'
    assert prompt.session.last_error is None


# ---- what stays and what goes


def test_an_error_keeps_nothing_alive(prompt: Prompt) -> None:
    prompt.answer("function f() local s = udpsocket() s:nothing() end")
    prompt.answer("f()")
    prompt.answer("collectgarbage()")
    assert not prompt.session.sockets.open_ones()


def test_an_error_is_text_and_bounded(prompt: Prompt) -> None:
    prompt.answer("huge = strrep('x', 1000000) t = {}")
    prompt.answer("t.x.y = huge")
    assert prompt.session.last_error is not None
    assert all(len(each.text) < 100 for each in prompt.session.last_error.values)


def test_many_errors_that_are_caught_take_no_time(prompt: Prompt) -> None:
    assert prompt.answer("for i = 1, 300 do call(dostring, {'local x = nil x.y = 1'}, 'x') end") == ""
    assert prompt.session.last_error is not None


def test_stack_overflow_is_shown_where_it_happened(prompt: Prompt) -> None:
    prompt.answer("function r()\nreturn 1 + r()\nend")
    assert "2 | return 1 + r()" in shown(prompt, "r()")


# ---- results


def test_results_are_held(prompt: Prompt) -> None:
    prompt.answer("1, 'two'")
    assert prompt.answer("_1, _2, _3") == '1: 1\n2: "two"\n3: nil\n'
    prompt.answer("'only'")
    assert prompt.answer("_1, _2") == '1: "only"\n2: nil\n'


def test_semicolon_is_silent_and_results_are_held(prompt: Prompt) -> None:
    assert prompt.answer("7;") == ""
    assert prompt.answer("_1 -- ;") == "7\n"
    assert prompt.answer("return 8;") == ""
    assert prompt.answer("_1") == "8\n"


def test_names_of_the_program_stay_its_own(prompt: Prompt) -> None:
    prompt.answer("_1 = 'mine'")
    assert prompt.answer("5, 6") == (
        "1: 5\n2: 6\n_1 is a global of your program, and left as such: the result is not held there\n"
    )
    assert prompt.answer("5, 6") == "1: 5\n2: 6\n"
    assert prompt.answer("_1, _2;") == ""
    assert prompt.answer("print(_1)") == ""
    assert prompt.output.getvalue() == b"mine\n"
    prompt.answer("_1 = nil")
    prompt.answer("9;")
    assert prompt.answer("_1") == "9\n"


def test_holding_calls_no_tag_method(prompt: Prompt) -> None:
    prompt.answer(
        "called = 0 settagmethod(tag(nil), 'setglobal', function (n, o, v) called = 1 rawset(globals(), n, v) end)"
    )
    prompt.answer("5;")
    assert prompt.answer("called") == "0\n"


def test_full_shows_everything(prompt: Prompt) -> None:
    prompt.answer("t = {} for i = 1, 100 do t[i] = strrep('x', 100) end")
    assert prompt.answer(":full t") == ""
    assert prompt.output.getvalue().count(b"\n") == 102
    prompt.output.truncate(0)
    prompt.output.seek(0)
    prompt.answer("{{1}}, 'x'")
    assert prompt.answer(":full") == ""
    assert prompt.output.getvalue() == b'1: {{1}}\n2: "x"\n'


def test_full_of_what_fails(prompt: Prompt) -> None:
    assert prompt.answer(":full x.y").startswith("  x.y\n  ^\n")
    assert prompt.answer(":full 1 +").startswith("  1 +\n")
    assert prompt.answer(":full") == "there are no results yet; :full EXPRESSION shows a value\n"


# ---- defects


def test_a_defect_is_named_and_the_session_goes_on(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("oh\x1b")

    monkeypatch.delenv(defects.VARIABLE, raising=False)
    monkeypatch.setattr("luashell.repl.evaluation.run_chunk", fail)
    styled = prompt.styled("1")
    assert styled[0][0] == ERROR
    assert prompt.answer("1") == (
        "internal error: KeyError: 'oh\\x1b'\n"
        "This is a defect of luashell, not of your program; with LUASHELL_TRACEBACK=1 set, a traceback shows where.\n"
    )
    monkeypatch.setenv(defects.VARIABLE, "1")
    assert "Traceback (most recent call last):" in prompt.answer("1")
    monkeypatch.undo()
    assert prompt.answer("1") == "1\n"
