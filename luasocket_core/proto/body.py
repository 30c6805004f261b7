"""Gathering a document or file as it arrives, with one copy in memory and never more than is allowed."""

from __future__ import annotations

from io import BytesIO

from luasocket_core.net.pipe import ConversationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

__all__ = ["Body"]

_PORTION: Final = 262144
"""Bytes that are read at a time where nobody knows how many will come: they pass through the processor's cache."""
_BLOCK: Final = 67108864
"""Bytes that are read at a time where their number is known: mostly all of them, right into their final place."""


class Body:
    """What has arrived of a document that may have ``limit`` bytes. After an error, it is what came before."""

    def __init__(self, limit: float) -> None:
        self._limit = limit
        self._content = BytesIO()
        self._size = 0

    def fill(self, read: Callable[[int], bytes], length: int | None = None) -> None:
        """Take what ``read`` gives for a number of bytes, until it gives nothing, or ``length`` bytes have come.

        Raises ConversationError: ``response too long``, or whatever ``read`` raises.
        """
        if length is not None and length > self._limit:
            raise ConversationError("response too long")
        while length is None or self._size < length:
            block = read(_PORTION if length is None else min(length - self._size, _BLOCK))
            if not block:
                return
            left = self._limit - self._size
            if len(block) > left:
                self._add(block[: int(left)])
                raise ConversationError("response too long")
            self._add(block)

    def value(self) -> bytes:
        """All of it."""
        return self._content.getvalue()

    def _add(self, block: bytes) -> None:
        if self._size == 0:
            self._content = BytesIO(block)  # which takes it as it is, and copies only when more is added
            self._content.seek(len(block))
        else:
            self._content.write(block)
        self._size += len(block)
