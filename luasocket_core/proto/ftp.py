"""Files over FTP: ftplib over our streams, with LuaSocket 1.2's results (specification 11; RFC 959, RFC 1738).

    file = get("ftp://127.0.0.1:2121/pub/lua/lua.tar.gz", binary=True)
    error = put("ftp://user:password@127.0.0.1:2121/hello", b"hello world!")

The scheme ``ftps`` means TLS from the start, ``ftpes`` TLS by a command, for data too; with ``+insecure`` certificates
are not verified.
"""

from __future__ import annotations

import ftplib
from contextlib import contextmanager, suppress

from luasocket_core.errors import Failure
from luasocket_core.net.listener import bind
from luasocket_core.net.pipe import ConversationError, Security
from luasocket_core.net.selection import select
from luasocket_core.proto.body import BytesBody, TextBody, portions
from luasocket_core.proto.conversation import connect_to, converse, pipe_over
from luasocket_core.proto.limits import ProtocolLimits
from luasocket_core.wire.strings import AnyStr, Generic
from luasocket_core.wire.url import Scheme, UrlError, parse_url, unquote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Final, Literal, overload

    from luasocket_core.net.listener import Listener
    from luasocket_core.net.network import Network
    from luasocket_core.net.pipe import Pipe
    from luasocket_core.proto.body import Body
    from luasocket_core.wire.url import Url

__all__ = ["FtpFile", "get", "put"]

_SCHEMES: Final = {"ftp": Scheme(21), "ftps": Scheme(990, "implicit"), "ftpes": Scheme(21, "start")}

_ANONYMOUS: Final = "anonymous"
_ANONYMOUS_PASSWORD: Final = "anonymous@anonymous.org"  # noqa: S105  # anybody's
_FAREWELL: Final = 2.0
"""Seconds that a server has for an answer that changes nothing."""


class FtpFile(Generic[AnyStr]):
    """What came of a download: the ``data``, or the ``error``; the other is None."""

    __slots__ = ("data", "error")

    def __init__(self, data: AnyStr | None, error: str | None) -> None:
        self.data: AnyStr | None = data
        self.error = error

    def __repr__(self) -> str:
        return f"FtpFile({self.data!r}, {self.error!r})"


class _Place:
    """Where a URL leads: ``folders`` to enter one after another, and the ``name`` of a file there, or none."""

    def __init__(self, url: Url) -> None:
        if url.path[:1] not in {"", "/"}:
            raise UrlError("invalid url")
        *folders, self.name = map(unquote, url.path.removeprefix("/").split("/"))
        self.folders = [folder for folder in folders if folder]
        if folders and not folders[0]:  # a second slash: from the root, not from where the login leads
            self.folders[:1] = [f"/{''.join(self.folders[:1])}"]


