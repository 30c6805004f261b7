"""Documents and files on their way: gathered as they arrive, never more than is allowed, and sent piece by piece.

They are ``bytes``, or ``str`` with one character per byte. Memory that is used for the first time is what long ones
cost most, so each is in memory once: in pieces that stay in the processor's cache it becomes what it is to be.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from io import BytesIO

from luasocket_core.net.pipe import ConversationError
from luasocket_core.wire.strings import AnyStr, Generic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Final, TypeAlias

    Read: TypeAlias = Callable[[int], bytes]
    """Gives at most so many bytes, none at the end."""

__all__ = ["Body", "BytesBody", "TextBody", "portions"]

_PORTION: Final = 131072
"""Bytes that are read or encoded at a time."""
_PIECE: Final = 1048576
"""Bytes by which text grows at a time, at least."""
_BLOCK: Final = 67108864
"""Bytes that are read at a time right into their final place: mostly all of them."""


class Body(ABC, Generic[AnyStr]):
    """What has arrived of a document that may have ``limit`` bytes. After an error, it is what came before."""

    def __init__(self, limit: float) -> None:
        self._limit = limit

    @abstractmethod
    def fill(self, read: Read, length: int | None = None) -> None:
        """Take what ``read`` gives until it gives nothing, or ``length`` bytes have come.

        Raises ConversationError: ``response too long``, or whatever ``read`` raises.
        """

    @abstractmethod
    def value(self) -> AnyStr:
        """All of it."""

    def _blocks(self, read: Read, length: int | None, largest: int) -> Iterator[bytes]:
        """What ``fill`` is to take, in blocks of which none is empty."""
        if length is not None and length > self._limit:
            raise ConversationError("response too long")
        size = 0
        while length is None or size < length:
            block = read(largest if length is None else min(length - size, largest))
            if not block:
                return
            size += len(block)
            if size > self._limit:
                yield block[: int(self._limit) - size]
                raise ConversationError("response too long")
            yield block


class BytesBody(Body[bytes]):
    """A document as ``bytes``."""

    def __init__(self, limit: float) -> None:
        super().__init__(limit)
        self._content = BytesIO()

    def fill(self, read: Read, length: int | None = None) -> None:
        """Take it: in one block if its length is known."""
        for block in self._blocks(read, length, _PORTION if length is None else _BLOCK):
            if self._content.tell() == 0:
                self._content = BytesIO(block)  # which takes it as it is, and copies only when more is added
                self._content.seek(len(block))
            else:
                self._content.write(block)

    def value(self) -> bytes:
        """All of it."""
        return self._content.getvalue()


class TextBody(Body[str]):
    """A document as ``str`` with one character per byte."""

    def __init__(self, limit: float) -> None:
        super().__init__(limit)
        self._text = ""

    def fill(self, read: Read, length: int | None = None) -> None:
        """Take it.

        Python lengthens a string in place where only a local variable refers to it and ``+=`` assigns to that; since
        3.13 not if the next thing to be looked at is a variable too. Wherever that fails the string is copied, but only
        each time that it has grown by a part of its length.
        """
        text = ""
        pieces: list[str] = []
        waiting = 0
        enough = _PIECE
        try:
            for block in self._blocks(read, length, _PIECE):
                pieces.append(str(block, "latin-1"))
                waiting += len(block)
                if waiting >= enough:
                    text += "".join(pieces)
                    pieces = []
                    waiting = 0
                    enough = max(_PIECE, len(text) // 64)
        finally:
            text += "".join(pieces)
            pieces = []
            self._text = text

    def value(self) -> str:
        """All of it."""
        return self._text


def portions(content: bytes | str) -> Iterator[bytes]:
    """``content`` as it is sent."""
    for start in range(0, len(content), _PORTION):
        portion = content[start : start + _PORTION]
        yield portion if isinstance(portion, bytes) else portion.encode("latin-1")
