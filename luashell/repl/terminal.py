"""The reader for terminals: prompt_toolkit edits an entry of one or several lines."""

from __future__ import annotations

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory, ConditionalAutoSuggest
from prompt_toolkit.filters import Always, Condition
from prompt_toolkit.history import History

from luashell.repl.keys import bindings
from luashell.repl.prompts import CONTINUATION, PROMPT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable
    from typing import Final

    from luashell.repl.history import History as Entries
    from luashell.repl.shell import Shell

__all__ = ["TerminalReader"]

PROMPT_STYLE: Final = "bold ansigreen"


class TerminalReader:
    """Reads the entries of ``shell`` with an editor; Enter ends an entry unless the shell needs more."""

    def __init__(self, shell: Shell) -> None:
        session = shell.session
        self.editor: PromptSession[str] = PromptSession(
            [(PROMPT_STYLE, PROMPT)],
            auto_suggest=ConditionalAutoSuggest(
                AutoSuggestFromHistory(), Condition(lambda: session.settings.suggestions)
            ),
            history=_Entries(session.history),
            key_bindings=bindings(shell.needs_more),
            multiline=True,
            prompt_continuation=[(PROMPT_STYLE, CONTINUATION)],
        )
        # The constructor's own parameter for this would put completion while typing out of action.
        self.editor.default_buffer.enable_history_search = Always()

    def read(self) -> str | None:
        """The next entry as typed; empty when it was given up (Ctrl-C), None when the input has ended."""
        try:
            return self.editor.prompt()
        except KeyboardInterrupt:
            return ""
        except EOFError:
            return None


class _Entries(History):
    """The history as prompt_toolkit asks for it. Who answers an entry also adds it."""

    def __init__(self, entries: Entries) -> None:
        super().__init__()
        self._entries = entries

    async def load(self) -> AsyncGenerator[str, None]:
        """The entries, latest first."""
        for entry in reversed(self._entries.entries):
            yield entry

    def get_strings(self) -> list[str]:
        """The entries, latest last."""
        return self._entries.entries

    def append_string(self, string: str) -> None:
        """Added elsewhere."""

    def load_history_strings(self) -> Iterable[str]:
        """Replaced by ``load``."""
        return reversed(self._entries.entries)

    def store_string(self, string: str) -> None:
        """Added elsewhere."""
