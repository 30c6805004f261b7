"""The dialogues about values and errors in docs/prompt.md, held against the prompt."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from tests.repl.prompts import Prompt

PAGE: Final = Path(__file__).parent.parent.parent / "docs" / "prompt.md"
PROMPT: Final = "lua> "
MORE: Final = "...  "


def dialogues() -> list[str]:
    """The blocks of the two sections."""
    sections = re.findall(
        r"^## (?:Values|Errors)\n(.*?)(?=^## )", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    return [
        block for section in sections for block in re.findall(r"^```text\n(.*?)^```", section, re.DOTALL | re.MULTILINE)
    ]


def entries_in(dialogue: str) -> list[str]:
    """What is typed in a dialogue."""
    entries: list[str] = []
    for line in dialogue.splitlines():
        if line.startswith(PROMPT):
            entries.append(line.removeprefix(PROMPT))
        elif line.startswith(MORE) and entries:
            entries[-1] += "\n" + line.removeprefix(MORE)
    return entries


def test_there_are_dialogues() -> None:
    assert len(dialogues()) >= 4


@pytest.mark.parametrize("dialogue", dialogues())
def test_dialogue_is_what_the_prompt_shows(prompt: Prompt, dialogue: str) -> None:
    shown = ""
    for entry in entries_in(dialogue):
        shown += PROMPT + entry.replace("\n", f"\n{MORE}") + "\n"
        answer = prompt.answer(entry)
        shown += prompt.errors.getvalue().decode() + answer
        prompt.errors.truncate(0)
        prompt.errors.seek(0)
    assert shown == dialogue
