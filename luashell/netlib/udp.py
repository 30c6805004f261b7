"""The manual's chapter on UDP: making sockets, and what only they can do (specification 6)."""

from __future__ import annotations

from luashell.binding.library import Library
from luashell.netlib import wording
from luashell.runtime.values import MISSING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.netlib.sockets import Sockets
    from luashell.runtime.aliases import LuaValue, Returned

__all__ = ["Udp", "library"]

library = Library("UDP")

_ERRORS: Final = (wording.INVALID_SOCKET, wording.CLOSED, wording.UDP_EXPECTED)


class Udp:
    """UDP for one state."""

    def __init__(self, sockets: Sockets) -> None:
        self._sockets = sockets

    @library.function(
        "udpsocket([options])",
        "A new UDP socket; later versions take options, such as {SO_BROADCAST=1}.",
        results="udp | nil, error",
        errors=(wording.SETTING_OPTION, "invalid NAME value"),
        example="""
            socket = udpsocket()
            getsockname(socket)  --> "0.0.0.0", 0
            close(socket)
        """,
    )
    def udpsocket(self, options: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """Neither bound nor connected; LuaSocket 1.2 ignores any argument (specification 6.1, A.4)."""
        from luashell.netlib.datagrams import opened

        return opened(self._sockets, options if self._sockets.version.takes_options else None)

    @library.function(
        "receivefrom(udp [, size])",
        "Receives a datagram and learns who sent it.",
        results="string, ip, port | nil, error",
        errors=(*_ERRORS, wording.RECEIVEFROM_ON_CONNECTED),
        example="""
            here, there = udpsocket(), udpsocket()
            setsockname(here, "127.0.0.1", 0)
            sendto(there, "hello", getsockname(here))
            receivefrom(here)  --> "hello", "127.0.0.1", ...
            close(here) close(there)
        """,
    )
    def receivefrom(self, udp: LuaValue = MISSING, *arguments: LuaValue) -> Returned:
        """What is longer than size bytes is cut (specification 6.7)."""
        return self._sockets.need_handle(udp).receivefrom(*arguments)

    @library.function(
        "sendto(udp, string, ip, port)",
        "Sends a datagram to an IP address and port.",
        results="nil, number | error",
        errors=(*_ERRORS, wording.SENDTO_ON_CONNECTED, wording.INVALID_IP),
        example="""
            here, there = udpsocket(), udpsocket()
            setsockname(here, "127.0.0.1", 0)
            sendto(there, "hello", getsockname(here))  --> nil, 5
            close(here) close(there)
        """,
    )
    def sendto(self, udp: LuaValue = MISSING, *arguments: LuaValue) -> Returned:
        """Names are not resolved here (specification 6.6)."""
        return self._sockets.need_handle(udp).sendto(*arguments)

    @library.function(
        "setpeername(udp, address, port)",
        "Exchanges datagrams with one peer only, from now on.",
        results="nil | error",
        errors=_ERRORS,
        example="""
            socket = udpsocket()
            setpeername(socket, "echo.lab", 7)
            send(socket, "hello")
            receive(socket)  --> "hello"
            close(socket)
        """,
    )
    def setpeername(self, udp: LuaValue = MISSING, *arguments: LuaValue) -> Returned:
        """After a failure the socket is as it was (specification 6.3)."""
        return self._sockets.need_handle(udp).setpeername(*arguments)

    @library.function(
        "setsockname(udp, address, port)",
        'Gives a UDP socket a local address ("*" for all) and port (0 for any).',
        results="nil | error",
        errors=_ERRORS,
        example="""
            socket = udpsocket()
            setsockname(socket, "127.0.0.1", 0)
            getsockname(socket)  --> "127.0.0.1", ...
            close(socket)
        """,
    )
    def setsockname(self, udp: LuaValue = MISSING, *arguments: LuaValue) -> Returned:
        """After a failure the socket is as it was (specification 6.3)."""
        return self._sockets.need_handle(udp).setsockname(*arguments)
