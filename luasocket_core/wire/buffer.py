"""The input buffer of a stream: bytes as they arrived, searched and taken in any portions; does no I/O.

Arrived pieces are kept as they are and joined only when something is taken, so that nothing is copied twice and no
sequence of arrivals makes it quadratic. An interrupt (KeyboardInterrupt in the main thread) may strike at any call:
therefore data enters by a single call and positions change by plain assignments with no call between them.
"""

from __future__ import annotations

from luasocket_core.wire.strings import AnyStr, Generic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from luasocket_core.wire.strings import StringKind

    Position: TypeAlias = tuple[int, int]
    """Index of a piece and offset in it; stays valid until ``forget_taken``."""

__all__ = ["ReceiveBuffer"]


class ReceiveBuffer(Generic[AnyStr]):
    """What has been received and not yet been taken, as strings of one ``kind``."""

    __slots__ = ("_index", "_offset", "_pieces", "kind")

    kind: StringKind[AnyStr]
    _pieces: list[AnyStr]

    def __init__(self, kind: StringKind[AnyStr]) -> None:
        self.kind = kind
        self._pieces = [kind.empty]
        # Where the next byte to be taken is.
        self._index = 0
        self._offset = 0

    def __bool__(self) -> bool:
        """Is anything held?"""
        return self._offset < len(self._pieces[self._index]) or any(self._pieces[self._index + 1 :])

    @property
    def start(self) -> Position:
        """Where the next byte to be taken is, or will be."""
        return (self._index, self._offset)

    @start.setter
    def start(self, position: Position) -> None:
        """Continue from there: behind what is passed over, or before what was taken (until ``forget_taken``)."""
        self._index, self._offset = position

    @property
    def end(self) -> Position:
        """Behind the last byte that has arrived."""
        last = len(self._pieces) - 1
        return (last, len(self._pieces[last]))

    @property
    def newest(self) -> AnyStr:
        """The piece that arrived last; empty at the end of a stream."""
        return self._pieces[-1]

    def feed(self, arriving: Iterator[bytes]) -> bool:
        """Add what ``arriving`` yields; was the last of it anything but the empty string?

        It is drawn inside one call: it either has been added or has not been read.
        """
        pieces = self._pieces
        pieces.extend(self.kind.decoded(arriving))
        return bool(pieces[-1])

    def take_line(self) -> AnyStr | None:
        """The next line without its LF or CR LF, if it lies in one piece; the quick way for most lines."""
        piece = self._pieces[self._index]
        offset = self._offset
        kind = self.kind
        end = piece.find(kind.newline, offset)
        if end < 0:
            return None
        line = piece[offset:end]
        if line[-1:] == kind.carriage_return:
            line = line[:-1]
        self._offset = end + 1
        return line

    def find(self, wanted: AnyStr, position: Position) -> Position | None:
        """Where ``wanted``, a single byte, is first found at or after ``position``."""
        index, offset = position
        pieces = self._pieces
        while index < len(pieces):
            found = pieces[index].find(wanted, offset)
            if found >= 0:
                return (index, found)
            index += 1
            offset = 0
        return None

    def find_class(self, *, white: bool, position: Position) -> Position | None:
        """Where the first byte is, at or after ``position``, that is white space (``white``) or is not."""
        index, offset = position
        white_space = self.kind.white_space
        while index < len(self._pieces):
            piece = self._pieces[index]
            while offset < len(piece):
                if (piece[offset] in white_space) is white:
                    return (index, offset)
                offset += 1
            index += 1
            offset = 0
        return None

    def find_count(self, count: int, position: Position) -> tuple[Position | None, int]:
        """Where ``count`` bytes after ``position`` end; None and how many bytes are missing if not yet there."""
        index, offset = position
        while index < len(self._pieces):
            here = len(self._pieces[index]) - offset
            if count <= here:
                return (index, offset + count), 0
            count -= here
            index += 1
            offset = 0
        return None, count

    def take_until(self, position: Position, skip: int = 0) -> AnyStr:
        """Take everything before ``position``, and ``skip`` bytes of its piece after that for nothing."""
        index, offset = position
        pieces = self._pieces
        if index == self._index:
            taken = pieces[index][self._offset : offset]
        else:
            portions = pieces[self._index : index + 1]
            portions[-1] = portions[-1][:offset]
            portions[0] = portions[0][self._offset :]
            taken = self.kind.empty.join(portions)
        self._index = index
        self._offset = offset + skip
        return taken

    def take_all(self) -> AnyStr:
        """Take everything that is held."""
        return self.take_until(self.end)

    def forget_taken(self) -> None:
        """Let go of the pieces that have been taken, unless few of many: then a later call will do it cheaper."""
        if self._index * 2 > len(self._pieces):
            del self._pieces[: self._index]
            self._index = 0
