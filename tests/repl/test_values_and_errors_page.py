"""The dialogues about values and errors in docs/prompt.md, held against the prompt."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from luashell.repl.editing.pasting import entries_in_dialogue
from luashell.repl.prompts import PROMPT

if TYPE_CHECKING:
    from tests.repl.prompts import Prompt

PAGE: Final = Path(__file__).parent.parent.parent / "docs" / "prompt.md"
MORE: Final = "...  "


def dialogues() -> list[str]:
    """The blocks of the two sections."""
    sections = re.findall(
        r"^## (?:Values|Errors)\n(.*?)(?=^## )", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    return [
        block for section in sections for block in re.findall(r"^```text\n(.*?)^```", section, re.DOTALL | re.MULTILINE)
    ]


def test_there_are_dialogues() -> None:
    assert len(dialogues()) >= 4


@pytest.mark.parametrize("dialogue", dialogues())
def test_dialogue_is_what_the_prompt_shows(prompt: Prompt, dialogue: str) -> None:
    shown = ""
    for entry in entries_in_dialogue(dialogue, PROMPT) or []:
        shown += PROMPT + entry.replace("\n", f"\n{MORE}") + "\n"
        answer = prompt.answer(entry)
        shown += prompt.errors.getvalue().decode() + answer
        prompt.errors.truncate(0)
        prompt.errors.seek(0)
    assert shown == dialogue
