"""Pasted text loses the prompts that it was copied with, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luashell.repl.editing.pasting import with_line_feeds, without_prompts
from luashell.repl.prompts import PROMPT, continuation_of


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("lua> x = 1", "x = 1"),
        ("lua> if x then\n...    y()\n...  end", "if x then\n  y()\nend"),
        ("lua> do\n...\n...  end", "do\n\nend"),
        ("\nlua> x", "x"),
        ("lua> print(1)\n1\nlua> x = 2\nlua>", "print(1)\n1\nx = 2\n"),
        ("> x = 1\n> y = 2", "x = 1\ny = 2"),
        ("> do\n>> end", "do\nend"),
        ("x = 1\nlua> y", "x = 1\nlua> y"),
        ("x\n> y", "x\n> y"),
        ("lua >", "lua >"),
        ("lua>x", "lua>x"),
        ("  lua> x", "  lua> x"),
        ("", ""),
    ],
)
def test_prompts_are_stripped(pasted: str, expected: str) -> None:
    assert without_prompts(pasted, PROMPT) == expected


@pytest.mark.parametrize(
    ("prompt", "pasted", "expected"),
    [
        ("? ", "? do\n. x()\n. end", "do\nx()\nend"),
        ("session 1\nmine: ", "mine: do\n...   end", "do\nend"),
        ("mine: ", "lua> do\n...  end", "do\nend"),
        ("", "x = 1", "x = 1"),
        (" ", " x = 1", " x = 1"),
    ],
)
def test_own_prompt_is_known(prompt: str, pasted: str, expected: str) -> None:
    assert without_prompts(pasted, prompt) == expected


@given(
    st.text(st.characters(exclude_characters="\r"), max_size=60).filter(bool),
    st.sampled_from(["lua> ", "? ", "long prompt> "]),
)
def test_what_was_copied_comes_back(entry: str, prompt: str) -> None:
    first, *others = entry.split("\n")
    screen = "\n".join([prompt + first, *(continuation_of(prompt) + line for line in others)])
    assert without_prompts(screen, prompt) == entry


def test_ends_of_lines() -> None:
    assert with_line_feeds("a\rb\r\nc\nd") == "a\nb\nc\nd"
