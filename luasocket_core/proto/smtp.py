"""Sending mail: smtplib over our streams, with LuaSocket 1.2's results (specification 9; RFC 5321).

    error = send_mail("a@x", ["b@y"], [("Subject", "hello")], b"text", "localhost:2525")

Strings are ``str`` with one character per byte; a body may be ``bytes``, too. A server is given as ``host``,
``host:port``, or a URL with the scheme ``smtp`` (TLS if it is offered), ``smtps`` (TLS from the start) or
``smtp+starttls`` (TLS or nothing), each but for ``+insecure`` verified. A password is sent over TLS only.
"""

from __future__ import annotations

import binascii
import os
import re
import smtplib
from contextlib import suppress

from luasocket_core.net.pipe import ConversationError, Pipe
from luasocket_core.proto.conversation import connect_to, converse, security_for
from luasocket_core.proto.limits import ProtocolLimits
from luasocket_core.proto.message import Message
from luasocket_core.wire.lines import fits_in_line
from luasocket_core.wire.url import Scheme, UrlError, parse_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Final, TypeAlias

    from luasocket_core.net.network import Network
    from luasocket_core.net.pipe import Security
    from luasocket_core.net.stream import Stream
    from luasocket_core.wire.url import Url

    Fields: TypeAlias = Iterable[tuple[str, str]]
    """Names and values of header fields, in order."""

__all__ = ["Envelope", "MailSession", "open_session", "send_mail", "session_on", "split_addresses"]

_SCHEMES: Final = {
    "smtp": Scheme(25, "offered"),
    "smtps": Scheme(465, "implicit"),
    "smtp+starttls": Scheme(587, "start"),
}
_SCHEME_FOR_TLS: Final = {None: "smtp", "implicit": "smtps", "starttls": "smtp+starttls"}

_FAREWELL: Final = 2.0
"""Seconds that a server has for its answer to QUIT, which changes nothing."""

_is_field_name = re.compile(r"[!-9;-~]+").fullmatch
_is_own_name = re.compile(r"[A-Za-z0-9._\[\]:-]+").fullmatch
_fold = re.compile(r"\r?\n[ \t]+(?=[^ \t\r\n])")
_blanks = re.compile(r"[ \t]+")
_piece = re.compile(r'(?:"(?:\\.|[^"\\])*"|<[^>]*>|[^,"<]|["<])+', re.DOTALL)


