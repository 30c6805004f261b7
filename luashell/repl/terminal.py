"""The reader for terminals: prompt_toolkit edits an entry of one or several lines, and remembers it."""

from __future__ import annotations

from contextlib import suppress

from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory, InMemoryHistory

from luashell.repl.history import history_file
from luashell.repl.keys import bindings
from luashell.repl.prompts import CONTINUATION, PROMPT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

    from prompt_toolkit.history import History

__all__ = ["TerminalReader"]

PROMPT_STYLE: Final = "bold ansigreen"


class TerminalReader:
    """Reads entries with an editor; Enter ends an entry unless it ``needs_more``."""

    def __init__(self, needs_more: Callable[[str], bool]) -> None:
        self._session: PromptSession[str] = PromptSession(
            [(PROMPT_STYLE, PROMPT)],
            history=_history(),
            key_bindings=bindings(needs_more),
            multiline=True,
            prompt_continuation=[(PROMPT_STYLE, CONTINUATION)],
        )

    def read(self) -> str | None:
        """The next entry as typed; empty when it was given up (Ctrl-C), None when the input has ended."""
        try:
            return self._session.prompt()
        except KeyboardInterrupt:
            return ""
        except EOFError:
            return None


class _ForgivingHistory(FileHistory):
    """A history in a file; an entry that cannot be written there is remembered for this session only."""

    def store_string(self, string: str) -> None:
        with suppress(OSError, ValueError):  # ValueError: typed bytes that are no UTF-8
            super().store_string(string)


def _history() -> History:
    file = history_file()
    return InMemoryHistory() if file is None else _ForgivingHistory(str(file))
