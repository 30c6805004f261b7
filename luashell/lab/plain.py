"""The old services that fit on a page: echo (RFC 862), daytime (RFC 867), chargen (RFC 864), over TCP and UDP."""

from __future__ import annotations

import random
import socket
import time
from socketserver import BaseRequestHandler
from typing import TYPE_CHECKING

from luashell.lab.sockets import both_servers

if TYPE_CHECKING:
    from typing import Final

    from luashell.lab.journal import Journal
    from luashell.lab.sockets import SocketService, StreamServer

__all__ = ["chargen", "daytime", "echo"]

_PORTION: Final = 65536
_PATIENCE: Final = 2.0
"""Seconds that a client has to close after the last that it was sent."""

_PRINTABLE: Final = bytes(range(32, 127))
_LINE: Final = 72
"""Characters of a line of chargen; each line begins one character later in the circle of 95."""
_PAUSE: Final = 0.01
"""Seconds between two circles of lines (7 KB): a client that just receives is not flooded."""
_LARGEST_CHARGEN_DATAGRAM: Final = 512


def echo(journal: Journal) -> SocketService:
    """Sends back what it receives until the client closes; each datagram once."""
    return both_servers(_EchoConnection, _EchoDatagram, journal)


def daytime(journal: Journal) -> SocketService:
    """Sends the time in words and closes; the same for each datagram."""
    return both_servers(_DaytimeConnection, _DaytimeDatagram, journal)


def chargen(journal: Journal) -> SocketService:
    """Sends lines until the client closes; for each datagram up to 512 characters of them."""
    return both_servers(_ChargenConnection, _ChargenDatagram, journal)


class _Connection(BaseRequestHandler):
    request: socket.socket
    server: StreamServer


class _Datagram(BaseRequestHandler):
    request: tuple[bytes, socket.socket]

    def reply(self, data: bytes) -> None:
        """Send a datagram back."""
        self.request[1].sendto(data, self.client_address)


class _EchoConnection(_Connection):
    def handle(self) -> None:
        total = 0
        while data := self.request.recv(_PORTION):
            self.request.sendall(data)
            total += len(data)
        self.server.journal.note(f"{total} bytes sent back")


class _EchoDatagram(_Datagram):
    def handle(self) -> None:
        self.reply(self.request[0])


class _DaytimeConnection(_Connection):
    def handle(self) -> None:
        self.request.sendall(_time_in_words())
        self.request.shutdown(socket.SHUT_WR)
        # What a client says nevertheless is received: unread, it would make the system break the connection off.
        self.request.settimeout(_PATIENCE)
        self.request.recv(_PORTION)


class _DaytimeDatagram(_Datagram):
    def handle(self) -> None:
        self.reply(_time_in_words())


class _ChargenConnection(_Connection):
    def handle(self) -> None:
        circle = _lines()
        while not self.server.stopping.wait(_PAUSE):
            self.request.sendall(circle)


class _ChargenDatagram(_Datagram):
    def handle(self) -> None:
        self.reply(_lines()[: random.randint(0, _LARGEST_CHARGEN_DATAGRAM)])  # noqa: S311  # nothing is secret here


def _time_in_words() -> bytes:
    return time.strftime("%A, %B %d, %Y %H:%M:%S-%Z\r\n").encode()


def _lines() -> bytes:
    """A full circle of lines, after which they repeat."""
    twice = _PRINTABLE * 2
    return b"".join(twice[start : start + _LINE] + b"\r\n" for start in range(len(_PRINTABLE)))