class MailSession(smtplib.SMTP):
    """A conversation with the mail server ``host`` through ``pipe``; what goes wrong is a ConversationError."""

    def __init__(self, pipe: Pipe, host: str = "", longest_reply: float = 65536) -> None:
        own_name = os.environ.get("SERVER_NAME", "")
        super().__init__(local_hostname=own_name if _is_own_name(own_name) else "localhost")
        self.sock = pipe  # type: ignore[assignment]  # dressed as one
        self._pipe = pipe
        self.reply = ""
        """The last reply: all its lines, joined by LF."""
        self.command_encoding = "latin-1"
        self._host = host
        self._longest_reply = longest_reply

    def getreply(self) -> tuple[int, bytes]:
        """Code and text of a reply of one line or several. A line without a code is an error of its own."""
        lines: list[bytes] = []
        length = 0
        while not lines or lines[-1][3:4] == b"-":
            line = self._pipe.read_line()
            length += len(line)
            if length > self._longest_reply:
                raise ConversationError("response too long")
            lines.append(line.rstrip(b"\r\n"))
            if not line[:3].isdigit():
                break
        self.reply = b"\n".join(lines).decode("latin-1")
        code = lines[-1][:3]
        if not code.isdigit():
            raise ConversationError(self.reply if self.reply.strip() else "invalid reply")
        return int(code), b"\n".join(each[4:].strip() for each in lines)

    def expect(self, code: int, *accepted: int) -> int:
        """The ``code`` if it is one of those ``accepted``; otherwise the reply is the error."""
        if code not in accepted:
            raise ConversationError(self.reply)
        return code

    def greet(self) -> None:
        """Take the server's greeting and introduce ourselves, if need be as before ESMTP."""
        self.expect(self.getreply()[0], 220)
        self.introduce()

    def introduce(self) -> None:
        """EHLO, or HELO where that is unknown."""
        code, _ = self.ehlo()
        if code != 250:
            self.expect(self.helo()[0] if code != 421 else code, 250)

    def secure(self, security: Security) -> None:
        """Begin TLS by STARTTLS, and introduce ourselves once more."""
        try:
            self.starttls(context=security)  # type: ignore[call-overload]  # stands for an SSLContext
        except smtplib.SMTPNotSupportedError as error:
            raise ConversationError("the server does not offer TLS") from error
        except smtplib.SMTPException as error:
            raise ConversationError(self.reply) from error
        self.introduce()

    def authenticate(self, user: str, password: str) -> None:
        """Log in by whichever way the server offers, over TLS only."""
        if not self._pipe.is_encrypted:
            raise ConversationError("the password needs TLS, which the server does not offer")
        try:
            self.login(user, password)
        except smtplib.SMTPNotSupportedError as error:
            raise ConversationError("the server does not offer to log in") from error
        except (smtplib.SMTPResponseException, binascii.Error) as error:  # refused, or a challenge not in base64
            raise ConversationError(self.reply) from error
        except smtplib.SMTPException as error:
            raise ConversationError("the server offers no known way to log in") from error
        except ValueError as error:  # smtplib sends ASCII only
            raise ConversationError("invalid user or password") from error

    def deliver(self, envelope: Envelope) -> int:
        """Send one mail; 250. One refused recipient ends it all (specification 9.2)."""
        message = envelope.message
        options = ""
        if self.has_extn("size"):
            options += f" SIZE={message.size}"
        if self.has_extn("8bitmime") and not message.is_ascii:
            options += " BODY=8BITMIME"
        self.expect(self.docmd("MAIL", f"FROM:<{envelope.sender}>{options}")[0], 250)
        for recipient in envelope.recipients:
            self.expect(self.docmd("RCPT", f"TO:<{recipient}>")[0], 250, 251)
        self.expect(self.docmd("DATA")[0], 354)
        self._send(message)
        return self.expect(self.getreply()[0], 250)

    def _send(self, message: Message) -> None:
        """Send all of it, unless the server ends the connection, perhaps with a word about why."""
        try:
            for portion in message.portions():
                self._pipe.sendall(portion)
        except ConversationError as error:
            if str(error) != "closed":
                raise
            try:
                self.getreply()
            except ConversationError:
                raise error from None
            raise ConversationError(self.reply) from error

    def leave(self) -> int:
        """QUIT; 221."""
        return self.expect(self.docmd("QUIT")[0], 221)


class Envelope:
    """A mail as it is handed over: ``sender``, ``recipients``, and ``message``.

    Raises ConversationError for what cannot be sent as what it is meant to be.
    """

    def __init__(self, sender: str, recipients: Sequence[str], headers: Fields, body: bytes | str) -> None:
        if not recipients:
            raise ConversationError("No recipient specified")
        self.sender = _address(sender)
        self.recipients = [_address(recipient) for recipient in recipients]
        if "" in self.recipients:
            raise ConversationError("invalid address")
        head = "".join(f"{name}: {value}\r\n" for name, value in map(_field, headers))
        self.message = Message(head, body)


def send_mail(
    sender: str,
    recipients: Sequence[str],
    headers: Fields,
    body: bytes | str,
    server: str,
    *,
    user: str | None = None,
    password: str | None = None,
    tls: str | None = None,
    limits: ProtocolLimits | None = None,
    network: Network | None = None,
) -> str | None:
    """Send a mail (LuaSocket 1.2, smtp_mail; specification 9); None, or what went wrong: a reply or a sentence.

    ``user``, ``password`` and ``tls`` (``starttls``, ``implicit``) come before what ``server`` says of them.
    """
    limits = limits or ProtocolLimits()
    try:
        envelope = Envelope(sender, recipients, headers, body)
        url = _server(server, user, password, tls)
        security = security_for(url)
        with converse(url, security, limits, network, wait=limits.mail_wait) as pipe:
            session = MailSession(pipe, url.host, limits.reply)
            session.greet()
            if security is not None and (url.tls == "start" or (url.tls == "offered" and session.has_extn("starttls"))):
                _secure(session, security, url)
            if url.user is not None:
                session.authenticate(url.user, url.password or "")
            session.deliver(envelope)
            _say_goodbye(session, pipe)
    except (ConversationError, UrlError) as error:
        return str(error)
    return None


