"""What means something else in Lua 4.0 and is taken silently: the prompt says so."""

import pytest

from luashell.repl.advice.silence_hints import ABOUT_LENGTH, ABOUT_TRUE
from tests.repl.prompts import Prompt


@pytest.mark.parametrize(
    "entry", ["x = true", "true", "if true then print(1) end", "f = function () return not true end"]
)
def test_true_is_explained_once(prompt: Prompt, entry: str) -> None:
    prompt.session.width = 200
    assert prompt.answer(entry).endswith(f"{ABOUT_TRUE}\n")
    assert ABOUT_TRUE not in prompt.answer(entry)


@pytest.mark.parametrize(
    "entry",
    [
        "t = {true = 1}",
        "t = {} t.true = 1",
        "true = 1",
        "local true = 1 print(true)",
        "x = 'true'",
        "x = 1 -- true",
        "truth",
    ],
)
def test_other_uses_are_not(prompt: Prompt, entry: str) -> None:
    prompt.session.width = 200
    assert ABOUT_TRUE not in prompt.answer(entry)


def test_program_may_define_it(prompt: Prompt) -> None:
    prompt.session.width = 200
    prompt.answer("true = 1")
    assert prompt.answer("true") == "1\n"


@pytest.mark.parametrize("entry", ["#t", "#{1, 2}", "#'text'", '#"text"', "#_t", "#(t)"])
def test_length_is_explained(prompt: Prompt, entry: str) -> None:
    prompt.session.width = 200
    assert prompt.answer(entry) == f"{ABOUT_LENGTH}\n"


@pytest.mark.parametrize("entry", ["#!/usr/bin/luashell", "# note", "#", "-- #t", "#t\n-- note", ""])
def test_comments_are_left_alone(prompt: Prompt, entry: str) -> None:
    assert prompt.answer(entry) == ""


def test_nobody_there_nothing_said(prompt: Prompt) -> None:
    prompt.session.is_watched = False
    assert prompt.answer("x = true") == prompt.answer("#t") == ""
