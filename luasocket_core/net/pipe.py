"""A stream dressed as what http.client, smtplib and ftplib expect of a socket, with TLS inside.

Those libraries get lines and blocks from it and give it bytes; waiting, limits, events and Ctrl-C stay with the stream
beneath. What goes wrong is raised as ``ConversationError``, which is no OSError: it passes through the libraries, which
would put sentences of their own in its place.
"""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress

from luasocket_core.errors import Outcome
from luasocket_core.net.address import FAMILY
from luasocket_core.net.pace import Pace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Final, Self, TypeVar

    from luasocket_core.net.stream import Stream
    from luasocket_core.tracing import SocketAddress

    T = TypeVar("T")

__all__ = ["ConversationError", "Pipe", "PipeFile", "Security"]

_TLS_PORTION: Final = 262144
"""Bytes that are encrypted, or asked of the decryption, at a time."""


class ConversationError(Exception):
    """A conversation cannot go on; its text is the library's word for it (``timeout``, ``closed``) or a sentence."""


class Pipe:
    """One conversation over ``stream``; with ``text``, that one's strings are ``str``.

    A single wait lasts ``wait`` seconds at most, None for what the stream itself allows. A peer that delivers less than
    ``rate`` bytes per second for a minute is a ``timeout``, a line longer than ``longest_line`` bytes a ``response too
    long``.
    """

    family = FAMILY

    def __init__(
        self,
        stream: Stream[bytes] | Stream[str],
        *,
        text: bool = False,
        wait: float | None = None,
        rate: float = 0.0,
        longest_line: int = 65536,
    ) -> None:
        self.stream = stream
        self.wait = wait
        self._text = text
        self._longest_line = longest_line
        self._pace = Pace(rate)
        self._held = b""
        self._offset = 0  # in what is held, of what was not yet taken
        self._tls: ssl.SSLObject | None = None
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        if wait is not None:
            stream.timeout(wait)
        with suppress(OSError):  # the connection may be gone already, as what comes next will find
            # A command is short and its answer is waited for: it must not be held back until more is to be sent.
            stream.endpoint.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    # ---- what the libraries ask of a socket

    def sendall(self, data: bytes) -> None:
        """Send all of ``data``. Raises ConversationError."""
        self._pace.begin()
        if self._tls is None:
            self._send(data)
            return
        view = memoryview(data)
        while view:
            view = view[self._through_tls(self._tls.write, view[:_TLS_PORTION]) :]

    def recv(self, size: int) -> bytes:
        """At least one and at most ``size`` bytes, empty at the end. Raises ConversationError."""
        if self._offset == len(self._held):
            self._held, self._offset = self._arrival(), 0
        held, offset = self._held, self._offset
        if offset == 0 and len(held) <= size:
            self._held = b""
            return held
        data = held[offset : offset + size]
        self._offset = offset + len(data)
        return data

    def makefile(self, mode: str = "rb", *, encoding: str | None = None) -> PipeFile:  # noqa: ARG002  # as a socket's
        """A binary file that reads from here."""
        return PipeFile(self)

    def getpeername(self) -> SocketAddress:
        """Dotted address and port of the peer. Raises ConversationError."""
        return _known(self.stream.getpeername())

    def getsockname(self) -> SocketAddress:
        """Dotted address and port of this end. Raises ConversationError."""
        return _known(self.stream.getsockname())

    def close(self) -> None:
        """Close the stream. TLS tells the peer first that nothing was cut off, and does not wait for an answer."""
        if self._tls is not None and not self.stream.closed:
            with suppress(ssl.SSLError, ValueError):  # it waits for an answer, or TLS never got so far as to begin
                self._tls.unwrap()
            self._offer(self._outgoing.read())
        self._tls = None
        self.stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ---- reading and writing

    def read_line(self) -> bytes:
        """The next line with its ending; without one where the stream ends. Raises ConversationError."""
        pieces = []
        length = 0
        while True:
            end = self._held.find(b"\n", self._offset) + 1
            piece = self._held[self._offset : end or None]
            pieces.append(piece)
            length += len(piece)
            if length > self._longest_line:
                raise ConversationError("response too long")
            if end:
                self._offset = end
                return b"".join(pieces)
            self._held, self._offset = self._arrival(), 0
            if not self._held:
                return b"".join(pieces)

    def _arrival(self) -> bytes:
        """Whatever comes next, decrypted; empty at the end."""
        return self._receive() if self._tls is None else self._through_tls(self._tls.read, _TLS_PORTION)

    def _receive(self) -> bytes:
        """Whatever arrives next, within the limits; empty at the end."""
        clock = self.stream.network.clock
        began = clock()
        ends = None if self.wait is None else began + self.wait
        while True:
            waits = [self._pace.left(), None if ends is None else max(ends - began, 0.0)]
            received = self.stream.receive_some(min((each for each in waits if each is not None), default=None))
            now = clock()
            data = received.values[0] or b""
            if self._pace.is_too_slow(len(data), now - began):
                raise ConversationError("timeout")
            if received.outcome is not Outcome.TIMEOUT:
                return data if isinstance(data, bytes) else data.encode("latin-1")
            if ends is None or now >= ends:
                raise ConversationError("timeout")
            began = now

    def _send(self, data: bytes) -> None:
        error = self.stream.send(data.decode("latin-1") if self._text else data).error  # type: ignore[arg-type]
        if error is not None:
            raise ConversationError(error)

    def _offer(self, data: bytes) -> None:
        self.stream.offer(data.decode("latin-1") if self._text else data)  # type: ignore[arg-type]

    # ---- TLS

    def start_tls(self, context: ssl.SSLContext, name: str, session: ssl.SSLSession | None) -> None:
        """Begin TLS with the server called ``name``.

        Raises ConversationError, also if something has come from it in clear that nobody took: it might be anybody's.
        """
        if self.has_more:
            raise ConversationError("unexpected data before TLS")
        try:
            self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=name, session=session)
        except ValueError as error:  # a name that no certificate can have
            raise ConversationError(f"bad certificate: {error}") from error
        self._through_tls(self._tls.do_handshake)

    def finish_tls(self, within: float) -> None:
        """Tell the peer that all was sent, and let it say the same, which may take so many seconds.

        Closing at once what has input waiting makes the system cut off what the peer has not yet read; and TLS mostly
        has input waiting, since servers send tickets for later sessions.
        """
        if self._tls is not None:
            self.wait = within
            with suppress(ConversationError):  # many just close
                self._through_tls(self._tls.unwrap)
            self._tls = None

    @property
    def has_more(self) -> bool:
        """Has something arrived that was not taken yet?"""
        return self._offset < len(self._held)

    @property
    def is_encrypted(self) -> bool:
        """Has TLS begun?"""
        return self._tls is not None

    @property
    def tls_session(self) -> ssl.SSLSession | None:
        """What lets another connection continue this one's TLS."""
        return None if self._tls is None else self._tls.session

    def _through_tls(self, operation: Callable[..., T], *arguments: object) -> T:
        """Let TLS do ``operation``, moving what it wants to send and to receive.

        An end that TLS has not announced may be an attacker's: it is an error. What OpenSSL makes of it is not the same
        in all versions of Python, so it is noticed here.
        """
        has_ended = False
        while True:
            try:
                result = operation(*arguments)
            except ssl.SSLWantReadError:
                self._flush()
                arrived = self._receive()
                if has_ended:
                    raise ConversationError("closed") from None
                if arrived:
                    self._incoming.write(arrived)
                else:
                    has_ended = True
                    self._incoming.write_eof()
            except ssl.SSLError as error:
                if has_ended:
                    raise ConversationError("closed") from error
                self._offer(self._outgoing.read())  # tells the peer what was wrong
                raise ConversationError(_tls_words(error)) from error
            else:
                if has_ended and result == b"":
                    raise ConversationError("closed")
                self._flush()
                return result

    def _flush(self) -> None:
        if self._outgoing.pending:
            self._send(self._outgoing.read())


