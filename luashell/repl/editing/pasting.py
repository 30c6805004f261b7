"""Text that comes from a clipboard: it may have been copied off a prompt, with everything that stood there."""

from __future__ import annotations

import re

from luashell.repl.entry import read_entry
from luashell.repl.prompts import PROMPT, continuation_of
from luashell.runtime.text import from_typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["entries_in_dialogue", "with_line_feeds"]

ORIGINAL_PROMPT: Final = "> "
LATER_CONTINUATION: Final = ">> "
"""What asks for more in versions of Lua that came later."""


def with_line_feeds(text: str) -> str:
    """``text`` with LF for each end of line: terminals send CR."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def entries_in_dialogue(text: str, prompt: str) -> list[str] | None:
    """The entries of a dialogue, text that begins with a prompt, without prompts and answers; None of other text.

    Known are ``prompt``, the usual one, and that of the original interpreter, each with what asks for more. A line
    without any goes on with an entry that is not complete; else it is an answer. Of the entries that were never
    completed, only the last counts.
    """
    text = text.lstrip("\n")
    for known in (prompt, PROMPT, ORIGINAL_PROMPT):
        shown = known.rpartition("\n")[2]
        if shown.strip() and text.startswith(shown):
            more = LATER_CONTINUATION if shown == ORIGINAL_PROMPT else continuation_of(shown)
            return _entries(text, _beginning(shown), _beginning(more) if more.strip() else None)
    return None


def _entries(dialogue: str, first: re.Pattern[str], others: re.Pattern[str] | None) -> list[str]:
    """The entries of a dialogue whose lines begin so."""
    found: list[str] = []
    is_incomplete = False
    for line in dialogue.split("\n"):
        begun = first.match(line)
        continued = None if begun or others is None else others.match(line)
        if begun is not None:
            if is_incomplete:
                del found[-1]  # it was given up
            found.append(line[begun.end() :])
        elif continued is not None:
            found[-1] += f"\n{line[continued.end() :]}"
        elif is_incomplete:
            found[-1] += f"\n{line}"
        else:
            continue
        is_incomplete = read_entry(from_typed(found[-1])).is_incomplete
    return [entry for entry in found if entry.strip()]


def _beginning(prompt: str) -> re.Pattern[str]:
    """``prompt``, also where the blanks at the end of a line were lost."""
    return re.compile(rf"{re.escape(prompt)}|{re.escape(prompt.rstrip())}$")
