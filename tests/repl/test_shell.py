"""The shell without a terminal: entries in, answers out."""

import io

import pytest

from luashell.interpreter import new_state
from luashell.repl.shell import Shell


class Session:
    def __init__(self) -> None:
        self.output = io.BytesIO()
        self.errors = io.BytesIO()
        self.shell = Shell(new_state(stdin=io.BytesIO(), stdout=self.output, stderr=self.errors))


@pytest.fixture
def session() -> Session:
    return Session()


@pytest.mark.parametrize(
    ("entry", "answer"),
    [
        ("1 + 1", "2\n"),
        ("1, nil", "1\nnil\n"),
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
def test_answer(session: Session, entry: str, answer: str) -> None:
    assert session.shell.answer(entry) == answer
    assert session.errors.getvalue() == b""


def test_globals_stay_and_locals_do_not(session: Session) -> None:
    session.shell.answer("x = 1 local y = 2")
    assert session.shell.answer("x, y") == "1\nnil\n"


def test_output_goes_to_the_stream(session: Session) -> None:
    session.shell.answer("print('hello')")
    assert session.output.getvalue() == b"hello\n"


def test_errors_are_reported_as_always(session: Session) -> None:
    assert session.shell.answer("f()") == ""
    message = (
        b'error: attempt to call global `f\' (a nil value)\nstack traceback:\n   1:  main of string "f()" at line 1\n'
    )
    assert session.errors.getvalue() == message


def test_error_in_the_handler_of_errors(session: Session) -> None:
    session.shell.answer("_ERRORMESSAGE = function (m) error(m) end")
    assert session.shell.answer("error('x')") == "error in error message\n"


def test_beginning_of_an_entry_needs_more(session: Session) -> None:
    assert session.shell.needs_more("function f()")
    assert not session.shell.needs_more("function f() end")
