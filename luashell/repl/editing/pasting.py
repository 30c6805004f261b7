"""Text that comes from a clipboard: it may have been copied off a prompt, with everything that stood there."""

from __future__ import annotations

import re

from luashell.repl.prompts import PROMPT, continuation_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["with_line_feeds", "without_prompts"]

ORIGINAL_PROMPT: Final = "> "
LATER_CONTINUATION: Final = ">> "
"""What asks for more in versions of Lua that came later."""


def with_line_feeds(text: str) -> str:
    """``text`` with LF for each end of line: terminals send CR."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def without_prompts(text: str, prompt: str) -> str:
    """``text`` without the prompts that begin its lines, if it begins with one; other lines are left alone.

    Known are ``prompt``, the usual one, and that of the original interpreter, each with what asks for more.
    """
    for known in (prompt, PROMPT, ORIGINAL_PROMPT):
        shown = known.rpartition("\n")[2]
        if shown.strip() and text.lstrip("\n").startswith(shown):
            more = LATER_CONTINUATION if shown == ORIGINAL_PROMPT else continuation_of(shown)
            either = "|".join(_pattern(each) for each in (shown, more) if each.strip())
            return re.sub(rf"^(?:{either})", "", text.lstrip("\n"), flags=re.MULTILINE)
    return text


def _pattern(prompt: str) -> str:
    """``prompt``, also where the blanks at the end of a line were lost."""
    return rf"{re.escape(prompt)}|{re.escape(prompt.rstrip())}$"
