"""Locals end with their entry: the prompt says so once."""

import pytest

from luashell.repl.advice.locals_hint import LocalsHint
from luashell.repl.styled import HINT
from tests.repl.prompts import Prompt


@pytest.mark.parametrize(
    ("entry", "hint"),
    [
        ("local s = 1", "local s ends with this entry; to keep: s = ... without `local'\n"),
        ("x = 1 local a, b = 1, 2", "local a, b end with this entry; to keep: a, b = ... without `local'\n"),
        ("local s local t", "local s, t end with this entry; to keep: s, t = ... without `local'\n"),
    ],
)
def test_hint(prompt: Prompt, entry: str, hint: str) -> None:
    assert LocalsHint(prompt.session)(entry) == [(HINT, hint)]


@pytest.mark.parametrize(
    "entry",
    [
        "x = 1",
        "do local s = 1 end",
        "f = function () local s end",
        "local s = ",
        "'local s'",
        "locale = 1",
        ":x local y",
    ],
)
def test_no_hint(prompt: Prompt, entry: str) -> None:
    assert LocalsHint(prompt.session)(entry) == []


def test_it_is_said_once_in_a_session_and_after_the_answer(prompt: Prompt) -> None:
    assert prompt.answer("s = 1") == ""
    assert prompt.answer("local s = 5 return s").splitlines()[1:] == [
        "local s ends with this entry; to keep: s = ... without `local'"
    ]
    assert prompt.answer("local s = 5 return s") == "5\n"
