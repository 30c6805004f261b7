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
    from typing import Final, TypeAlias

    from luasocket_core.wire.strings import StringKind

    Position: TypeAlias = tuple[int, int]
    """Index of a piece and offset in it; stays valid until ``forget_taken``."""

__all__ = ["ReceiveBuffer"]

_NARROWEST: Final = 256
_WIDEST: Final = 65536
"""Bytes that are cut into lines in advance, at first and at last."""


class ReceiveBuffer(Generic[AnyStr]):
    """What has been received and not yet been taken, as strings of one ``kind``.

    A program that reads lines will go on reading lines: some are cut in advance and wait in ``ready``, the next one
    last; whoever pops them takes them. The more of them are taken, the more are cut; any other way of taking data puts
    them back.
    """

    __slots__ = ("_ending", "_index", "_offset", "_pieces", "_window", "kind", "ready")

    kind: StringKind[AnyStr]
    ready: list[AnyStr]
    _pieces: list[AnyStr]

    def __init__(self, kind: StringKind[AnyStr]) -> None:
        self.kind = kind
        self.ready = []
        self._ending = 0  # bytes that each of the ready lines had behind it
        self._window = _NARROWEST
        self._pieces = [kind.empty]
        # Where the next byte to be taken is, behind the lines that are ready.
        self._index = 0
        self._offset = 0

    def __bool__(self) -> bool:
        """Is anything held?"""
        return bool(self.ready) or self._offset < len(self._pieces[self._index]) or self._index < len(self._pieces) - 1

    @property
    def start(self) -> Position:
        """Where the next byte to be taken is, or will be."""
        if self.ready:
            self._put_back()
        return (self._index, self._offset)

    @start.setter
    def start(self, position: Position) -> None:
        """Continue from there: behind what is passed over, or before what was taken (until ``forget_taken``)."""
        self.ready[:] = ()
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

    def feed(self, arriving: Iterator[bytes]) -> int:
        """Add what ``arriving`` yields; how many bytes was the last of it? The empty string is not added.

        It is drawn inside one call: it either has been added or has not been read.
        """
        pieces = self._pieces
        pieces.extend(self.kind.decoded(arriving))
        count = len(pieces[-1])
        if not count:
            del pieces[-1:]
        elif self._offset == len(pieces[self._index]) and not self.ready:
            self._index, self._offset = self._index + 1, 0
        return count

    def take_line(self) -> AnyStr | None:
        """The next line without its LF or CR LF, if all of it lies in one piece: the quick way for most lines."""
        if self.ready:
            return self.ready.pop()
        piece = self._pieces[self._index]
        offset = self._offset
        kind = self.kind
        end = piece.find(kind.newline, offset)
        if end < 0:
            return None
        if piece.find(kind.newline, end + 1, end + self._window) >= 0 and self._cut_lines(end):
            return self.ready.pop()
        line = piece[offset:end]
        if line[-1:] == kind.carriage_return:
            line = line[:-1]
        self._offset = end + 1
        return line

    def take_block(self, count: float) -> AnyStr | None:
        """The next ``count`` bytes, if all of them lie in one piece: the quick way for most blocks."""
        if not count >= 1:
            return self.kind.empty
        piece = self._pieces[self._index]
        offset = self._offset
        if count > len(piece) - offset or self.ready:
            return None
        end = offset + int(count)
        block = piece[offset:end]
        self._offset = end
        return block

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
        first, first_offset = self.start
        index, offset = position
        if index == first:
            taken = self._pieces[index][first_offset:offset]
        else:
            portions = self._pieces[first : index + 1]
            portions[-1] = portions[-1][:offset]
            portions[0] = portions[0][first_offset:]
            taken = self.kind.empty.join(portions)
        self._index = index
        self._offset = offset + skip
        return taken

    def take_all(self) -> AnyStr:
        """Take everything that is held."""
        return self.take_until(self.end)

    def look_ahead(self, most: int) -> tuple[int, AnyStr]:
        """How many bytes are held, and the first of them, at ``most`` so many; nothing is taken."""
        index, offset = self.start
        count = sum(map(len, self._pieces[index:])) - offset
        portions: list[AnyStr] = []
        wanted = most
        while wanted > 0 and index < len(self._pieces):
            portions.append(self._pieces[index][offset : offset + wanted])
            wanted -= len(portions[-1])
            index, offset = index + 1, 0
        return count, self.kind.empty.join(portions)

    def forget_taken(self) -> None:
        """Let go of the pieces that have been taken, unless few of many: then a later call will do it cheaper."""
        if self._index * 2 > len(self._pieces):
            del self._pieces[: self._index]
            self._index = 0

    def clear(self) -> None:
        """Drop everything that is held."""
        self.ready[:] = ()
        self._index, self._offset = 0, 0
        self._pieces[:] = (self.kind.empty,)

    def _cut_lines(self, end: int) -> bool:
        """Cut the first line, whose LF is at ``end``, and those in the window behind it; only if all end alike."""
        kind = self.kind
        piece = self._pieces[self._index]
        last = piece.rfind(kind.newline, end, end + self._window)
        if piece[end - 1 : end] == kind.carriage_return:
            ending = kind.carriage_return + kind.newline
            lines = piece[self._offset : last + 1].split(ending)
            alike = len(lines) - 1 == piece.count(kind.newline, self._offset, last + 1)
        else:
            ending = kind.newline
            lines = piece[self._offset : last + 1].split(ending)
            alike = piece.find(kind.carriage_return, self._offset, last) < 0
        if not alike:
            self._window = _NARROWEST
            return False
        del lines[-1]  # what is behind the last ending
        lines.reverse()
        self._ending = len(ending)
        self._window = min(2 * self._window, _WIDEST)
        self.ready[:], self._offset = lines, last + 1
        return True

    def _put_back(self) -> None:
        length = sum(map(len, self.ready)) + len(self.ready) * self._ending
        self._window = _NARROWEST
        self.ready[:], self._offset = (), self._offset - length
