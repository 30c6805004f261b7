"""The reader for dumb terminals and pipes: lines as they come, prompts as plain text."""

from __future__ import annotations

from luashell.repl.prompts import CONTINUATION, PROMPT
from luashell.runtime.text import from_bytes, to_typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from luashell.runtime.state import LuaState

__all__ = ["PlainReader"]


class PlainReader:
    """Reads entries from the state's standard input, where Lua's ``read`` finds what follows them."""

    def __init__(self, state: LuaState, needs_more: Callable[[str], bool]) -> None:
        self._state = state
        self._needs_more = needs_more

    def read(self) -> str | None:
        """The next entry as typed; empty when it was given up (Ctrl-C), None when the input has ended."""
        entry = ""
        try:
            while line := self._line(CONTINUATION if entry else PROMPT):
                entry += line
                if not self._needs_more(entry):
                    return entry.removesuffix("\n")
        except KeyboardInterrupt:
            self._write("\n")
            return ""
        self._write("\n")
        return entry or None

    def _line(self, prompt: str) -> str:
        self._write(prompt)
        return to_typed(from_bytes(self._state.stdin.readline()))

    def _write(self, text: str) -> None:
        self._state.stdout.write(text.encode())
        self._state.stdout.flush()
