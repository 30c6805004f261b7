"""The manual's chapter on HTTP, and ``base64`` (specification 10)."""

from __future__ import annotations

from luashell.binding.arguments import need_string
from luashell.binding.library import Library
from luashell.netlib import headers as header_fields
from luashell.runtime.values import MISSING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.netlib.limits import Limits
    from luashell.netlib.sockets import Sockets
    from luashell.runtime.aliases import LuaValue, Returned

__all__ = ["Http", "library"]

library = Library("HTTP")

_RESULTS = "body, headers, status | body, headers, status, error"
_ERRORS = (
    "invalid url",
    "unknown scheme 'NAME'",
    "invalid method",
    "invalid header",
    "invalid status line",
    "malformed reponse headers",
    "unknown transfer-encoding 'NAME'",
    "invalid content-length",
    "invalid chunk size",
    "response too long",
    "bad certificate: REASON",
)


class Http:
    """HTTP for one state."""

    def __init__(self, sockets: Sockets, limits: Limits) -> None:
        self._sockets = sockets
        self._limits = limits

    @library.function(
        "http_request(method, url [, headers, body])",
        "Requests a document by any method; headers are a table of names and values.",
        results=_RESULTS,
        errors=_ERRORS,
        example="""
            body, headers, status = http_request("HEAD", "http://web.lab/")
            status  --> "200 OK"
        """,
    )
    def http_request(
        self,
        method: LuaValue = MISSING,
        url: LuaValue = MISSING,
        headers: LuaValue = MISSING,
        body: LuaValue = MISSING,
        *_: LuaValue,
    ) -> Returned:
        """After an error, what was obtained before it; a status such as 404 is no error (specification 10.1)."""
        return self._request(need_string(method, 1), need_string(url, 2), headers, 3, body, 4)

    @library.function(
        "http_get(url [, headers])",
        "Requests a document.",
        results=_RESULTS,
        errors=_ERRORS,
        example="""
            body, headers, status, problem = http_get("http://web.lab/")
            status, headers["content-type"], problem  --> "200 OK", "text/html", nil
        """,
    )
    def http_get(self, url: LuaValue = MISSING, headers: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """``http_request`` by the method GET."""
        return self._request("GET", need_string(url, 1), headers, 2, None, 3)

    @library.function(
        "http_post(url, body [, headers])",
        "Sends a document.",
        results=_RESULTS,
        errors=_ERRORS,
        example="""
            body, headers, status = http_post("http://web.lab/form", "name=Ada")
            status  --> "200 OK"
        """,
    )
    def http_post(
        self, url: LuaValue = MISSING, body: LuaValue = MISSING, headers: LuaValue = MISSING, *_: LuaValue
    ) -> Returned:
        """``http_request`` by the method POST."""
        return self._request("POST", need_string(url, 1), headers, 3, body, 2)

    def _request(
        self, method: str, url: str, headers: LuaValue, headers_at: int, body: LuaValue, body_at: int
    ) -> Returned:
        fields = dict(header_fields.fields_in(headers, headers_at))
        data = None if body is None or body is MISSING else need_string(body, body_at)
        from luashell.netlib import results
        from luasocket_core.proto.http import request

        response = request(
            method, url, fields, data, text=True, limits=self._limits.current, network=self._sockets.network
        )
        return results.http_response(self._sockets.state, response)

    @library.function(
        "base64(s)",
        "The string in base64, without line breaks.",
        results="string",
        example='base64("user:secret")  --> "dXNlcjpzZWNyZXQ="',
    )
    def base64(self, s: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """Standard alphabet, padded with ``=`` (RFC 4648)."""
        text = need_string(s, 1)
        from binascii import b2a_base64

        return b2a_base64(text.encode("latin-1"), newline=False).decode("ascii")
