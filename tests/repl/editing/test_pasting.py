"""A pasted dialogue is its entries, without prompts and answers; other text stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luashell.repl.editing.pasting import entries_in_dialogue, with_line_feeds
from luashell.repl.prompts import PROMPT, continuation_of


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("lua> x = 1", ["x = 1"]),
        ("lua> if x then\n...    y()\n...  end", ["if x then\n  y()\nend"]),
        ("lua> do\n...\n...  end", ["do\n\nend"]),
        ("\nlua> x", ["x"]),
        ("lua> x = {}\nlua> x[1]\nnil\nlua> :vars\nx  table  {}\nlua>", ["x = {}", "x[1]", ":vars"]),
        ("lua> print(1)\n1\nlua> x = 2\nlua>", ["print(1)", "x = 2"]),
        ("lua> function f()\n  return 1\nend\nlua> f()\n1", ["function f()\n  return 1\nend", "f()"]),
        ("lua> if x then\n...    y(\nlua> y", ["y"]),
        ("lua> x = 1\n...  y = 2", ["x = 1\ny = 2"]),
        ("lua> y\nlua> if x then\n...    y(", ["y", "if x then\n  y("]),
        ("lua> x = = 1\nerror: ...\nlua> x", ["x = = 1", "x"]),
        ("> x = 1\n> y = 2", ["x = 1", "y = 2"]),
        ("> do\n>> end", ["do\nend"]),
        ("lua> \nlua> ", []),
        ("x = 1\nlua> y", None),
        ("x\n> y", None),
        ("lua >", None),
        ("lua>x", None),
        ("  lua> x", None),
        ("", None),
    ],
)
def test_dialogue_is_its_entries(pasted: str, expected: list[str] | None) -> None:
    assert entries_in_dialogue(pasted, PROMPT) == expected


@pytest.mark.parametrize(
    ("prompt", "pasted", "expected"),
    [
        ("? ", "? do\n. x()\n. end", ["do\nx()\nend"]),
        ("session 1\nmine: ", "mine: do\n...   end", ["do\nend"]),
        ("mine: ", "lua> do\n...  end", ["do\nend"]),
        ("", "x = 1", None),
        (" ", " x = 1", None),
    ],
)
def test_own_prompt_is_known(prompt: str, pasted: str, expected: list[str] | None) -> None:
    assert entries_in_dialogue(pasted, prompt) == expected


typed = st.characters(exclude_characters="\r", exclude_categories=["Cs"]) | st.characters(
    min_codepoint=0xDC80, max_codepoint=0xDCFF, categories=["Cs"]
)
"""Characters as they come from a terminal: those of UTF-8, and bytes that are none."""


@given(
    st.text(typed, max_size=60).filter(str.strip),
    st.sampled_from(["lua> ", "? ", "long prompt> "]),
)
def test_what_was_copied_comes_back(entry: str, prompt: str) -> None:
    first, *others = entry.split("\n")
    screen = "\n".join([prompt + first, *(continuation_of(prompt) + line for line in others)])
    assert entries_in_dialogue(screen, prompt) == [entry]


def test_ends_of_lines() -> None:
    assert with_line_feeds("a\rb\r\nc\nd") == "a\nb\nc\nd"
