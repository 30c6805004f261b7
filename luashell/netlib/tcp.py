"""The manual's chapter on TCP: making clients and servers (specification 5)."""

from __future__ import annotations

from luashell.binding.arguments import need_number, need_string, optional_number
from luashell.binding.library import Library
from luashell.netlib import wording
from luashell.runtime.values import MISSING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.netlib.sockets import Sockets
    from luashell.runtime.aliases import LuaValue, Returned

__all__ = ["Tcp", "library"]

library = Library("TCP")


class Tcp:
    """TCP for one state."""

    def __init__(self, sockets: Sockets) -> None:
        self._sockets = sockets

    @library.function(
        "connect(address, port)",
        "Connects to a server, given by name or IP address.",
        results="client | nil, error",
        example=r"""
            socket = connect("echo.lab", 7)
            send(socket, "hello\n")
            receive(socket)  --> "hello", nil
            close(socket)
        """,
    )
    def connect(self, address: LuaValue = MISSING, port: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """However long it takes; of the addresses of a name, the first that answers (specification 5.4)."""
        host, number = need_string(address, 1), need_number(port, 2)
        from luashell.netlib.clients import connected

        return connected(self._sockets, host, number)

    @library.function(
        "bind(address, port [, backlog])",
        'Serves a local address ("*" for all) and port (0 for any).',
        results="server | nil, error",
        example="""
            server = bind("127.0.0.1", 0)
            getsockname(server)  --> "127.0.0.1", ...
            close(server)
        """,
    )
    def bind(
        self, address: LuaValue = MISSING, port: LuaValue = MISSING, backlog: LuaValue = MISSING, *_: LuaValue
    ) -> Returned:
        """The backlog, by default 1, says how many connections may wait to be accepted (specification 5.2)."""
        host, number, waiting = need_string(address, 1), need_number(port, 2), optional_number(backlog, 3, 1.0)
        from luashell.netlib.servers import bound

        return bound(self._sockets, host, number, waiting)

    @library.function(
        "accept(server)",
        "Waits for the next connection to a server.",
        results="client | nil, error",
        errors=(wording.INVALID_SOCKET, wording.CLOSED, wording.SERVER_EXPECTED),
        example=r"""
            server = bind("127.0.0.1", 0)
            caller = connect(getsockname(server))
            client = accept(server)
            send(caller, "hello\n")
            receive(client)  --> "hello", nil
            close(client) close(caller) close(server)
        """,
    )
    def accept(self, server: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """The client has no limits, whatever those of the server (specification 5.1)."""
        return self._sockets.need_handle(server).accept()
