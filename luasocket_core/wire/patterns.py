"""The receive patterns ``*l``, ``*lu``, ``*a``, a number of bytes, and ``*w`` (specification 3).

A pattern is made for one call, looks into a buffer, and takes what it describes once that is complete. It remembers
how far it has looked, so that slow arrival does not make it quadratic.
"""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luasocket_core.wire.buffer import Position, ReceiveBuffer
    from luasocket_core.wire.strings import AnyStr

__all__ = ["Pattern", "is_pattern", "pattern_for"]


class Pattern(ABC):
    """What to take from a buffer, from ``start`` on. ``until_end`` says that the end of the stream completes it."""

    until_end = False

    def __init__(self, start: Position) -> None:
        self._searched = start

    @abstractmethod
    def take(self, buffer: ReceiveBuffer[AnyStr]) -> AnyStr | None:
        """The complete data, now taken from the buffer, or None: more must arrive."""

    def take_rest(self, buffer: ReceiveBuffer[AnyStr]) -> AnyStr:
        """What there is of the data, now taken from the buffer, when no more will arrive."""
        return buffer.take_all()


class UnixLine(Pattern):
    """``*lu``: up to LF, which is dropped."""

    def take(self, buffer: ReceiveBuffer[AnyStr]) -> AnyStr | None:
        """The line without its LF."""
        newline = buffer.find(buffer.kind.newline, self._searched)
        if newline is None:
            self._searched = buffer.end
            return None
        return buffer.take_until(newline, skip=1)


class Line(UnixLine):
    """``*l``: up to LF or CR LF, which is dropped, in however many pieces the two arrive (specification 3.2)."""

    def take(self, buffer: ReceiveBuffer[AnyStr]) -> AnyStr | None:
        """The line without its ending."""
        line = super().take(buffer)
        return None if line is None else line.removesuffix(buffer.kind.carriage_return)


class Block(Pattern):
    """A number: exactly that many bytes; nothing at once if it is not positive."""

    def __init__(self, start: Position, count: int) -> None:
        super().__init__(start)
        self._missing = max(count, 0)

    def take(self, buffer: ReceiveBuffer[AnyStr]) -> AnyStr | None:
        """The bytes, when all have arrived."""
        end, self._missing = buffer.find_count(self._missing, self._searched)
        if end is None:
            self._searched = buffer.end
            return None
        return buffer.take_until(end)


class Everything(Pattern):
    """``*a``: all bytes until the stream ends, which is its success."""

    until_end = True

    def take(self, buffer: ReceiveBuffer[AnyStr]) -> AnyStr | None:  # noqa: ARG002  # nothing needs to be looked for
        """Never complete before the end."""
        return None


class Word(Pattern):
    """``*w`` (LuaSocket 1.2.1; specification A.3): skips white space, takes up to the next, which stays."""

    def __init__(self, start: Position) -> None:
        super().__init__(start)
        self._began = False

    def take(self, buffer: ReceiveBuffer[AnyStr]) -> AnyStr | None:
        """The word, when white space follows it."""
        if not self._began:
            beginning = buffer.find_class(white=False, position=self._searched)
            self._began = beginning is not None
            buffer.start = self._searched = beginning or buffer.end
        end = buffer.find_class(white=True, position=self._searched)
        if end is None:
            self._searched = buffer.end
            return None
        return buffer.take_until(end)


_NAMED: Final[dict[str, type[Pattern]]] = {"*l": Line, "*lu": UnixLine, "*a": Everything, "*w": Word}


def is_pattern(pattern: object) -> bool:
    """Can ``pattern`` be received: one of the named patterns, or a number?"""
    return isinstance(pattern, (int, float)) or (isinstance(pattern, str) and pattern in _NAMED)


def pattern_for(pattern: str | float, start: Position) -> Pattern:
    """The pattern, which ``is_pattern`` has accepted, ready to take from a buffer whose ``start`` is this.

    Numbers are truncated toward zero; NaN counts as 0.
    """
    if isinstance(pattern, str):
        return _NAMED[pattern](start)
    return Block(start, int(max(min(pattern, sys.maxsize), 0)) if pattern == pattern else 0)
