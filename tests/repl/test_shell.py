"""The shell without a terminal: entries in, answers out."""

import errno
from pathlib import Path

import pytest

from luashell.repl.commands import preferences
from luashell.repl.folders import is_there
from tests.repl.prompts import Prompt


@pytest.mark.parametrize(
    ("entry", "answer"),
    [
        ("1 + 1", "2\n"),
        ("1, nil", "1: 1\n2: nil\n"),
        ("return 3", "3\n"),
        ("x = 1", ""),
        ("  ", ""),
        ("print(1)", ""),
        ("write('')", ""),
        ("dostring('x = 1')", ""),
        ("strlen('é')", "2\n"),
        ("'é'", '"é"\n'),
    ],
)
def test_answer(prompt: Prompt, entry: str, answer: str) -> None:
    assert prompt.answer(entry) == answer
    assert prompt.errors.getvalue() == b""


def test_globals_stay_and_locals_do_not(prompt: Prompt) -> None:
    prompt.answer("x = 1 local y = 2")
    assert prompt.answer("x, y") == "1: 1\n2: nil\n"


def test_output_goes_to_the_stream(prompt: Prompt) -> None:
    prompt.answer("print('hello')")
    assert prompt.output.getvalue() == b"hello\n"


def test_errors_are_reported_as_always(prompt: Prompt) -> None:
    assert prompt.answer("f()") == "  f()\n  ^\n`:why' explains it\n"
    message = (
        b'error: attempt to call global `f\' (a nil value)\nstack traceback:\n   1:  main of string "f()" at line 1\n'
    )
    assert prompt.errors.getvalue() == message


def test_error_in_the_handler_of_errors(prompt: Prompt) -> None:
    prompt.answer("_ERRORMESSAGE = function (m) error(m) end")
    assert prompt.answer("error('x')").startswith("error in error message\n")


def test_beginning_of_an_entry_needs_more(prompt: Prompt) -> None:
    assert prompt.shell.needs_more("function f()")
    assert not prompt.shell.needs_more("function f() end")


def test_file_that_cannot_be_reached_ends_an_answer_and_not_the_session(
    prompt: Prompt, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(file: Path) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied", str(file))

    prompt.session.config_file = tmp_path / "config"
    monkeypatch.setattr(preferences, "is_there", refuse)
    assert prompt.answer(":config") == f"{tmp_path}/init.lua: Permission denied\n"
    assert prompt.answer("1 + 1") == "2\n"


def test_file_whose_folder_cannot_be_searched_is_not_there(tmp_path: Path) -> None:
    assert is_there(tmp_path)
    assert not is_there(tmp_path / "file")
    assert not is_there(tmp_path / ("long" * 100) / "file")
