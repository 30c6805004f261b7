"""Sockets as Lua sees them: tables with a hidden handle, and the functions that take a socket of any kind.

A socket is a table with a tag of its own, whose methods are bound to it and ignore the socket they are given; a global
function finds the handle, a userdata, in a hidden field (LuaSocket 1.2; specification 2). Whoever holds the table or
any of its methods holds the handle, and with the last of them the handle closes the socket.
"""

from __future__ import annotations

from luashell.binding.library import Library
from luashell.errors import LuaError
from luashell.netlib import wording
from luashell.runtime.tables import LuaTable
from luashell.runtime.userdata import Userdata
from luashell.runtime.values import MISSING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final
    from weakref import WeakSet

    from luashell.netlib.handles import SocketHandle
    from luashell.netlib.versions import Version
    from luashell.runtime.aliases import LuaValue, Returned
    from luashell.runtime.state import LuaState
    from luasocket_core import Network

__all__ = ["HANDLE_FIELD", "Sockets", "library"]

library = Library("Sockets")

HANDLE_FIELD: Final = "(p_sock)sock"
_TAGGED: Final = ("client", "server", "table", "udp")
"""What has a tag of its own (specification 2.1), in the order in which the original asks for them."""


class Sockets:
    """The sockets of one state, on ``network``: the default network if that is None, asked for at the first need."""

    def __init__(self, state: LuaState, network: Network | None, version: Version) -> None:
        self.state = state
        self.version = version
        self._network = network
        self._table_tag: int | None = None
        self._kind_tags: dict[str, int] = {}
        self._handles: WeakSet[SocketHandle] | None = None

    @property
    def network(self) -> Network:
        """Where the sockets are opened."""
        if self._network is None:
            from luasocket_core import default_network

            self._network = default_network()
        return self._network

    def table_for(self, handle: SocketHandle) -> LuaTable:
        """The table that is the socket with this ``handle``."""
        if self._handles is None or self._table_tag is None:
            self._handles, self._table_tag = self._begin()
        self._handles.add(handle)
        handle.tag = self._kind_tags[handle.kind]
        table = self.state.tags.class_for(self._table_tag)()
        table.raw_set(HANDLE_FIELD, handle)
        table.update(handle.lua_methods())
        if self.state.socket_made is not None:
            self.state.socket_made(handle)
        return table

    def _begin(self) -> tuple[WeakSet[SocketHandle], int]:
        """Make the tags, only with the first socket: the tags of a program without sockets are not disturbed."""
        from weakref import WeakSet

        tags = {kind: self.state.tags.new_tag() for kind in _TAGGED}
        table_tag = tags.pop("table")
        self._kind_tags = tags
        return WeakSet(), table_tag

    def handle_of(self, value: LuaValue) -> SocketHandle | None:
        """The handle of a socket, None for any other value."""
        if isinstance(value, LuaTable) and value.tag == self._table_tag:
            handle = value.raw_get(HANDLE_FIELD)
            if isinstance(handle, Userdata) and handle.tag in self._kind_tags.values():
                return handle  # type: ignore[return-value]  # only handles of sockets have these tags
        return None

    def need_handle(self, value: LuaValue) -> SocketHandle:
        """The handle of a socket. Raises for any other value."""
        handle = self.handle_of(value)
        if handle is None:
            raise LuaError(wording.INVALID_SOCKET)
        return handle

    def close_all(self) -> None:
        """Close every socket, at the end of the program: the oldest first."""
        for handle in sorted(self._handles or (), key=lambda handle: handle.core.number):
            handle.core.close()

    # ---- the functions of all sockets

    @library.function(
        "close(socket)",
        "Closes a socket; once more is harmless.",
        results="nothing",
        errors=(wording.INVALID_SOCKET,),
        example="""
            socket = udpsocket()
            close(socket)
        """,
    )
    def close(self, socket: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """The descriptor is free at once; input that was not received is lost (specification 5.3)."""
        self.need_handle(socket).core.close()
        return ()

    @library.function(
        "getsockname(socket)",
        "The local address of a socket.",
        results="ip, port | nil",
        errors=(wording.INVALID_SOCKET, wording.CLOSED),
        example="""
            server = bind("127.0.0.1", 0)
            getsockname(server)  --> "127.0.0.1", ...
            close(server)
        """,
    )
    def getsockname(self, socket: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """For UDP sockets "0.0.0.0" and 0 until they are bound (specification 5.6, 6.4)."""
        return self.need_handle(socket).getsockname()

    @library.function(
        "getpeername(socket)",
        "The address of the peer of a TCP client or UDP socket.",
        results="ip, port | nil",
        errors=(wording.INVALID_SOCKET, wording.CLOSED, wording.GETPEERNAME_ON_SERVER),
        example="""
            socket = connect("echo.lab", 7)
            getpeername(socket)  --> "127.0.0.1", ...
            close(socket)
        """,
    )
    def getpeername(self, socket: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """Nil without a peer, or when it is not connected any more (specification 5.5, 6.4)."""
        return self.need_handle(socket).getpeername()

    @library.function(
        "poll(socket, operation)",
        'Tells whether a socket can receive or accept ("*r"), or send ("*s"), without waiting.',
        results="1 | nil",
        errors=(wording.INVALID_SOCKET, wording.CLOSED, wording.INVALID_POLL),
        example="""
            server = bind("127.0.0.1", 0)
            poll(server, "*r")  --> nil
            caller = connect(getsockname(server))
            poll(server, "*r")  --> 1
            close(caller) close(server)
        """,
    )
    def poll(self, socket: LuaValue = MISSING, *arguments: LuaValue) -> Returned:
        """It never waits itself (specification 4.6)."""
        return self.need_handle(socket).poll(*arguments)

    @library.function(
        "receive(socket [, pattern, ...])",
        'Receives lines ("*l", "*lu"), numbers of bytes, or all ("*a"); from a UDP socket a datagram.',
        results="string, ..., error | nil; from a UDP socket string | nil, error",
        errors=(wording.INVALID_SOCKET, wording.CLOSED, wording.RECEIVE_ON_SERVER),
        example=r"""
            socket = connect("echo.lab", 7)
            send(socket, "one line\n1234")
            receive(socket, "*l", 2)  --> "one line", "12", nil
            close(socket)
        """,
    )
    def receive(self, socket: LuaValue = MISSING, *arguments: LuaValue) -> Returned:
        """One string for each pattern, then the error; what a failed pattern got is in its place (3.3, 6.7)."""
        return self.need_handle(socket).receive(*arguments)

    @library.function(
        "send(socket [, string, ...])",
        "Sends strings over TCP, or one as a datagram to the peer of a UDP socket.",
        results="error | nil, number; by a UDP socket nil, number | error",
        errors=(wording.INVALID_SOCKET, wording.CLOSED, wording.SEND_ON_SERVER, wording.SEND_ON_UNCONNECTED),
        example=r"""
            socket = connect("echo.lab", 7)
            send(socket, "hello\n")  --> nil, 6
            close(socket)
        """,
    )
    def send(self, socket: LuaValue = MISSING, *arguments: LuaValue) -> Returned:
        """The number is of bytes that the system took, all strings together (specification 5.8, 6.5)."""
        return self.need_handle(socket).send(*arguments)

    @library.function(
        "timeout(socket, seconds [, mode])",
        'Limits each wait ("b") or each whole call ("r") on a socket; nil means no limit.',
        results="nothing",
        errors=(wording.INVALID_SOCKET, wording.CLOSED),
        example="""
            socket = connect("echo.lab", 7)
            timeout(socket, 0.1)
            receive(socket)  --> "", "timeout"
            close(socket)
        """,
    )
    def timeout(self, socket: LuaValue = MISSING, *arguments: LuaValue) -> Returned:
        """Each call changes one of the two limits (specification 4)."""
        return self.need_handle(socket).timeout(*arguments)
