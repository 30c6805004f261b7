"""``??name``: the source of a function, whatever stands before, behind and around it."""

from pathlib import Path

import pytest

from luashell.repl.help.sources import source_of
from luashell.runtime.frames import Prototype, record_of
from tests.repl.prompts import Prompt


@pytest.mark.parametrize(
    ("entry", "name", "source"),
    [
        ("function f() return 1 end", "f", "line 1\nfunction f() return 1 end"),
        ("x = 1\nfunction f()\n  return 1\nend\ny = 2", "f", "lines 2 to 4\nfunction f()\n  return 1\nend"),
        ("f = function (a)\n\nend", "f", "lines 1 to 3\nf = function (a)\n\nend"),
        ("-- one\n-- two\nfunction f() end", "f", "lines 1 to 3\n-- one\n-- two\nfunction f() end"),
        ("t = {}\nfunction t:m()\nend", "t:m", "lines 2 to 3\nfunction t:m()\nend"),
        ("t = {}\nfunction t.f()\nend", "t.f", "lines 2 to 3\nfunction t.f()\nend"),
        ("function\nf\n()\nend", "f", "lines 1 to 4\nfunction\nf\n()\nend"),
        (
            "function f()\n  if 1 then while nil do end end\n  for i = 1, 2 do repeat until 1 end\nend\ng = 1",
            "f",
            "lines 1 to 4\nfunction f()\n  if 1 then while nil do end end\n  for i = 1, 2 do repeat until 1 end\nend",
        ),
    ],
)
def test_source(entry: str, name: str, source: str, prompt: Prompt) -> None:
    prompt.answer(entry)
    shown = prompt.answer(f"??{name}")
    assert shown.partition(", ")[2] == f"{source}\n"


def test_functions_of_one_line_are_told_apart(prompt: Prompt) -> None:
    prompt.answer("function outer(a) return function (b, ...) return b end end  function last(c) end  inner = outer(1)")
    heads = {name: prompt.answer(f"?{name}").partition("  ")[0] for name in ("outer", "inner", "last")}
    assert heads == {"outer": "function outer(a)", "inner": "function (b, ...)", "last": "function last(c)"}


def test_function_of_an_expression(prompt: Prompt) -> None:
    prompt.answer("function () return 5 end")
    prompt.answer("f = _1")
    assert prompt.answer("??f").endswith("line 1\nfunction () return 5 end\n")


def test_function_of_a_file(prompt: Prompt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("shapes.lua").write_text("#!/usr/bin/luashell\n\nfunction area(w, h)\n  return w * h\nend\n")
    prompt.answer("dofile('shapes.lua')")
    assert prompt.answer("??area") == "shapes.lua, lines 3 to 5\nfunction area(w, h)\n  return w * h\nend\n"


def test_strings_are_shown_as_they_were_typed(prompt: Prompt) -> None:
    prompt.answer("function f() return 'é' end")
    assert prompt.answer("??f").endswith("return 'é' end\n")


def test_source_steers_no_terminal(prompt: Prompt) -> None:
    prompt.answer("function f()\n\treturn '\x1b[2J' end")
    assert prompt.answer("??f").endswith("\n\treturn '\\027[2J' end\n")


def test_main_chunk() -> None:
    prompt = Prompt()
    main = prompt.session.state.load("x = 1\ny = 2", "=test")
    record = record_of(main.__code__)
    assert isinstance(record, Prototype)
    assert source_of(record).lines == ["x = 1", "y = 2"]
    assert source_of(record).where == "test, lines 1 to 2"


def test_functions_of_the_library_have_a_page_instead(prompt: Prompt) -> None:
    shown = prompt.answer("??strlen")
    assert shown.startswith("strlen is part of luashell, and not written in Lua.\nstrlen(s) ")
    prompt.answer("s = udpsocket()")
    assert "receivefrom([size])" in prompt.answer("??s:receivefrom")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("??", "??name shows the source of a function\n"),
        ("??nosuch", "there is no function nosuch\n"),
        ("??x", "x is no function written in Lua: ?x tells what it is\n"),
        ("??while", "while is no function written in Lua: ?while tells what it is\n"),
    ],
)
def test_what_has_no_source(question: str, answer: str, prompt: Prompt) -> None:
    prompt.answer("x = 5")
    assert prompt.answer(question) == answer
