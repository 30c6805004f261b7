"""A visit to the web server: a request as its page sees it, and the ways to answer it (RFC 2616)."""

from __future__ import annotations

import base64
import binascii
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from luashell.lab.sockets import StreamServer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final

    from luashell.lab.journal import Journal
    from luashell.lab.mailbox import Mailbox

__all__ = ["Visit", "WebServer"]

LARGEST_BODY: Final = 64 * 1024 * 1024
"""Bytes that a request may bring."""
KEPT_BODY: Final = 1024 * 1024
"""Bytes of it that a page gets to see."""
_PORTION: Final = 65536


class WebServer(StreamServer):
    """Listens for visitors, who may read what is in ``mailbox``."""

    def __init__(self, handler: type[Visit], journal: Journal, mailbox: Mailbox) -> None:
        self.mailbox = mailbox
        super().__init__(handler, journal)


class Visit(BaseHTTPRequestHandler):
    """A connection of a visitor, and the request that it is about: what a page sees, and how it answers."""

    protocol_version = "HTTP/1.1"
    server_version = "luashell-lab"
    sys_version = ""
    timeout = 30  # seconds without a byte, after which a visitor is taken for gone
    server: WebServer

    @property
    def mailbox(self) -> Mailbox:
        """What the mail server has received."""
        return self.server.mailbox

    @property
    def address(self) -> str:
        """The path that was asked for, without what follows a question mark."""
        return self.path.partition("?")[0]

    def number(self, name: str, default: int, most: int) -> int:
        """What the request's query says of ``name``, from 0 to ``most``; ``default`` if that is no number."""
        given = parse_qs(self.path.partition("?")[2]).get(name, [""])[0]
        return min(int(given), most) if given.isdecimal() and len(given) < 20 else default

    def credentials(self) -> str:
        """``user:password`` as sent by Basic authentication; empty without any (RFC 2617)."""
        scheme, _, encoded = self.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "basic":
            return ""
        try:
            return base64.b64decode(encoded, validate=True).decode("latin-1")
        except (binascii.Error, ValueError):
            return ""

    def wait(self, seconds: float) -> None:
        """Let the visitor wait, unless the server ends."""
        self.server.stopping.wait(seconds)

    # ---- answering

    def answer(
        self,
        content: str | bytes,
        kind: str = "text/plain",
        *,
        status: int = 200,
        reason: str | None = None,
        headers: tuple[tuple[str, str], ...] = (),
        length: int | None = None,
    ) -> None:
        """Send a whole answer; ``length`` is for one that lies about it."""
        octets = content.encode("latin-1", "replace") if isinstance(content, str) else content
        self._head(status, reason, kind, (*headers, ("Content-Length", str(length or len(octets)))))
        if self.command != "HEAD":
            self.wfile.write(octets)

    def answer_in_parts(self, parts: Iterable[bytes], length: int) -> None:
        """Send an answer of ``length`` bytes as it is made."""
        self._head(200, None, "application/octet-stream", (("Content-Length", str(length)),))
        if self.command != "HEAD":
            for part in parts:
                self.wfile.write(part)

    def answer_in_chunks(self, parts: Iterable[bytes]) -> None:
        """Send an answer whose length nobody knows before it ends (RFC 2616, 3.6.1)."""
        if self.request_version == "HTTP/1.0":  # which knows no chunks: the end of the connection ends it
            self.close_connection = True
            self._head(200, None, "text/plain", (("Connection", "close"),))
        else:
            self._head(200, None, "text/plain", (("Transfer-Encoding", "chunked"),))
        if self.command == "HEAD":
            return
        for part in parts:
            self.wfile.write(part if self.request_version == "HTTP/1.0" else b"%x\r\n%s\r\n" % (len(part), part))
        if self.request_version != "HTTP/1.0":
            self.wfile.write(b"0\r\n\r\n")

    def _head(self, status: int, reason: str | None, kind: str, headers: tuple[tuple[str, str], ...]) -> None:
        self.send_response(status, reason)
        self.send_header("Content-Type", kind)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()

    # ---- what comes from the visitor

    def receive_body(self) -> bool:
        """Receive what the request brings into ``body`` and ``body_length``; answered already if that is too much."""
        self.body, self.body_length = b"", 0
        given = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers:
            return self._refuse(411, "Length Required")
        if not given.isdecimal() or len(given) > 19:
            return self._refuse(400, "Bad Request")
        left = int(given)
        if left > LARGEST_BODY:
            return self._refuse(413, "Request Entity Too Large")
        kept = bytearray()
        while left and (portion := self.rfile.read(min(left, _PORTION))):
            left -= len(portion)
            self.body_length += len(portion)
            kept += portion[: KEPT_BODY - len(kept)]
        self.body = bytes(kept)
        return True

    def _refuse(self, status: int, reason: str) -> bool:
        self.close_connection = True
        self.answer(f"{reason}\n", status=status, reason=reason, headers=(("Connection", "close"),))
        return False

    # ---- what http.server tells

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:  # noqa: ARG002  # as its elder
        """Tell the journal of an answer."""
        self.server.journal.note(f"{self.requestline} {int(code)}")

    def log_message(self, format: str, *arguments: object) -> None:
        """Tell the journal of anything else: requests that cannot be understood, visitors that are gone."""
        self.server.journal.note(format % arguments)
