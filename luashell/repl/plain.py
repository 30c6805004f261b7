"""The reader for dumb terminals, screen readers and pipes: lines as they come, prompts as plain text."""

from __future__ import annotations

from luashell.repl.prompts import continuation_of, prompt_of
from luashell.runtime.text import from_bytes, from_typed, to_bytes, to_typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.repl.screen import Screen
    from luashell.repl.shell import Shell

__all__ = ["PlainReader"]


class PlainReader:
    """Reads entries from the state's standard input, where Lua's ``read`` finds what follows them.

    What happens in the background is shown when the entry is complete: nothing is ever drawn twice.
    """

    def __init__(self, shell: Shell, screen: Screen) -> None:
        self._shell = shell
        self._screen = screen

    def read(self) -> str | None:
        """The next entry as typed; empty when it was given up (Ctrl-C), None when the input has ended."""
        self._screen.hold(None)
        prompt = prompt_of(self._shell.session.state)
        entry = ""
        try:
            while line := self._line(continuation_of(prompt) if entry else prompt):
                entry += line
                if not self._shell.needs_more(entry):
                    return entry.removesuffix("\n")
        except KeyboardInterrupt:
            self._write("\n")
            return ""
        self._write("\n")
        return entry or None

    def _line(self, prompt: str) -> str:
        self._write(prompt)
        return to_typed(from_bytes(self._shell.session.state.stdin.readline()))

    def _write(self, text: str) -> None:
        stdout = self._shell.session.state.stdout
        stdout.write(to_bytes(from_typed(text)))
        stdout.flush()