class _Control(ftplib.FTP_TLS):
    """The control connection, through ``pipe``, and the data connections that it leads to."""

    _prot_p: bool

    def __init__(self, url: Url, pipe: Pipe, security: Security, limits: ProtocolLimits) -> None:
        super().__init__(context=security, encoding="latin-1")  # type: ignore[call-overload]  # stands for an SSLContext
        self.host = url.host
        self.af = pipe.family
        self.sock = pipe  # type: ignore[assignment]  # dressed as one
        self._pipe = pipe
        self._url = url
        self._limits = limits
        self._reply_left = limits.reply

    # ---- replies

    def getmultiline(self) -> str:
        """A reply of one line or several, joined by LF."""
        self._reply_left = self._limits.reply
        return super().getmultiline()

    def getline(self) -> str:
        """A line of a reply, without its ending."""
        line = self._pipe.read_line()
        self._reply_left -= len(line)
        if self._reply_left < 0:
            raise ConversationError("response too long")
        return line[:-1].removesuffix(b"\r").decode("latin-1")

    # ---- from the greeting to the folder

    def begin(self, place: _Place, *, binary: bool) -> None:
        """Log in, go to the ``place``, and say what kind of data it will be."""
        greeting = self.getresp()
        if greeting.startswith("120"):  # ready in some minutes
            greeting = self.getresp()
        if not greeting.startswith("220"):
            raise ConversationError(greeting)
        url = self._url
        if url.tls == "start":
            self.auth()
        user = url.user or _ANONYMOUS
        is_anonymous = user == _ANONYMOUS and not url.password
        self._log_in(user, _ANONYMOUS_PASSWORD if is_anonymous else url.password or "")
        if url.tls:
            self.prot_p()
        for folder in place.folders:
            self.voidcmd(f"CWD {folder}")
        self.voidcmd("TYPE I" if binary else "TYPE A")

    def _log_in(self, user: str, password: str) -> None:
        """Give the password if it is asked for. Accounts, which ftplib would offer, are unknown here."""
        reply = self.sendcmd(f"USER {user}")
        if reply.startswith("331"):
            reply = self.sendcmd(f"PASS {password}")
        if not reply.startswith(("230", "202")):
            raise ConversationError(reply)

    def leave(self) -> None:
        """QUIT, whatever the answer."""
        self._pipe.limit_waits(_FAREWELL)
        with suppress(ConversationError, ftplib.Error):
            self.sendcmd("QUIT")

    # ---- data connections (specification 11.3)

    def ntransfercmd(  # type: ignore[override]  # a pipe stands for a socket
        self,
        cmd: str,
        rest: int | str | None = None,  # noqa: ARG002  # as its elder; nothing is resumed here
    ) -> tuple[Pipe, None]:
        """The data connection for a command: to the server if it can be reached, otherwise from it."""
        address = self._passive_address()
        pipe = self._active(cmd) if address is None else self._passive(cmd, address)
        try:
            if self._prot_p:
                self.context.wrap_socket(pipe, server_hostname=self.host)  # type: ignore[arg-type]
        except BaseException:
            pipe.close()
            raise
        return pipe, None

    def _passive_address(self) -> tuple[str, int] | None:
        """Where the server waits, at the address of the control connection; None if it will not."""
        try:
            return self.makepasv()
        except (ftplib.error_perm, ftplib.error_temp) as error:
            if str(error).startswith("421"):  # it is about to close the connection
                raise
            return None
        except ValueError as error:  # more digits than Python turns into a number
            raise ConversationError("invalid reply") from error

    def _passive(self, command: str, address: tuple[str, int]) -> Pipe:
        pipe = connect_to(*address, self._limits, self._pipe.stream.network)
        try:
            self._start(command)
        except BaseException:
            pipe.close()
            raise
        return pipe

    def _active(self, command: str) -> Pipe:
        own, _ = self._pipe.getsockname()
        listener = bind(own, 0, network=self._pipe.stream.network)
        if isinstance(listener, Failure):
            raise ConversationError(listener.error)
        with listener:
            name = listener.getsockname()
            self.sendport(own, name[1] if name else 0)
            self._start(command)
            return self._accepted(listener)

    def _start(self, command: str) -> None:
        reply = self.sendcmd(command)
        if reply[0] != "1":
            raise ConversationError(reply)

    def _accepted(self, listener: Listener[bytes]) -> Pipe:
        """The server's connection; nobody else's. The server may also say that it will not come."""
        network = self._pipe.stream.network
        server, _ = self._pipe.getpeername()
        ends = network.clock() + self._limits.wait
        watched = [listener] if self._pipe.is_encrypted else [listener, self._pipe.stream]
        while True:
            left = 0.0 if self._pipe.has_more else max(ends - network.clock(), 0.0)
            ready = select(watched, [], left, network=network).readable
            if listener not in ready:
                raise ConversationError(self.getresp() if ready or self._pipe.has_more else "timeout")
            stream = listener.accept()
            if isinstance(stream, Failure):
                raise ConversationError(stream.error)
            peer = stream.getpeername()
            if peer is not None and peer[0] == server:
                return pipe_over(stream, self._limits)
            stream.close()

    # ---- transfers

    def receive(self, command: str, body: Body[AnyStr]) -> None:
        """Let ``body`` have all that comes over a data connection."""
        with self._transfer(command) as data:
            body.fill(data.read)
            if data.failure is not None:
                raise ConversationError(data.failure)

    def send(self, command: str, content: bytes | str) -> None:
        """Send all of ``content`` over a data connection."""
        with self._transfer(command) as data:
            for portion in portions(content):
                data.sendall(portion)
            data.finish_tls(_FAREWELL)

    @contextmanager
    def _transfer(self, command: str) -> Iterator[Pipe]:
        """The data connection for ``command``; how it went is for the server to say at the end."""
        try:
            with self.ntransfercmd(command)[0] as data:
                yield data
        except ConversationError as error:
            if str(error) == "closed":
                self.voidresp()  # why the server broke it off
            raise
        self.voidresp()


