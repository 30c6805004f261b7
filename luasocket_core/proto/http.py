r"""HTTP/1.1 requests: http.client over our streams, with LuaSocket 1.2's results (specification 10; RFC 9112).

    response = request("GET", "http://127.0.0.1:8080/index.html")
    print(response.status, response.headers, response.body, response.error)

Strings are ``str`` with one character per byte; bodies are ``bytes``, or such strings too. Each request has a
connection of its own.
"""

from __future__ import annotations

import http.client
import re
from binascii import b2a_base64

from luasocket_core.net.pipe import ConversationError
from luasocket_core.proto.body import BytesBody, TextBody, portions
from luasocket_core.proto.conversation import converse, security_for
from luasocket_core.proto.limits import ProtocolLimits
from luasocket_core.wire.lines import fits_in_line
from luasocket_core.wire.strings import AnyStr, Generic
from luasocket_core.wire.url import Scheme, UrlError, parse_url, resolve_reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Final, Literal, overload

    from luasocket_core.net.network import Network
    from luasocket_core.net.pipe import Pipe
    from luasocket_core.proto.body import Body
    from luasocket_core.wire.url import Url

__all__ = ["HttpResponse", "request"]

_SCHEMES: Final = {"http": Scheme(80), "https": Scheme(443, "implicit")}
_USER_AGENT: Final = "LuaSocket 1.2 HTTP 1.1"

_CREDENTIALS: Final = ("authorization", "authentication", "proxy-authorization", "cookie")
"""Headers meant for the server they were given for (``authentication`` is what the manual's example calls it)."""
_BODY_HEADERS: Final = ("content-length", "content-type", "content-encoding", "transfer-encoding")

_MALFORMED: Final = "malformed reponse headers"  # as the original spells it
_INVALID_CHUNK: Final = "invalid chunk size"

_is_token = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+").fullmatch
_is_length = re.compile(r"[0-9]{1,18}").fullmatch
_is_chunk_size = re.compile(rb"[0-9A-Fa-f]{1,16}").fullmatch


class HttpResponse(Generic[AnyStr]):
    """What came of a request: whatever was obtained before the ``error``, which is None if nothing went wrong.

    ``status`` is code and reason, such as ``404 Not Found``; names in ``headers`` are lower case. ``body`` is None for
    a response that has none.
    """

    __slots__ = ("body", "error", "headers", "status")

    def __init__(self) -> None:
        self.body: AnyStr | None = None
        self.headers: dict[str, str] | None = None
        self.status: str | None = None
        self.error: str | None = None

    def __repr__(self) -> str:
        return f"HttpResponse({self.status!r}, {self.headers!r}, {self.body!r}, {self.error!r})"


class _Exchange:
    """A request as it is sent; a redirection changes it.

    Raises ConversationError for what would not arrive as what it is meant to be.
    """

    def __init__(self, method: str, url: Url, headers: Mapping[str, str], body: bytes | str | None) -> None:
        if not _is_token(method):
            raise ConversationError("invalid method")
        if not all(_is_token(name) and fits_in_line(value) for name, value in headers.items()):
            raise ConversationError("invalid header")
        self.method = method.upper()
        self.url = url
        self.headers = {name.lower(): value for name, value in headers.items()}
        self.body = body

    def fields(self) -> dict[str, str]:
        """The header fields, in the order in which they are sent (specification 10.2)."""
        url = self.url
        host = url.host if url.port == _SCHEMES[url.scheme].port else f"{url.host}:{url.port}"
        own = {"connection": "close", "host": host, "user-agent": _USER_AGENT}
        last = {} if self.body is None else {"content-length": str(len(self.body))}
        if url.user is not None and url.password is not None:
            pair = f"{url.user}:{url.password}".encode("latin-1")
            last["authorization"] = "Basic " + b2a_base64(pair, newline=False).decode("ascii")
        given = {name: value for name, value in self.headers.items() if name not in own and name not in last}
        return own | given | last

    def redirected(self, status: int, location: str) -> _Exchange | None:
        """The request that follows a response, None if it is the final one (specification 10.4)."""
        if not location or not (status == 303 or (status in {301, 302} and self.method in {"GET", "HEAD"})):
            return None
        url = resolve_reference(self.url, location, _SCHEMES)
        if url is None:
            return None
        unwanted: set[str] = set()
        if url.origin != self.url.origin:
            unwanted.update(_CREDENTIALS)
        if status == 303:
            unwanted.update(_BODY_HEADERS)
        return _Exchange(
            "HEAD" if self.method == "HEAD" else "GET",
            url,
            {name: value for name, value in self.headers.items() if name not in unwanted},
            None if status == 303 else self.body,
        )