class PipeFile:
    """What http.client reads a response from."""

    def __init__(self, pipe: Pipe) -> None:
        self._pipe = pipe

    def readline(self, _limit: int = -1) -> bytes:
        """The next line; the pipe knows how long it may be. Raises ConversationError."""
        return self._pipe.read_line()

    def read1(self, size: int) -> bytes:
        """At least one and at most ``size`` bytes, empty at the end. Raises ConversationError."""
        return self._pipe.recv(size)

    def flush(self) -> None:
        """Nothing to do: it only reads."""

    def close(self) -> None:
        """Nothing to do: the pipe is closed by whoever opened it."""


class Security:
    """How TLS is begun: verified with the system's trust store, or not ``verified`` at all.

    It stands where the libraries expect an ``ssl.SSLContext``. Further connections continue the TLS session of the
    first: some FTP servers insist on it for data connections.
    """

    protocol = ssl.PROTOCOL_TLS_CLIENT

    def __init__(self, *, verified: bool = True) -> None:
        self._verified = verified
        self._context: ssl.SSLContext | None = None
        self._first: Pipe | None = None

    def wrap_socket(self, pipe: Pipe, *, server_hostname: str) -> Pipe:
        """Begin TLS on ``pipe``, whose peer must prove to be ``server_hostname``. Raises ConversationError."""
        if self._context is None:  # reading the trust store takes time, and not every conversation comes to it
            self._context = _context(verified=self._verified)
        pipe.start_tls(self._context, server_hostname, self._first.tls_session if self._first else None)
        self._first = self._first or pipe
        return pipe


def _context(*, verified: bool) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not verified:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _known(address: SocketAddress | None) -> SocketAddress:
    if address is None:
        raise ConversationError("closed")
    return address


def _tls_words(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"bad certificate: {error.verify_message}"
    if isinstance(error, ssl.SSLEOFError):
        return "closed"
    return f"TLS error: {(error.reason or 'unknown').replace('_', ' ').lower()}"
