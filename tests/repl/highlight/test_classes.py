"""What each piece is to its reader."""

import pytest

from luashell.interpreter import new_state
from luashell.repl.highlight import classes
from luashell.repl.highlight.classes import LIBRARY, VALUES, classified
from luashell.repl.styled import HINT


@pytest.mark.parametrize(
    ("text", "piece", "expected"),
    [
        ("x = nil", "nil", classes.CONSTANT),
        ("not x", "not", classes.WORD_OPERATOR),
        ("while x do", "while", classes.KEYWORD),
        ("print(1)", "print", classes.BUILTIN),
        ("print(1)", "(", classes.PUNCTUATION),
        ("t.print(1)", "print", classes.FIELD),
        ("t.x.y = 1", "y", classes.FIELD),
        ("s:send(x)", "send", classes.FUNCTION),
        ("s:send(x)", "s", classes.NAME),
        ("connect(x)", "connect", classes.BUILTIN),
        ("PI * 2", "PI", classes.BUILTIN_VALUE),
        ("return self", "self", classes.BUILTIN_VALUE),
        ("function f(x)", "f", classes.FUNCTION),
        ("function f(x)", "x", classes.NAME),
        ("function t:m(x)", "t", classes.FUNCTION),
        ("function t:m(x)", "m", classes.FUNCTION),
        ("f = function (x) y = 1", "x", classes.NAME),
        ("return %name", "%", classes.UPVALUE),
        ("return %name", "name", classes.UPVALUE),
        ("for k, v in t do", "in", classes.KEYWORD),
        ("for k, -- note\n v in t do", "in", classes.KEYWORD),
        ("for k, v in in do", "in ", ""),
        ("in = 1", "in", classes.NAME),
        ("f(in)", "in", classes.NAME),
        ("'a\\n'", "\\n", classes.ESCAPE),
        ("'a\\065b'", "\\065", classes.ESCAPE),
        ("'a\\065b'", "b'", classes.STRING),
        ("'a\\\n'", "\\\n", classes.ESCAPE),
        ("[[a\\n]]", "[[a\\n]]", classes.STRING),
        ("x == 1", "==", classes.OPERATOR),
        ("1e", "1e", classes.STRAY),
        (":trace on", ":trace", classes.COMMAND),
        (":trace on", " on", classes.ARGUMENT),
        ("?print", "?", classes.COMMAND),
        ("true", "true", classes.NAME),
        ("goto = 1", "goto", classes.NAME),
    ],
)  # fmt: skip
def test_class(text: str, piece: str, expected: str) -> None:
    assert {found: name for name, found in reversed(list(classified(text)))}.get(piece, "") == expected


def test_the_word_in_may_also_be_a_name() -> None:
    assert [name for name, piece in classified("for k, in in in do") if piece == "in"] == [
        classes.NAME,
        classes.KEYWORD,
        classes.NAME,
    ]


def test_library_is_that_of_the_interpreter() -> None:
    state = new_state(luasocket="1.2-debug")
    functions = {str(name) for name, value in state.globals.items().items() if callable(value)}
    values = {str(name) for name, value in state.globals.items().items() if not callable(value)}
    state.close()
    assert functions - LIBRARY == set()
    assert LIBRARY - functions == {"getargs"}  # of the stand-alone program
    assert values <= VALUES


def test_classes_are_no_kinds_of_answers() -> None:
    assert HINT not in {getattr(classes, name) for name in classes.__all__}
