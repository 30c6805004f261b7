"""TCP server sockets: serving a port, accepting connections (specification 5.1, 5.2)."""

from __future__ import annotations

from luashell.binding.library import Library
from luashell.netlib import results, wording
from luashell.netlib.clients import client_table
from luashell.netlib.handles import SocketHandle, lua_method
from luasocket_core import Failure, bind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.netlib.sockets import Sockets
    from luashell.runtime.aliases import LuaValue, Returned
    from luasocket_core import Listener

__all__ = ["bound"]


class ServerHandle(SocketHandle):
    """A TCP server; its clients join the ``sockets`` of the state."""

    __slots__ = ("_sockets",)

    kind = "server"
    methods = Library("Methods of TCP servers")
    core: Listener[str]

    def __init__(self, core: Listener[str], sockets: Sockets) -> None:
        super().__init__(core, sockets.version)
        self._sockets = sockets

    @lua_method(
        methods,
        "accept()",
        "Waits for the next connection.",
        results="client | nil, error",
        errors=(wording.CLOSED,),
        example=r"""
            server = bind("127.0.0.1", 0)
            caller = connect(server:getsockname())
            client = server:accept()
            caller:send("hello\n")
            client:receive()  --> "hello", nil
            client:close() caller:close() server:close()
        """,
    )
    def accept(self, *_: LuaValue) -> Returned:
        """The client has no limits, whatever those of the server (specification 5.1)."""
        self.need_open()
        stream = self.core.accept()
        return results.failed(stream) if isinstance(stream, Failure) else client_table(self._sockets, stream)


def bound(sockets: Sockets, address: str, port: float, backlog: float) -> Returned:
    """A server of a local address, or what failed (specification 5.2)."""
    listener = bind(address, port, backlog, text=True, network=sockets.network)
    if isinstance(listener, Failure):
        return results.failed(listener)
    return sockets.table_for(ServerHandle(listener, sockets))
