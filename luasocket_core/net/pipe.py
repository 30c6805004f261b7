"""A stream dressed as what http.client, smtplib and ftplib expect of a socket, with TLS inside.

Those libraries get lines and blocks from it and give it bytes; waiting, limits, events and Ctrl-C stay with the stream
beneath. What goes wrong is raised as ``ConversationError``, which is no OSError: it passes through the libraries, which
would put sentences of their own in its place.
"""

from __future__ import annotations

import io
import socket
import ssl
import sys
from contextlib import suppress

from luasocket_core.net.address import FAMILY
from luasocket_core.net.channel import Channel, ConversationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Final, Self

    from luasocket_core.net.stream import Stream
    from luasocket_core.tracing import SocketAddress

__all__ = ["ConversationError", "Pipe", "PipeFile", "Security"]

_BUFFER: Final = 65536
"""Bytes that are received in advance, at most; longer blocks go right where they are wanted."""
_LONGEST_LINE: Final = sys.maxsize - 1
"""Bytes of a line that Python can be asked for, and notice one more."""


class Pipe:
    """One conversation over ``stream``; ``text``, ``wait`` and ``rate`` are as for a channel.

    A line longer than ``longest_line`` bytes is a ``response too long``.
    """

    family = FAMILY

    def __init__(
        self,
        stream: Stream[bytes] | Stream[str],
        *,
        text: bool = False,
        wait: float | None = None,
        rate: float = 0.0,
        longest_line: float = 65536,
    ) -> None:
        self.stream = stream
        self._channel = Channel(stream, text=text, wait=wait, rate=rate)
        self._file = PipeFile(self._channel, longest_line)
        if wait is not None:
            stream.timeout(wait)
        with suppress(OSError):  # the connection may be gone already, as what comes next will find
            # A command is short and its answer is waited for: it must not be held back until more is to be sent.
            stream.endpoint.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    # ---- what the libraries ask of a socket

    def sendall(self, data: bytes) -> None:
        """Send all of ``data``. Raises ConversationError."""
        self._channel.send(data)

    def makefile(self, mode: str = "rb", *, encoding: str | None = None) -> PipeFile:  # noqa: ARG002  # as a socket's
        """The binary file that reads from here, always the same."""
        return self._file

    def getpeername(self) -> SocketAddress:
        """Dotted address and port of the peer. Raises ConversationError."""
        return _known(self.stream.getpeername())

    def getsockname(self) -> SocketAddress:
        """Dotted address and port of this end. Raises ConversationError."""
        return _known(self.stream.getsockname())

    def close(self) -> None:
        """Close the stream. TLS tells the peer first that nothing was cut off, and does not wait for an answer."""
        self._channel.leave()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ---- reading

    def read_line(self) -> bytes:
        """The next line with its ending. Raises ConversationError, also if the stream ends before that."""
        line = self._file.readline()
        if not line.endswith(b"\n"):
            raise ConversationError(self.failure or "closed")
        return line

    def read(self, size: int) -> bytes:
        """The next ``size`` bytes; less only where the stream ends, by whatever ``failure``."""
        return self._file.read(size)

    @property
    def failure(self) -> str | None:
        """The word for what ended the stream; None while it goes on, and where its peer ended it properly."""
        return self._channel.failure

    @property
    def has_ended(self) -> bool:
        """Has a reader come to the end?"""
        return self._channel.has_ended

    @property
    def has_more(self) -> bool:
        """Has something arrived that was not taken yet?"""
        self._channel.may_wait = False
        try:
            return bool(self._file.peek(1))
        finally:
            self._channel.may_wait = True

    def limit_waits(self, seconds: float) -> None:
        """From now on no wait is longer than so many ``seconds``."""
        self._channel.wait = seconds

    # ---- TLS

    @property
    def is_encrypted(self) -> bool:
        """Has TLS begun?"""
        return self._channel.is_encrypted

    @property
    def tls_session(self) -> ssl.SSLSession | None:
        """What lets another connection continue this one's TLS."""
        return self._channel.tls_session

    def start_tls(self, context: ssl.SSLContext, name: str, session: ssl.SSLSession | None) -> None:
        """Begin TLS with the server called ``name``.

        Raises ConversationError, also if something has come from it in clear that nobody took: it might be anybody's.
        """
        if self.has_more:
            raise ConversationError("unexpected data before TLS")
        self._channel.start_tls(context, name, session)

    def finish_tls(self, within: float) -> None:
        """Tell the peer that all was sent, and let it say the same, which may take so many seconds."""
        self._channel.finish_tls(within)


class PipeFile(io.BufferedReader):
    """What arrives through a channel, for reading: its lines may have ``longest_line`` bytes."""

    def __init__(self, channel: Channel, longest_line: float) -> None:
        super().__init__(channel, _BUFFER)
        self._longest_line = int(min(longest_line, _LONGEST_LINE))

    def readline(self, _size: int | None = -1, /) -> bytes:
        """The next line with its ending; without one where the stream ends. Raises ConversationError."""
        line = super().readline(self._longest_line + 1)
        if len(line) > self._longest_line:
            raise ConversationError("response too long")
        return line

    def flush(self) -> None:
        """Nothing to do: it only reads. What stands on it may ask for this even when it is closed."""


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
