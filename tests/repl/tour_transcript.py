"""The whole tour as somebody sees it who types what it says; write the transcript again with

python -m tests.repl.tour_transcript
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from luashell.repl.help.tour.steps import STEPS
from luashell.repl.prompts import PROMPT, continuation_of
from tests.repl.prompts import Prompt

if TYPE_CHECKING:
    from typing import Final

__all__ = ["TRANSCRIPT", "walked"]

TRANSCRIPT: Final = Path(__file__).parent / "transcripts" / "tour.txt"


def walked(prompt: Prompt) -> str:
    """What stands on the screen after the tour at a new ``prompt``."""
    screen = [_typed(prompt, ":tour start")]
    for step in STEPS:
        screen += [_typed(prompt, task.entry) for task in step.tasks]
        screen.append(_typed(prompt, ":tour next"))
    return "".join(screen)


def _typed(prompt: Prompt, entry: str) -> str:
    """What an entry adds to the screen: itself, what the program writes, and the answer."""
    written = prompt.output.tell()
    answer = prompt.answer(entry)
    shown = prompt.output.getvalue()[written:].decode() + prompt.errors.getvalue().decode() + answer
    lines = entry.replace("\n", f"\n{continuation_of(PROMPT)}")
    return f"{PROMPT}{lines}\n{shown}"


def _write() -> None:
    prompt = Prompt()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        TRANSCRIPT.parent.mkdir(exist_ok=True)
        TRANSCRIPT.write_text(walked(prompt), encoding="utf-8")
    prompt.session.close()


if __name__ == "__main__":
    _write()
