"""The manual's chapter on FTP (specification 11)."""

from __future__ import annotations

from luashell.binding.arguments import need_string
from luashell.binding.library import Library
from luashell.runtime.values import MISSING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.netlib.limits import Limits
    from luashell.netlib.sockets import Sockets
    from luashell.runtime.aliases import LuaValue, Returned

__all__ = ["Ftp", "library"]

library = Library("FTP")

_ERRORS = (
    "invalid url",
    "unknown scheme 'NAME'",
    "response too long",
    "bad certificate: REASON",
    "the server's reply",
)


class Ftp:
    """FTP for one state."""

    def __init__(self, sockets: Sockets, limits: Limits) -> None:
        self._sockets = sockets
        self._limits = limits

    @library.function(
        "ftp_get(url [, type])",
        'Downloads a file as ascii or binary ("b"), or the list of names if the URL ends with "/".',
        results="string | nil, error",
        errors=_ERRORS,
        example='ftp_get("ftp://files.lab/pub/")  --> "..."',
    )
    def ftp_get(self, url: LuaValue = MISSING, type: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """Byte for byte as the server sends it, in both types (specification 11.1)."""
        address = need_string(url, 1)
        from luashell.netlib import results
        from luasocket_core.proto import ftp

        file = ftp.get(
            address, binary=type == "b", text=True, limits=self._limits.current, network=self._sockets.network
        )
        return results.file(file)

    @library.function(
        "ftp_put(url, data [, type])",
        'Uploads a string as a file, as ascii or binary ("b").',
        results="nil | error",
        errors=(*_ERRORS, "invalid path"),
        example="""
            ftp_put("ftp://files.lab/notes.txt", "hello")  --> nil
            ftp_get("ftp://files.lab/notes.txt")  --> "hello"
        """,
    )
    def ftp_put(
        self, url: LuaValue = MISSING, data: LuaValue = MISSING, type: LuaValue = MISSING, *_: LuaValue
    ) -> Returned:
        """Byte for byte as it was given, in both types (specification 11.1)."""
        address, content = need_string(url, 1), need_string(data, 2)
        from luasocket_core.proto import ftp

        return ftp.put(address, content, binary=type == "b", limits=self._limits.current, network=self._sockets.network)
