"""A stream as a raw file of Python's: within the limits of a conversation, and with TLS inside.

Python's own buffered readers stand on it, so that what arrives goes right where it is wanted.
"""

from __future__ import annotations

import io
import ssl
from contextlib import suppress

from luasocket_core.errors import Outcome
from luasocket_core.net.pace import Pace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final, TypeVar

    from luasocket_core.net.stream import Stream

    T = TypeVar("T")

__all__ = ["Channel", "ConversationError"]

_TLS_PORTION: Final = 262144
"""Bytes that are encrypted, or received for decryption, at a time."""


class ConversationError(Exception):
    """A conversation cannot go on; its text is the library's word for it (``timeout``, ``closed``) or a sentence."""


class Channel(io.RawIOBase):
    """What goes through ``stream``; with ``text``, that one's strings are ``str``.

    A single wait lasts ``wait`` seconds at most, None for what the stream itself allows. A peer that delivers less than
    ``rate`` bytes per second for a minute is a ``timeout``.

    For its readers every failure is the end of what arrives; ``failure`` then has the word for it, and is None where
    the peer has ended properly, under TLS by saying so. Thus what came before a failure is not lost.
    """

    def __init__(
        self, stream: Stream[bytes] | Stream[str], *, text: bool = False, wait: float | None = None, rate: float = 0.0
    ) -> None:
        super().__init__()
        self.stream = stream
        self.wait = wait
        self.failure: str | None = None
        self.has_ended = False
        self.may_wait = True
        """Whether reading waits; otherwise it gives nothing at once, as files do that do not block."""
        self._text = text
        self._pace = Pace(rate)
        self._tls: ssl.SSLObject | None = None

    # ---- what a reader asks of a raw file

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview, /) -> int | None:  # type: ignore[override]  # readers give nothing else
        """Whatever arrives next; how many bytes, 0 at the end."""
        if not self.may_wait:
            return None
        if not self.has_ended:
            try:
                count = self._arrival(memoryview(buffer))
            except ConversationError as error:
                self.failure = str(error)
                count = 0
            self.has_ended = count == 0
            return count
        return 0

    # ---- sending

    def send(self, data: bytes) -> None:
        """Send all of ``data``. Raises ConversationError."""
        self._pace.begin()
        if self._tls is None:
            self._send(data)
            return
        view = memoryview(data)
        while view:
            view = view[self._through_tls(self._tls, self._tls.write, view[:_TLS_PORTION]) :]

    def _send(self, data: bytes) -> None:
        error = self.stream.send(data.decode("latin-1") if self._text else data).error  # type: ignore[arg-type]  # by _text
        if error is not None:
            raise ConversationError(error)

    def _offer(self, data: bytes) -> None:
        self.stream.offer(data.decode("latin-1") if self._text else data)  # type: ignore[arg-type]

    # ---- receiving

    def _arrival(self, buffer: memoryview) -> int:
        """Whatever comes next, decrypted; 0 at the end."""
        if self._tls is None:
            return self._receive(buffer)
        count: int = self._through_tls(self._tls, self._tls.read, len(buffer), buffer)  # type: ignore[assignment]
        return count

    def _receive(self, buffer: memoryview) -> int:
        """Whatever arrives next, within the limits; 0 at the end."""
        clock = self.stream.network.clock
        began = clock()
        ends = None if self.wait is None else began + self.wait
        while True:
            waits = (self._pace.left(), None if ends is None else max(ends - began, 0.0))
            received = self.stream.receive_into(buffer, min((each for each in waits if each is not None), default=None))
            now = clock()
            count = received if isinstance(received, int) else 0
            if self._pace.is_too_slow(count, now - began):
                raise ConversationError("timeout")
            if isinstance(received, int):
                return received
            if received is not Outcome.TIMEOUT or ends is None or now >= ends:
                raise ConversationError(received.error)
            began = now

    # ---- TLS

    @property
    def is_encrypted(self) -> bool:
        """Has TLS begun?"""
        return self._tls is not None

    @property
    def tls_session(self) -> ssl.SSLSession | None:
        """What lets another connection continue this one's TLS."""
        return None if self._tls is None else self._tls.session

    def start_tls(self, context: ssl.SSLContext, name: str, session: ssl.SSLSession | None) -> None:
        """Begin TLS with the server called ``name``. Raises ConversationError."""
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._encrypted = memoryview(bytearray(_TLS_PORTION))
        try:
            self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=name, session=session)
        except ValueError as error:  # a name that no certificate can have
            raise ConversationError(f"bad certificate: {error}") from error
        self._through_tls(self._tls, self._tls.do_handshake)

    def finish_tls(self, within: float) -> None:
        """Tell the peer that all was sent, and let it say the same, which may take so many seconds.

        Closing at once what has input waiting makes the system cut off what the peer has not yet read; and TLS mostly
        has input waiting, since servers send tickets for later sessions.
        """
        if self._tls is not None:
            self.wait = within
            with suppress(ConversationError):  # many just close
                self._through_tls(self._tls, self._tls.unwrap)
            self._tls = None

    def leave(self) -> None:
        """Close the stream. TLS tells the peer first that nothing was cut off, and does not wait for an answer."""
        if self._tls is not None and not self.stream.closed:
            with suppress(ssl.SSLError, ValueError):  # it waits for an answer, or TLS never got so far as to begin
                self._tls.unwrap()
            self._offer(self._outgoing.read())
        self._tls = None
        self.stream.close()

    def _through_tls(self, tls: ssl.SSLObject, operation: Callable[..., T], *arguments: object) -> T:
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
                if has_ended:
                    raise ConversationError("closed") from None
                count = self._receive(self._encrypted)
                if count:
                    self._incoming.write(self._encrypted[:count])
                else:
                    has_ended = True
                    self._incoming.write_eof()
            except ssl.SSLError as error:
                if has_ended:
                    raise ConversationError("closed") from error
                self._offer(self._outgoing.read())  # tells the peer what was wrong
                raise ConversationError(_tls_words(error)) from error
            else:
                if has_ended and operation == tls.read and not result:
                    raise ConversationError("closed")
                self._flush()
                return result

    def _flush(self) -> None:
        if self._outgoing.pending:
            self._send(self._outgoing.read())


def _tls_words(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"bad certificate: {error.verify_message}"
    if isinstance(error, ssl.SSLEOFError):
        return "closed"
    return f"TLS error: {(error.reason or 'unknown').replace('_', ' ').lower()}"
