"""The protocols as Python programs and as Lua programs call them, with the same results."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from luashell.runtime.tables import LuaTable
from luasocket_core.proto import ftp, http
from tests.netlib.program import Program

__all__ = ["Client", "FromLua", "FromPython", "Response"]


class Response(NamedTuple):
    """Of an HTTP request."""

    body: bytes | None
    headers: Mapping[str, str] | None
    status: str | None
    error: str | None


class Client(Protocol):
    """What both can do."""

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Response:
        """Over HTTP."""

    def download(self, url: str, *, binary: bool = True) -> tuple[bytes | None, str | None]:
        """Over FTP: content and error."""

    def upload(self, url: str, content: bytes, *, binary: bool = True) -> str | None:
        """Over FTP: the error."""


class FromPython:
    """By ``luasocket_core``."""

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Response:
        response = http.request(method, url, headers, body)
        return Response(response.body, response.headers, response.status, response.error)

    def download(self, url: str, *, binary: bool = True) -> tuple[bytes | None, str | None]:
        file = ftp.get(url, binary=binary)
        return file.data, file.error

    def upload(self, url: str, content: bytes, *, binary: bool = True) -> str | None:
        return ftp.put(url, content, binary=binary)


class FromLua:
    """By ``http_get`` and its sisters."""

    def __init__(self, lua: Program) -> None:
        self._lua = lua

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Response:
        call = {"GET": "http_get(url, fields)", "POST": "http_post(url, content, fields)"}
        self._set(method=method, url=url, content=None if body is None else body.decode("latin-1"))
        self._lua("fields = {}")
        for name, value in (headers or {}).items():
            self._set(name=name, value=value)
            self._lua("fields[name] = value")
        text = call.get(method, "http_request(method, url, fields, content)")
        content, fields, status, error = self._lua(f"local b, h, s, e = {text} return b, h, s, e")
        assert status is None or isinstance(status, str)
        return Response(
            encoded(content),
            {str(name): str(value) for name, value in fields.raw_items()} if isinstance(fields, LuaTable) else None,
            status,
            error if isinstance(error, str) else None,
        )

    def download(self, url: str, *, binary: bool = True) -> tuple[bytes | None, str | None]:
        self._set(url=url, kind="b" if binary else None)
        content, error = self._lua("local c, e = ftp_get(url, kind) return c, e")
        return encoded(content), error if isinstance(error, str) else None

    def upload(self, url: str, content: bytes, *, binary: bool = True) -> str | None:
        self._set(url=url, content=content.decode("latin-1"), kind="b" if binary else "a")
        (error,) = self._lua("local e = ftp_put(url, content, kind) return e")
        return error if isinstance(error, str) else None

    def _set(self, **values: str | None) -> None:
        for name, value in values.items():
            self._lua.state.globals_set(name, value)


def encoded(content: object) -> bytes | None:
    """A Lua string's bytes."""
    return content.encode("latin-1") if isinstance(content, str) else None
