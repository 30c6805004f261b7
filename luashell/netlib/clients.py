"""TCP client sockets: connecting, receiving, sending (specification 3, 5)."""

from __future__ import annotations

from luashell.binding.arguments import bad_argument, need_string
from luashell.binding.library import Library
from luashell.netlib import results, wording
from luashell.netlib.handles import SocketHandle, lua_method
from luashell.runtime.calling import spread
from luashell.runtime.numerals import string_to_number
from luashell.runtime.values import MISSING
from luasocket_core import Failure, connect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from luashell.netlib.sockets import Sockets
    from luashell.netlib.versions import Version
    from luashell.runtime.aliases import LuaValue, Returned
    from luashell.runtime.tables import LuaTable
    from luasocket_core import Stream

__all__ = ["client_table", "connected"]


class ClientHandle(SocketHandle):
    """A TCP connection."""

    __slots__ = ("_ready_lines",)

    kind = "client"
    methods = Library("Methods of TCP clients")
    core: Stream[str]

    def __init__(self, core: Stream[str], version: Version) -> None:
        super().__init__(core, version)
        self._ready_lines = core.ready_lines

    @methods.function(
        "receive([pattern, ...])",
        'Receives lines ("*l", the default, or "*lu"), numbers of bytes, or all until the end ("*a").',
        results="string, ..., error | nil",
        errors=(wording.CLOSED,),
        example=r"""
            socket = connect("echo.lab", 7)
            socket:send("one line\n1234")
            socket:receive("*l", 2)  --> "one line", "12", nil
            socket:close()
        """,
    )
    def receive_method(self, _socket: LuaValue = None, pattern: LuaValue = MISSING, *more: LuaValue) -> Returned:
        """As ``receive``, and quicker for a line, and for bytes that have arrived."""
        if pattern is MISSING:
            if self._ready_lines:
                return self._ready_lines.pop(), None
            return self.receive()
        if pattern.__class__ is float and not more and not self.core.closed:
            block = self.core.take_block(pattern)
            if block is not None:
                return block, None
        return self.receive(pattern, *more)

    def receive(self, *patterns: LuaValue) -> Returned:
        """One string for each pattern, then the error; what a failed pattern got is in its place (3.3)."""
        self.need_open()
        if not patterns:
            return results.received(self.core.receive())
        wanted = [self._pattern(pattern, position) for position, pattern in enumerate(patterns, 2)]
        return results.received(self.core.receive(*wanted))

    def _pattern(self, pattern: LuaValue, position: int) -> str | float:
        """What luasocket_core calls the pattern: a numeral is a number (specification 3.1)."""
        if pattern.__class__ is float:
            return pattern
        word = need_string(pattern, position)
        if word in self.version.patterns:
            return word
        count = string_to_number(word)
        if count is None:
            bad_argument(position, "invalid receive pattern")
        return count

    @methods.function(
        "send([string, ...])",
        "Sends strings one after another.",
        results="error | nil, number",
        errors=(wording.CLOSED,),
        example=r"""
            socket = connect("echo.lab", 7)
            socket:send("hello\n")  --> nil, 6
            socket:close()
        """,
    )
    def send_method(self, _socket: LuaValue = None, string: LuaValue = MISSING, *more: LuaValue) -> Returned:
        """As ``send``, and quicker for a single string that the system takes at once."""
        if more or string.__class__ is not str or self.core.closed:
            return self.send(*(() if string is MISSING else (string, *more)))
        taken = self.core.offer(string)
        return (None, float(taken)) if taken == len(string) else results.sent(self.core.send_rest(string, taken))

    def send(self, *strings: LuaValue) -> Returned:
        """The number is of bytes that the system took, all strings together (specification 5.8)."""
        self.need_open()
        if len(strings) == 1:
            return results.sent(self.core.send(need_string(strings[0], 2)))
        # As one string: the system may hold back a short one until the one before it was acknowledged.
        return results.sent(self.core.send("".join([need_string(each, at) for at, each in enumerate(strings, 2)])))

    @lua_method(
        methods,
        "getpeername()",
        "The address of the peer.",
        results="ip, port | nil",
        errors=(wording.CLOSED,),
        example="""
            socket = connect("echo.lab", 7)
            socket:getpeername()  --> "127.0.0.1", ...
            socket:close()
        """,
    )
    def getpeername(self, *_: LuaValue) -> Returned:
        """Nil when it is not connected any more (specification 5.5)."""
        self.need_open()
        return results.name(self.core.getpeername())


class TimedClientHandle(ClientHandle):
    """A TCP connection of the original's debug build: sending and receiving tell how long they took (1.1)."""

    __slots__ = ()

    methods = Library("Methods of TCP clients that measure time")

    @lua_method(
        methods,
        "receive([pattern, ...])",
        "Receives as any TCP client, and tells how many seconds it took.",
        results="string, ..., error | nil, seconds",
        errors=(wording.CLOSED,),
        example=r"""
            socket = connect("echo.lab", 7)
            socket:send("hello\n")
            line, problem, seconds = socket:receive()
            seconds >= 0  --> 1
            socket:close()
        """,
    )
    def receive(self, *patterns: LuaValue) -> Returned:
        """The clock is the one that the time limits go by (specification 13.3)."""
        return self._timed(super().receive, patterns)

    @lua_method(
        methods,
        "send([string, ...])",
        "Sends as any TCP client, and tells how many seconds it took.",
        results="error | nil, number, seconds",
        errors=(wording.CLOSED,),
        example=r"""
            socket = connect("echo.lab", 7)
            socket:send("hello\n")  --> nil, 6, ...
            socket:close()
        """,
    )
    def send(self, *strings: LuaValue) -> Returned:
        """As for receive."""
        return self._timed(super().send, strings)

    def _timed(self, operation: Callable[..., Returned], arguments: tuple[LuaValue, ...]) -> Returned:
        clock = self.core.network.clock
        began = clock()
        returned = operation(*arguments)
        return (*spread(returned), clock() - began)


def client_table(sockets: Sockets, stream: Stream[str]) -> LuaTable:
    """The socket for a connection."""
    kind = TimedClientHandle if sockets.version.reports_elapsed else ClientHandle
    return sockets.table_for(kind(stream, sockets.version))


def connected(sockets: Sockets, address: str, port: float) -> Returned:
    """A connection to a server, or what failed (specification 5.4)."""
    stream = connect(address, port, text=True, network=sockets.network)
    return results.failed(stream) if isinstance(stream, Failure) else client_table(sockets, stream)
