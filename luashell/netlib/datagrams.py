"""UDP sockets: their methods, and the options of later versions (specification 6, A.4)."""

from __future__ import annotations

from luashell.binding.arguments import bad_argument, need_number, need_string
from luashell.binding.library import Library
from luashell.errors import LuaError
from luashell.netlib import results, wording
from luashell.netlib.handles import SocketHandle, lua_method, unless_misused
from luashell.runtime.numerals import string_to_number
from luashell.runtime.tables import LuaTable, truncate
from luashell.runtime.values import MISSING
from luasocket_core import Failure, udpsocket

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.netlib.sockets import Sockets
    from luashell.runtime.aliases import LuaValue, Returned
    from luasocket_core import DatagramSocket

__all__ = ["opened"]


class DatagramHandle(SocketHandle):
    """A UDP socket."""

    __slots__ = ()

    kind = "udp"
    methods = Library("Methods of UDP sockets")
    core: DatagramSocket[str]

    @lua_method(
        methods,
        "getpeername()",
        "The address of the peer.",
        results="ip, port | nil",
        errors=(wording.CLOSED,),
        example="""
            socket = udpsocket()
            socket:getpeername()  --> nil
            socket:close()
        """,
    )
    def getpeername(self, *_: LuaValue) -> Returned:
        """Nil without one (specification 6.4)."""
        self.need_open()
        return results.name(self.core.getpeername())

    @lua_method(
        methods,
        "receive([size])",
        "Receives a datagram.",
        results="string | nil, error",
        errors=(wording.CLOSED,),
        example="""
            socket = udpsocket()
            socket:setpeername("echo.lab", 7)
            socket:send("hello")
            socket:receive()  --> "hello"
            socket:close()
        """,
    )
    def receive(self, size: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """What is longer than size bytes is cut (specification 6.7)."""
        self.need_open()
        return results.datagram(self.core.receive(None if size is MISSING else need_number(size, 2)))

    @lua_method(
        methods,
        "receivefrom([size])",
        "Receives a datagram and learns who sent it.",
        results="string, ip, port | nil, error",
        errors=(wording.CLOSED, wording.RECEIVEFROM_ON_CONNECTED),
        example="""
            here, there = udpsocket(), udpsocket()
            here:setsockname("127.0.0.1", 0)
            there:sendto("hello", here:getsockname())
            here:receivefrom()  --> "hello", "127.0.0.1", ...
            here:close() there:close()
        """,
    )
    def receivefrom(self, size: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """As receive, for a socket without a peer (specification 6.7)."""
        self.need_open()
        limit = None if size is MISSING else need_number(size, 2)
        return results.datagram(unless_misused(self.core.receivefrom, limit))

    @lua_method(
        methods,
        "send(string)",
        "Sends a datagram to the peer.",
        results="nil, number | error",
        errors=(wording.CLOSED, wording.SEND_ON_UNCONNECTED),
        example="""
            socket = udpsocket()
            socket:setpeername("echo.lab", 7)
            socket:send("hello")  --> nil, 5
            socket:close()
        """,
    )
    def send(self, data: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """One string only; the number is its length (specification 6.5)."""
        self.need_open()
        return results.datagram_sent(unless_misused(self.core.send, need_string(data, 2)))

    @lua_method(
        methods,
        "sendto(string, ip, port)",
        "Sends a datagram to an IP address and port.",
        results="nil, number | error",
        errors=(wording.CLOSED, wording.SENDTO_ON_CONNECTED, wording.INVALID_IP),
        example="""
            here, there = udpsocket(), udpsocket()
            here:setsockname("127.0.0.1", 0)
            there:sendto("hello", here:getsockname())  --> nil, 5
            here:close() there:close()
        """,
    )
    def sendto(
        self, data: LuaValue = MISSING, ip: LuaValue = MISSING, port: LuaValue = MISSING, *_: LuaValue
    ) -> Returned:
        """Names are not resolved here (specification 6.6)."""
        self.need_open()
        text, literal, number = need_string(data, 2), need_string(ip, 3), need_number(port, 4)
        return results.datagram_sent(unless_misused(self.core.sendto, text, literal, number))

    @lua_method(
        methods,
        "setpeername(address, port)",
        "Exchanges datagrams with one peer only, from now on.",
        results="nil | error",
        errors=(wording.CLOSED,),
        example="""
            socket = udpsocket()
            socket:setpeername("127.0.0.1", 7)  --> nil
            socket:close()
        """,
    )
    def setpeername(self, address: LuaValue = MISSING, port: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """After a failure the socket is as it was (specification 6.3)."""
        self.need_open()
        return results.changed(self.core.setpeername(need_string(address, 2), need_number(port, 3)))

    @lua_method(
        methods,
        "setsockname(address, port)",
        'Gives the socket a local address ("*" for all) and port (0 for any).',
        results="nil | error",
        errors=(wording.CLOSED,),
        example="""
            socket = udpsocket()
            socket:setsockname("127.0.0.1", 0)  --> nil
            socket:close()
        """,
    )
    def setsockname(self, address: LuaValue = MISSING, port: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """After a failure the socket is as it was (specification 6.3)."""
        self.need_open()
        return results.changed(self.core.setsockname(need_string(address, 2), need_number(port, 3)))


def opened(sockets: Sockets, options: LuaValue) -> Returned:
    """A UDP socket with the ``options`` of a table, or what failed; nil and absence mean no options (A.4)."""
    if options is not None and options is not MISSING and not isinstance(options, LuaTable):
        bad_argument(1, "invalid options")
    datagrams = udpsocket(text=True, network=sockets.network)
    if isinstance(datagrams, Failure):
        return results.failed(datagrams)
    if isinstance(options, LuaTable):
        try:
            _set_options(datagrams, options)
        except LuaError:
            datagrams.close()
            raise
    return sockets.table_for(DatagramHandle(datagrams, sockets.version))


def _set_options(datagrams: DatagramSocket[str], options: LuaTable) -> None:
    for name, value in options.raw_items():
        wanted = _linger(value) if name == "SO_LINGER" else _whole_number(value, str(name))
        unless_misused(datagrams.set_option, str(name), wanted)


def _linger(value: LuaValue) -> tuple[int, int]:
    if not isinstance(value, LuaTable):
        raise LuaError("invalid SO_LINGER value")
    on, seconds = [_whole_number(value.raw_get(name), f"SO_LINGER ({name})") for name in ("l_onoff", "l_linger")]
    return on, seconds


def _whole_number(value: LuaValue, name: str) -> int:
    number = string_to_number(value) if isinstance(value, str) else value
    if not isinstance(number, float):
        raise LuaError(f"invalid {name} value")
    return truncate(number)
