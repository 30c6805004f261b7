"""What asks for an entry, and for more of one."""

from __future__ import annotations

from luashell.repl.styled import printable
from luashell.runtime.text import to_display

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.runtime.state import LuaState

__all__ = ["PROMPT", "continuation_of", "prompt_of"]

PROMPT: Final = "lua> "


def prompt_of(state: LuaState) -> str:
    """What asks for an entry: the global ``_PROMPT`` when it is a string, as in the original (7.2); else our own.

    No handler of Lua is called for it, and nothing in it can steer the terminal.
    """
    own = state.globals.raw_get("_PROMPT")
    return printable(to_display(own)) if isinstance(own, str) else PROMPT


def continuation_of(prompt: str) -> str:
    """What asks for more: dots, at most three, as wide as the last line of ``prompt``, so that lines stay aligned."""
    width = _columns(prompt.rpartition("\n")[2])
    return ("..." if width > 3 else "." * (width - 1)).ljust(width)


def _columns(text: str) -> int:
    """How many columns ``text`` takes; characters of East Asia take two, combining ones none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text)