def open_session(server: str, *, limits: ProtocolLimits | None = None, network: Network | None = None) -> Stream[str]:
    """A connection to ``server`` on which both sides have introduced themselves, in clear.

    Raises ConversationError and UrlError.
    """
    limits = limits or ProtocolLimits()
    url = _server(server, None, None, None)
    if url.tls != "offered" or url.user is not None:
        raise ConversationError("smtp_connect knows neither TLS nor passwords")
    pipe = connect_to(url.host, url.port, limits, network, wait=limits.mail_wait, text=True)
    try:
        MailSession(pipe, url.host, limits.reply).greet()
    except BaseException:
        pipe.close()
        raise
    return pipe.stream  # type: ignore[return-value]  # it was asked for as text


def session_on(stream: Stream[str], limits: ProtocolLimits) -> MailSession:
    """The conversation that ``open_session`` began; the stream's own time limits hold."""
    return MailSession(Pipe(stream, text=True, longest_line=limits.line), longest_reply=limits.reply)


def split_addresses(text: str) -> list[str]:
    """The addresses of a list: split at commas outside of quotes and ``<>``, and without ``<`` also at blanks.

    The list may be folded over several lines; any other end of a line stays in its address, which is refused for it.
    """
    found: list[str] = []
    for piece in _piece.findall(_fold.sub(" ", text)):
        found += [piece.strip(" \t")] if "<" in piece else filter(None, _blanks.split(piece))
    return found


def _server(server: str, user: str | None, password: str | None, tls: str | None) -> Url:
    if tls not in _SCHEME_FOR_TLS:
        raise UrlError(f"unknown tls '{tls}'")
    try:
        url = parse_url(server, _SCHEMES, _SCHEME_FOR_TLS[tls])
    except UrlError as error:
        raise UrlError(str(error).replace("invalid url", "invalid server")) from error
    if url.path not in {"", "/"}:
        raise UrlError("invalid server")
    if tls is not None and url.tls == "offered":
        url.tls = _SCHEMES[_SCHEME_FOR_TLS[tls]].tls
    url.user = url.user if user is None else user
    url.password = url.password if password is None else password
    if not fits_in_line(f"{url.user}{url.password}"):
        raise ConversationError("invalid user or password")
    return url


def _secure(session: MailSession, security: Security, url: Url) -> None:
    """Begin TLS. Who did not ask for it learns how a server is accepted whose certificate is not."""
    try:
        session.secure(security)
    except ConversationError as error:
        if url.tls == "offered" and str(error).startswith("bad certificate"):
            hint = f"smtp+insecure://{url.host}:{url.port} would accept it"
            raise ConversationError(f"{error} ({hint})") from error
        raise


def _say_goodbye(session: MailSession, pipe: Pipe) -> None:
    pipe.limit_waits(_FAREWELL)
    with suppress(ConversationError):  # the mail is on its way
        session.leave()


def _address(text: str) -> str:
    """What is between ``<`` and ``>``, otherwise all of it."""
    inside = text.rpartition("<")[2].partition(">")[0] if text.rstrip().endswith(">") else text
    address = inside.strip(" \t")
    if not fits_in_line(text) or not {"<", ">"}.isdisjoint(address):
        raise ConversationError("invalid address")
    return address


def _field(field: tuple[str, str]) -> tuple[str, str]:
    """A header field that is one, its value perhaps folded over several lines."""
    name, value = field
    if not _is_field_name(name) or not fits_in_line(_fold.sub(" ", value)):
        raise ConversationError("invalid header")
    return name, value.replace("\r\n", "\n").replace("\n", "\r\n")
