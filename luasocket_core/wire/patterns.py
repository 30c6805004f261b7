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

__all__ = ["Pattern", "is_pattern", "pattern_for", "take_at_once"]


class Pattern(ABC):
    """What to take from a buffer. ``until_end`` says that the end of the stream completes it."""

    __slots__ = ("_searched",)

    until_end = False

    def __init__(self) -> None:
        self._searched: Position | None = None  # the start of the buffer when its turn comes

    @abstractmethod
    def take(self, buffer: ReceiveBuffer[AnyStr]) -> AnyStr | None:
        """The complete data, now taken from the buffer, or None: more must arrive."""

    def take_rest(self, buffer: ReceiveBuffer[AnyStr]) -> AnyStr:
        """What there is of the data, now taken from the buffer, when no more will arrive."""
        return buffer.take_all()


class UnixLine(Pattern):
    """``*lu``: up to LF, which is dropped."""

    __slots__ = ()

    def take(self, buffer: ReceiveBuffer[AnyStr]) -> AnyStr | None:
        """The line without its LF."""
        newline = buffer.find(buffer.kind.newline, self._searched or buffer.start)
        if newline is None:
            self._searched = buffer.end
            return None
        return buffer.take_until(newline, skip=1)


class Line(UnixLine):
    """``*l``: up to LF or CR LF, which is dropped, in however many pieces the two arrive (specification 3.2)."""

    __slots__ = ()

    def take(self, buffer: ReceiveBuffer[AnyStr]) -> AnyStr | None:
        """The line without its ending."""
        line = super().take(buffer)
        return None if line is None else line.removesuffix(buffer.kind.carriage_return)


class Block(Pattern):
    """A number: exactly ``count`` bytes, nothing at once for 0."""

    __slots__ = ("_missing",)

    def __init__(self, count: int) -> None:
        super().__init__()
        self._missing = count

    def take(self, buffer: ReceiveBuffer[AnyStr]) -> AnyStr | None:
        """The bytes, when all have arrived."""
        end, self._missing = buffer.find_count(self._missing, self._searched or buffer.start)
        if end is None:
            self._searched = buffer.end
            return None
        return buffer.take_until(end)


class Everything(Pattern):
    """``*a``: all bytes until the stream ends, which is its success."""

    __slots__ = ()

    until_end = True

    def take(self, buffer: ReceiveBuffer[AnyStr]) -> AnyStr | None:  # noqa: ARG002  # nothing needs to be looked for
        """Never complete before the end."""
        return None


class Word(Pattern):
    """``*w`` (LuaSocket 1.2.1; specification A.3): skips white space, takes up to the next, which stays."""

    __slots__ = ("_began",)

    def __init__(self) -> None:
        super().__init__()
        self._began = False

    def take(self, buffer: ReceiveBuffer[AnyStr]) -> AnyStr | None:
        """The word, when white space follows it."""
        searched = self._searched or buffer.start
        if not self._began:
            beginning = buffer.find_class(white=False, position=searched)
            self._began = beginning is not None
            searched = buffer.start = beginning or buffer.end
        end = buffer.find_class(white=True, position=searched)
        if end is None:
            self._searched = buffer.end
            return None
        return buffer.take_until(end)


_NAMED: Final[dict[str, type[Pattern]]] = {"*l": Line, "*lu": UnixLine, "*a": Everything, "*w": Word}


def is_pattern(pattern: object) -> bool:
    """Can ``pattern`` be received: one of the named patterns, or a number?"""
    return pattern in _NAMED if isinstance(pattern, str) else isinstance(pattern, (int, float))


def pattern_for(pattern: str | float) -> Pattern | None:
    """The pattern, ready for use, or None if there is none such.

    Numbers are truncated toward zero; NaN counts as 0.
    """
    if not is_pattern(pattern):
        return None
    if isinstance(pattern, str):
        return _NAMED[pattern]()
    if pattern < sys.maxsize:
        return Block(int(max(pattern, 0)))
    return Block(sys.maxsize if pattern == pattern else 0)


def take_at_once(pattern: str | float, buffer: ReceiveBuffer[AnyStr]) -> AnyStr | None:
    """What a ``*l`` or a number takes if all of it lies in one piece of the buffer, without the pattern's memory.

    None says nothing: the other patterns are never taken at once.
    """
    if pattern == "*l":
        return buffer.take_line()
    return buffer.take_block(pattern) if isinstance(pattern, (int, float)) else None
