"""The screen as a program writes on it: is the cursor at the beginning of a line?"""

from __future__ import annotations

from luashell.repl.styled import plain_text
from luashell.runtime.text import from_typed, to_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

    from luashell.repl.styled import Styled
    from luashell.runtime.state import LuaState

__all__ = ["Screen"]


class Screen:
    """Stands in for both output streams of a state, and remembers how the last of them to write left the line."""

    def __init__(self, state: LuaState) -> None:
        self._state = state
        self._ends_line = True
        state.stdout = _Watched(state.stdout, self)  # type: ignore[assignment]  # it passes all else on
        state.stderr = _Watched(state.stderr, self)  # type: ignore[assignment]  # as above

    def wrote(self, data: bytes) -> None:
        """One of the streams has been given ``data``."""
        if data:
            self._ends_line = data.endswith(b"\n")

    def start_line(self) -> None:
        """Bring the cursor to the beginning of a line."""
        if not self._ends_line:
            self._state.stdout.write(b"\n")
        self._state.stdout.flush()

    def show(self, styled: Styled) -> None:
        """Show text on lines of its own."""
        if styled:
            self.start_line()
            self._state.stdout.write(to_bytes(from_typed(plain_text(styled))))
            self._state.stdout.flush()

    def line_was_entered(self) -> None:
        """Somebody has pressed Enter: the terminal has moved to the next line."""
        self._ends_line = True


class _Watched:
    """A stream that tells the screen what is written on it."""

    def __init__(self, stream: BinaryIO, screen: Screen) -> None:
        self._stream = stream
        self._screen = screen

    def write(self, data: bytes, /) -> int:
        self._screen.wrote(data)
        return self._stream.write(data)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)