class _Connection(http.client.HTTPConnection):
    """Sends what it is given: paths as they are, bytes as they are."""

    def __init__(self, url: Url, pipe: Pipe) -> None:
        super().__init__(url.host, url.port)
        self.sock = pipe  # dressed as one

    def _validate_path(self, url: str) -> None:
        """Blanks are sent as they were given; line ends have been refused with the whole URL."""

    def _encode_request(self, request: str) -> bytes:
        return request.encode("latin-1")

    def send_request(self, exchange: _Exchange) -> None:
        """Send all of the request."""
        path = exchange.url.path.partition("#")[0]
        self.putrequest(
            exchange.method,
            path if path.startswith("/") else f"/{path}",
            skip_host=True,
            skip_accept_encoding=True,
        )
        for name, value in exchange.fields().items():
            self.putheader(name, value)
        self.endheaders(None if exchange.body is None else portions(exchange.body))


class _Response(http.client.HTTPResponse):
    """Reads a response by the rules of the specification (10.3): its fields, and where its body ends."""

    _method: str

    def __init__(self, pipe: Pipe, method: str, limits: ProtocolLimits) -> None:
        super().__init__(pipe, method=method)  # type: ignore[arg-type]  # dressed as a socket
        self._pipe = pipe
        self._limits = limits
        self._head_left = limits.header_block
        self.status_text: str | None = None
        """Code and reason; None before there is a status line."""
        self.fields: dict[str, str] = {}
        self.location = ""

    def begin(self) -> None:
        """Read the head. Interim responses are passed over (RFC 9110, 15.2)."""
        while True:
            self.status_text = None  # an interim one says nothing of the response
            self.status, self.reason = self._status_line()
            self.status_text = f"{self.status} {self.reason}".rstrip(" ")
            self.fields = self._read_fields()
            if not 100 <= self.status < 200 or self.status == 101:
                return

    @property
    def has_body(self) -> bool:
        """Can there be one at all?"""
        return self._method != "HEAD" and self.status not in {101, 204, 304}

    def receive(self, body: Body[AnyStr]) -> None:
        """Let ``body`` have all that there is of it. Raises ConversationError when it does not end as it should."""
        self.chunked = self._is_chunked()
        self.chunk_left = None
        self.length = None if self.chunked else self._content_length()
        try:
            # By read1 each chunk comes for itself: what came before a broken one is not lost.
            body.fill(self.read1 if self.chunked else self.read, self.length)
        except http.client.IncompleteRead as error:
            raise ConversationError(self._pipe.failure or "closed") from error
        if self.length:
            raise ConversationError(self._pipe.failure or "closed")
        if not self.chunked and self.length is None and self._pipe.failure is not None:
            raise ConversationError(self._pipe.failure)

    def _status_line(self) -> tuple[int, str]:
        """Code and reason. Raises ConversationError."""
        try:
            _, status, reason = self._read_status()  # type: ignore[attr-defined]  # as begin of its elder
        except http.client.RemoteDisconnected as error:
            raise ConversationError(self._pipe.failure or "closed") from error
        except http.client.BadStatusLine as error:
            raise ConversationError(self._pipe.failure or "invalid status line") from error
        except http.client.LineTooLong as error:  # however long lines may be, http.client knows a limit for this one
            raise ConversationError("response too long") from error
        if self._pipe.has_ended:  # within the line
            raise ConversationError(self._pipe.failure or "closed")
        self._take_from_head(len(reason))
        return status, reason.strip(" \t\r\n")  # bytes beyond ASCII that Python takes for blanks are not

    def _read_fields(self) -> dict[str, str]:
        """Names in lower case; continued and repeated values joined."""
        fields: list[tuple[str, str]] = []
        while (line := self._read_head_line()) != "":
            name, colon, value = line.partition(":")
            if not fits_in_line(line):
                raise ConversationError(_MALFORMED)
            if line[0] in " \t" and fields:
                fields[-1] = (fields[-1][0], fields[-1][1] + line)
            elif colon and line[0] not in " \t":
                fields.append((name.rstrip(" \t").lower(), value.lstrip(" \t")))
            else:
                raise ConversationError(_MALFORMED)
            if len(fields) > self._limits.headers:
                raise ConversationError("response too long")
        # Several locations joined would lead where no server meant to send anybody.
        self.location = next((value for name, value in fields if name == "location"), "").strip(" \t")
        joined: dict[str, str] = {}
        for name, value in fields:
            joined[name] = f"{joined[name]}, {value}" if name in joined else value
        return joined

    def _read_head_line(self) -> str:
        """A line without its ending."""
        line = self._pipe.read_line()
        self._take_from_head(len(line))
        return line[:-1].removesuffix(b"\r").decode("latin-1")

    def _take_from_head(self, count: int) -> None:
        """Count so many bytes against what may come beside the body."""
        self._head_left -= count
        if self._head_left < 0:
            raise ConversationError("response too long")

    def _is_chunked(self) -> bool:
        """Is the body in chunks? Raises ConversationError for a coding that was not asked for and is not undone."""
        is_chunked = False
        for coding in self.fields.get("transfer-encoding", "").split(","):
            name = coding.strip(" \t")
            if name.lower() == "chunked":
                is_chunked = True
            elif name.lower() not in {"", "identity"}:
                raise ConversationError(f"unknown transfer-encoding '{name}'")
        return is_chunked

    def _content_length(self) -> int | None:
        field = self.fields.get("content-length")
        if field is None:
            return None
        values = [value.strip(" \t") for value in field.split(",")]
        if not all(map(_is_length, values)) or len(set(map(int, values))) > 1:
            raise ConversationError("invalid content-length")
        return int(values[0])

    def _get_chunk_left(self) -> int | None:
        """Bytes left of the current chunk, None behind the last: as its elder, but strict about the lines between."""
        if not self.chunk_left:
            if self.chunk_left == 0 and self._read_chunk_line():
                raise ConversationError(_INVALID_CHUNK)
            size, _, extension = self._read_chunk_line().partition(b";")
            self._take_from_head(len(extension))
            size = size.strip(b" \t")
            if not _is_chunk_size(size):
                raise ConversationError(_INVALID_CHUNK)
            self.chunk_left = int(size, 16) or None
            if self.chunk_left is None:
                self._discard_trailer()
        return self.chunk_left

    def _read_chunk_line(self) -> bytes:
        return self._pipe.read_line()[:-1].removesuffix(b"\r")

    def _discard_trailer(self) -> None:
        """Fields behind the last chunk, up to an empty line or the end (specification 10.6)."""
        while (line := self.fp.readline()) not in {b"", b"\n", b"\r\n"}:
            self._take_from_head(len(line))


