"""A mail's header and body as they go over the wire (specification 9.3; RFC 5321, 4.5.2)."""

from __future__ import annotations

from luasocket_core.proto.body import portions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Message"]


class Message:
    """The lines of ``head``, each ended by CR LF, an empty line, and the ``body`` with whatever ends its lines.

    smtplib would take it whole, and make four copies of it.
    """

    def __init__(self, head: str, body: bytes | str) -> None:
        self._head = head.encode("latin-1") + b"\r\n"
        self._body = body

    @property
    def is_ascii(self) -> bool:
        """Does it need no more than seven bits?"""
        return self._head.isascii() and self._body.isascii()

    @property
    def size(self) -> int:
        """Bytes of it, with each line ended by CR LF (RFC 1870, 5)."""
        return len(self._head) + sum(map(len, self._lines()))

    def portions(self) -> Iterator[bytes]:
        """All of it: line ends as CR LF, a dot before those that begin a line, and the line with a dot alone."""
        yield self._head
        begins_line = True
        for portion in self._lines():
            stuffed = portion.replace(b"\n.", b"\n..")
            yield b"." + stuffed if begins_line and portion.startswith(b".") else stuffed
            begins_line = portion.endswith(b"\n")
        yield b".\r\n" if begins_line else b"\r\n.\r\n"

    def _lines(self) -> Iterator[bytes]:
        """The body in portions, with CR LF for CR, LF and CR LF."""
        ended_by_cr = False
        for portion in portions(self._body):
            rest = portion[1:] if ended_by_cr and portion.startswith(b"\n") else portion  # that CR LF has been seen to
            ended_by_cr = portion.endswith(b"\r")
            if rest:
                yield rest.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")