if TYPE_CHECKING:

    @overload
    def get(
        url: str,
        *,
        binary: bool = ...,
        text: Literal[False] = ...,
        limits: ProtocolLimits | None = ...,
        network: Network | None = ...,
    ) -> FtpFile[bytes]: ...
    @overload
    def get(
        url: str,
        *,
        binary: bool = ...,
        text: Literal[True],
        limits: ProtocolLimits | None = ...,
        network: Network | None = ...,
    ) -> FtpFile[str]: ...


def get(
    url: str,
    *,
    binary: bool = False,
    text: bool = False,
    limits: ProtocolLimits | None = None,
    network: Network | None = None,
) -> FtpFile[bytes] | FtpFile[str]:
    """Download ``url``, or the names in it if it ends with ``/`` (LuaSocket 1.2, ftp_get; specification 11).

    With ``text`` the data is a ``str`` with one character per byte.
    """
    limits = limits or ProtocolLimits()
    if text:
        return _download(url, TextBody(limits.body), limits, network, binary=binary)
    return _download(url, BytesBody(limits.body), limits, network, binary=binary)


def _download(
    url: str, body: Body[AnyStr], limits: ProtocolLimits, network: Network | None, *, binary: bool
) -> FtpFile[AnyStr]:
    def download(control: _Control, place: _Place) -> None:
        control.receive(f"RETR {place.name}" if place.name else "NLST", body)

    error = _perform(url, download, limits, network, binary=binary)
    return FtpFile(body.value() if error is None else None, error)


def put(
    url: str,
    content: bytes | str,
    *,
    binary: bool = False,
    limits: ProtocolLimits | None = None,
    network: Network | None = None,
) -> str | None:
    """Upload ``content`` as ``url`` (LuaSocket 1.2, ftp_put; specification 11); None, or what went wrong."""

    def upload(control: _Control, place: _Place) -> None:
        control.send(f"STOR {place.name}", content)

    return _perform(url, upload, limits or ProtocolLimits(), network, binary=binary, needs_name=True)


def _perform(
    url: str,
    transfer: Callable[[_Control, _Place], None],
    limits: ProtocolLimits,
    network: Network | None,
    *,
    binary: bool,
    needs_name: bool = False,
) -> str | None:
    """Make the ``transfer``; None, or what went wrong: a reply or a sentence."""
    try:
        parsed = parse_url(url, _SCHEMES, "ftp")
        place = _Place(parsed)
        if needs_name and not place.name:
            return "invalid path"
        security = Security(verified=parsed.verified)
        with converse(parsed, security, limits, network) as pipe:
            control = _Control(parsed, pipe, security, limits)
            control.begin(place, binary=binary)
            transfer(control, place)
            control.leave()
    except (ConversationError, UrlError, ftplib.Error) as error:
        return str(error) if str(error).strip() else "invalid reply"
    return None