if TYPE_CHECKING:

    @overload
    def request(
        method: str,
        url: str,
        headers: Mapping[str, str] | None = ...,
        body: bytes | str | None = ...,
        *,
        text: Literal[False] = ...,
        limits: ProtocolLimits | None = ...,
        network: Network | None = ...,
    ) -> HttpResponse[bytes]: ...
    @overload
    def request(
        method: str,
        url: str,
        headers: Mapping[str, str] | None = ...,
        body: bytes | str | None = ...,
        *,
        text: Literal[True],
        limits: ProtocolLimits | None = ...,
        network: Network | None = ...,
    ) -> HttpResponse[str]: ...


def request(
    method: str,
    url: str,
    headers: Mapping[str, str] | None = None,
    body: bytes | str | None = None,
    *,
    text: bool = False,
    limits: ProtocolLimits | None = None,
    network: Network | None = None,
) -> HttpResponse[bytes] | HttpResponse[str]:
    """Request ``url`` by ``method`` and follow redirections (LuaSocket 1.2, http_request; specification 10).

    ``url`` may begin with ``http://``, ``https://`` (verified) or ``https+insecure://``; user and password in it are
    sent by Basic authentication. Credentials never follow a redirection to another scheme, host or port. With ``text``
    the body of the response is a ``str``.
    """
    limits = limits or ProtocolLimits()
    try:
        exchange = _Exchange(method, parse_url(url, _SCHEMES, "http"), headers or {}, body)
    except (ConversationError, UrlError) as error:
        refused: HttpResponse[bytes] = HttpResponse()
        refused.error = str(error)
        return refused
    if text:
        return _follow(exchange, TextBody, limits, network)
    return _follow(exchange, BytesBody, limits, network)


def _follow(
    exchange: _Exchange, new_body: Callable[[float], Body[AnyStr]], limits: ProtocolLimits, network: Network | None
) -> HttpResponse[AnyStr]:
    """Perform the exchange, and those to which its responses redirect."""
    followed = 0
    while True:
        response: HttpResponse[AnyStr] = HttpResponse()
        body = new_body(limits.body)
        following = _perform(exchange, response, body, limits, network, may_follow=followed < limits.redirects)
        if following is None:
            return response
        exchange = following
        followed += 1


def _perform(
    exchange: _Exchange,
    response: HttpResponse[AnyStr],
    body: Body[AnyStr],
    limits: ProtocolLimits,
    network: Network | None,
    *,
    may_follow: bool,
) -> _Exchange | None:
    """Send one request and fill in its ``response``; or give the request that is to follow instead."""
    try:
        with (
            converse(exchange.url, security_for(exchange.url), limits, network) as pipe,
            _Response(pipe, exchange.method, limits) as received,
        ):
            try:
                _send_and_begin(exchange, pipe, received)
            finally:
                response.status = received.status_text
            response.headers = received.fields
            following = exchange.redirected(received.status, received.location) if may_follow else None
            if following is None and received.has_body:
                try:
                    received.receive(body)
                finally:
                    response.body = body.value()
            return following
    except ConversationError as error:
        response.error = str(error)
    return None


def _send_and_begin(exchange: _Exchange, pipe: Pipe, received: _Response) -> None:
    """Send the request and read the head of the response, which a server may give before it has heard all."""
    try:
        _Connection(exchange.url, pipe).send_request(exchange)
    except ConversationError as error:
        try:
            received.begin()
        except ConversationError:
            raise error from None
    else:
        received.begin()
