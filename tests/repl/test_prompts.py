"""What asks for an entry."""

from collections.abc import Iterator

import pytest

from luashell.interpreter import new_state
from luashell.repl.prompts import continuation_of, prompt_of
from luashell.runtime.state import LuaState


@pytest.fixture
def state() -> Iterator[LuaState]:
    made = new_state()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("program", "prompt"),
    [
        ("", "lua> "),
        ("_PROMPT = '? '", "? "),
        ("_PROMPT = ''", ""),
        ("_PROMPT = 5", "lua> "),
        ("_PROMPT = {}", "lua> "),
        ("_PROMPT = 'first\\nsecond> '", "first\nsecond> "),
        ("_PROMPT = '\\27[31mred '", r"\027[31mred "),
        ("_PROMPT = '\xc3\xa9> '", "é> "),
        ("_PROMPT = '\\255> '", "\N{REPLACEMENT CHARACTER}> "),
    ],
)
def test_prompt(state: LuaState, program: str, prompt: str) -> None:
    state.load(program, "=test")()
    assert prompt_of(state) == prompt


def test_asking_for_it_runs_no_handler(state: LuaState) -> None:
    program = "local t = settag({}, newtag()) _PROMPT = t settagmethod(tag(t), 'getglobal', error)"
    state.load(program, "=test")()
    assert prompt_of(state) == "lua> "


@pytest.mark.parametrize(
    ("prompt", "continuation"),
    [
        ("lua> ", "...  "),
        ("> ", ". "),
        (">", " "),
        ("", ""),
        ("1> ", ".. "),
        ("long prompt> ", "...          "),
        ("first\nsecond> ", "...     "),
        ("漢> ", "... "),
        ("e\u0301> ", ".. "),
    ],
)
def test_continuation_is_as_wide(prompt: str, continuation: str) -> None:
    assert continuation_of(prompt) == continuation
