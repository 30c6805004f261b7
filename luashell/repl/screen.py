"""The screen: what programs, answers and the background write on it, and never one into the other's line."""

from __future__ import annotations

from collections import deque
from threading import RLock

from luashell.repl.styled import ERROR, MUTED
from luashell.runtime.text import from_bytes, from_typed, to_bytes, to_display, to_typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO, Final

    from luashell.repl.colours import Colours
    from luashell.repl.styled import Styled
    from luashell.runtime.state import LuaState

__all__ = ["Screen"]

SAVE_CURSOR: Final = b"\x1b7"
RESTORE_CURSOR: Final = b"\x1b8"
ERASE_TO_END: Final = b"\x1b[K"
MOST_HELD: Final = 1000
"""Announcements that are kept while an entry is typed where they cannot be shown at once."""
NARROWEST_STATUS: Final = 24
"""Columns without which no status is shown."""


class Screen:
    """Stands in for both output streams of a state, and remembers how the last of them to write left the line.

    ``columns``, if given, tells the width of a terminal that can show a status. Errors have ``colours``, too, if
    ``errors_are_seen``, on a terminal. Any thread may ``announce``; all else belongs to the thread that runs Lua.
    """

    def __init__(
        self,
        state: LuaState,
        colours: Colours,
        *,
        columns: Callable[[], int] | None = None,
        errors_are_seen: bool = False,
    ) -> None:
        self.colours = colours
        self._columns = columns
        self._stdout = state.stdout
        self._lock = RLock()
        self._column = 0
        self._has_status = False
        self._held: deque[Styled] | None = None
        self._left_out = 0
        self._wake: Callable[[], None] | None = None
        state.stdout = _Watched(state.stdout, self)  # type: ignore[assignment]  # it passes all else on
        errors = state.stderr
        state.stderr = _Watched(errors, self)  # type: ignore[assignment]  # as above
        if errors_are_seen:
            state.reports = _Reports(errors, self)  # type: ignore[assignment]  # as above

    # ---- what programs write

    def write(self, stream: BinaryIO, data: bytes) -> int:
        """Let ``stream`` have ``data``."""
        with self._lock:
            self.clear_status()
            self.wrote(data)
            return stream.write(data)

    def wrote(self, data: bytes) -> None:
        """One of the streams has been given ``data``."""
        before, newline, last_line = data.rpartition(b"\n")
        width = len(to_display(from_bytes(last_line if newline else before + last_line)))
        self._column = width if newline else self._column + width

    # ---- answers

    def start_line(self) -> None:
        """Bring the cursor to the beginning of a line."""
        with self._lock:
            self.clear_status()
            if self._column:
                self._stdout.write(b"\n")
                self._column = 0
            self._stdout.flush()

    def show(self, styled: Styled) -> None:
        """Show text on lines of its own."""
        if styled:
            with self._lock:
                self.start_line()
                data = to_bytes(from_typed(self.colours.paint(styled)))
                self._stdout.write(data)
                self._column = 0 if data.endswith(b"\n") else 1
                self._stdout.flush()

    def line_was_entered(self) -> None:
        """Somebody has pressed Enter: the terminal has moved to the next line."""
        self._column = 0

    # ---- the background

    def announce(self, styled: Styled) -> None:
        """Show whole lines from elsewhere than the running entry: at once, or above what is being typed."""
        with self._lock:
            if self._held is None:
                self.show(styled)
                return
            is_first = not self._held
            self._left_out += len(self._held) == MOST_HELD
            self._held.append(styled)
            wake = self._wake
        if is_first and wake is not None:
            wake()

    def hold(self, wake: Callable[[], None] | None) -> None:
        """An entry is being typed: keep announcements. ``wake`` is called when there are some, in any thread."""
        with self._lock:
            self._held = deque(maxlen=MOST_HELD)
            self._wake = wake

    def take_held(self) -> Styled:
        """The announcements that were kept, for whoever can show them above the entry."""
        with self._lock:
            if not self._held:
                return []
            left_out, self._left_out = self._left_out, 0
            taken: Styled = [(MUTED, f"({left_out} earlier lines are left out)\n")] if left_out else []
            for announcement in self._held:
                taken += announcement
            self._held.clear()
            return taken

    def release(self) -> None:
        """The entry is complete: show what is still kept, and no longer keep announcements."""
        with self._lock:
            kept, self._held = self.take_held(), None
            self.show(kept)

    # ---- the status

    def show_status(self, text: str) -> None:
        """Show ``text`` behind what stands in the line until anything else is written; on terminals only."""
        with self._lock:
            room = self._columns() - 1 - self._column if self._columns is not None else 0
            if room >= NARROWEST_STATUS:
                shown = to_bytes(from_typed(text[:room]))
                self._stdout.write(SAVE_CURSOR + ERASE_TO_END + shown + RESTORE_CURSOR)
                self._stdout.flush()
                self._has_status = True

    def clear_status(self) -> None:
        """Take the status away, if one is shown."""
        if self._has_status:
            self._has_status = False
            self._stdout.write(ERASE_TO_END)
            self._stdout.flush()


class _Watched:
    """A stream that tells the screen what is written on it."""

    def __init__(self, stream: BinaryIO, screen: Screen) -> None:
        self._stream = stream
        self._screen = screen

    def write(self, data: bytes, /) -> int:
        return self._screen.write(self._stream, data)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


class _Reports(_Watched):
    """Reports of errors on a terminal, which they must not steer: they have colours, and show what cannot be seen."""

    def write(self, data: bytes, /) -> int:
        painted = self._screen.colours.paint([(ERROR, to_typed(from_bytes(data)))])
        self._screen.write(self._stream, b"")  # takes the status away
        self._stream.write(to_bytes(from_typed(painted)))
        self._screen.wrote(data)
        return len(data)
