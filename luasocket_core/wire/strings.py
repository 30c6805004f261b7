"""The two kinds of string that sockets speak: ``bytes``, or ``str`` with one character per byte (latin-1).

The second serves programs that keep byte strings as text: data is converted as it arrives, in large pieces, which
costs next to nothing; converting each received line would cost as much as finding it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator
    from typing import AnyStr, Final, Generic
else:  # stands in for typing, which takes longer to import than everything else here together
    AnyStr = None

    class Generic:
        """A base class whose parameters only type checkers see."""

        __slots__ = ()

        def __class_getitem__(cls, _parameters: object) -> type:
            return cls


__all__ = ["BYTES", "TEXT", "AnyStr", "Generic", "StringKind"]

_WHITE_SPACE: Final = b" \t\n\v\f\r"  # C's isspace
_LATIN_1: Final = ("latin-1",)


class StringKind(Generic[AnyStr]):
    """What wire and sockets need to know about a kind of string.

    ``decoded`` turns an iterator over one piece of ``bytes`` into one over that piece in this kind, without running
    Python code between the two, so that an interrupt cannot lose the piece; ``encoded`` is the way back.
    """

    __slots__ = ("carriage_return", "decoded", "empty", "encoded", "newline", "white_space")

    empty: AnyStr
    newline: AnyStr
    carriage_return: AnyStr
    white_space: Container[object]
    decoded: Callable[[Iterator[bytes]], Iterator[AnyStr]]
    encoded: Callable[[AnyStr], bytes]

    def __init__(
        self,
        empty: AnyStr,
        newline: AnyStr,
        carriage_return: AnyStr,
        white_space: Container[object],
        decoded: Callable[[Iterator[bytes]], Iterator[AnyStr]],
        encoded: Callable[[AnyStr], bytes],
    ) -> None:
        self.empty = empty
        self.newline = newline
        self.carriage_return = carriage_return
        self.white_space = white_space
        self.decoded = decoded
        self.encoded = encoded


BYTES: Final = StringKind(b"", b"\n", b"\r", frozenset(_WHITE_SPACE), lambda pieces: pieces, lambda data: data)
TEXT: Final = StringKind(
    "",
    "\n",
    "\r",
    frozenset(_WHITE_SPACE.decode()),
    lambda pieces: map(str, pieces, _LATIN_1),
    lambda text: text.encode("latin-1"),
)
