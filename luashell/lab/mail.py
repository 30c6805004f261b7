"""The mail server: aiosmtpd, which takes messages for everybody but ``nobody`` and keeps them (RFC 821)."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from typing import TYPE_CHECKING

from aiosmtpd.smtp import SMTP

from luashell.lab.server import HOST

if TYPE_CHECKING:
    from typing import Final

    from aiosmtpd.smtp import Envelope, Session

    from luashell.lab.journal import Journal
    from luashell.lab.mailbox import Mailbox

__all__ = ["MailService"]

LARGEST_MESSAGE: Final = 32 * 1024 * 1024
MOST_RECIPIENTS: Final = 100
MOST_CONNECTIONS: Final = 64
PATIENCE: Final = 60.0
"""Seconds without a command, after which a client is taken for gone."""

_NOWHERE: Final = logging.NullHandler()
"""Takes what nobody else listens to, which would otherwise come on standard error."""


class MailService:
    """The mail server, from now on until it is closed. Raises OSError."""

    def __init__(self, journal: Journal, mailbox: Mailbox) -> None:
        self._journal = journal
        self._handler = _Handler(journal, mailbox)
        self._sessions: set[_Session] = set()
        for name in ("mail.log", "asyncio"):
            logging.getLogger(name).addHandler(_NOWHERE)
        self._listener = socket.create_server((HOST, 0), backlog=MOST_CONNECTIONS)
        self.port: int = self._listener.getsockname()[1]
        self._loop = asyncio.new_event_loop()
        self._ended = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="lab server", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        server = await self._loop.create_server(self._session, sock=self._listener)
        await self._ended.wait()
        server.close()
        for session in self._sessions.copy():
            session.drop()

    def _session(self) -> _Session:
        return _Session(self._handler, self._journal, self._sessions)

    def close(self) -> None:
        """End the server and all its connections."""
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join()


class _Session(SMTP):
    """A client's connection; ``sessions`` are all that there are now."""

    def __init__(self, handler: _Handler, journal: Journal, sessions: set[_Session]) -> None:
        super().__init__(
            handler, data_size_limit=LARGEST_MESSAGE, hostname="mail.lab", ident="luashell lab", timeout=PATIENCE
        )
        self._journal = journal
        self._sessions = sessions

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin, if there is room for one more."""
        super().connection_made(transport)
        self._sessions.add(self)
        ip, port = transport.get_extra_info("peername")
        self._journal.note(f"{ip} port {port} connected")
        if len(self._sessions) > MOST_CONNECTIONS:
            self.drop()

    def connection_lost(self, error: Exception | None) -> None:
        """End."""
        self._sessions.discard(self)
        super().connection_lost(error)

    def drop(self) -> None:
        """End the connection, whatever the client is about."""
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()


class _Handler:
    """What aiosmtpd asks when a client has said something; its methods are found by their names."""

    def __init__(self, journal: Journal, mailbox: Mailbox) -> None:
        self._journal = journal
        self._mailbox = mailbox

    async def handle_RCPT(  # noqa: N802  # the name by which aiosmtpd finds it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """One more recipient, or the reply that refuses it."""
        if address.partition("@")[0].lower() == "nobody":
            self._journal.note(f"refused recipient {address}")
            return "550 there is nobody here"
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # as above
        """Keep a message."""
        content = envelope.content
        octets = content if isinstance(content, bytes) else (content or "").encode("utf-8", "surrogateescape")
        sender = envelope.mail_from or ""
        recipients = tuple(envelope.rcpt_tos)
        message = self._mailbox.add(sender, recipients, octets)
        self._journal.note(f"message {message.number} from {sender} to {', '.join(recipients)}, {len(octets)} bytes")
        return f"250 message {message.number} is kept"
