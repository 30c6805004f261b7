"""What stands behind a socket's table: a userdata that holds the socket of luasocket_core (specification 2).

A handle has one Python method for each function that takes a socket, called with the arguments behind the socket; so
the global function and the method of the table are the same operation. What a kind of socket cannot do raises.

Loaded with the first socket, as all files that import luasocket_core.
"""

from __future__ import annotations

from types import MethodType

from luashell.binding.arguments import bad_argument, need_number, need_string, optional_string
from luashell.binding.library import Library
from luashell.errors import LuaError
from luashell.netlib import results, wording
from luashell.runtime.userdata import Userdata
from luashell.runtime.values import MISSING
from luasocket_core import SocketUsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FunctionType
    from typing import ClassVar, TypeVar

    from luashell.netlib.versions import Version
    from luashell.runtime.aliases import LuaFunction, LuaValue, Returned
    from luasocket_core.net.sockets import Socket

    T = TypeVar("T")

__all__ = ["SocketHandle", "lua_method", "unless_misused"]


def lua_method(
    library: Library,
    signature: str,
    meaning: str,
    *,
    results: str = "nothing",
    errors: tuple[str, ...] = (),
    example: str,
) -> Callable[[LuaFunction], LuaFunction]:
    """Offer an operation of a handle as a method of the table; it stays what it is for the global function.

    The method ignores the socket it is given: it is bound to its own (specification 2.3).
    """

    def add(operation: LuaFunction) -> LuaFunction:
        def method(self: SocketHandle, _socket: LuaValue = None, *arguments: LuaValue) -> Returned:
            return operation(self, *arguments)

        method.__qualname__ = operation.__qualname__
        library.function(signature, meaning, results=results, errors=errors, example=example)(method)
        return operation

    return add


def unless_misused(operation: Callable[..., T], *arguments: object) -> T:
    """What ``operation`` of luasocket_core gives; what it calls wrong use is a Lua error."""
    try:
        return operation(*arguments)
    except SocketUsageError as error:
        raise LuaError(str(error)) from error


class SocketHandle(Userdata):
    """A socket of ``kind`` for a program of some ``version``; ``core`` is what does the work."""

    __slots__ = ("__weakref__", "core", "version")

    kind: str
    methods = Library("Methods of all sockets")

    _functions: ClassVar[dict[str, FunctionType]] = {}
    """Those of ``methods`` and of the classes above: put together once, since accepting must be quick."""

    def __init_subclass__(cls) -> None:
        inherited = cls._functions or SocketHandle.methods.functions()
        cls._functions = {**inherited, **cls.methods.functions()}

    def __init__(self, core: Socket, version: Version) -> None:
        super().__init__()
        self.core = core
        self.version = version

    def lua_methods(self) -> dict[str, LuaFunction]:
        """The methods of the table, bound to this handle."""
        return {name: MethodType(function, self) for name, function in self._functions.items()}

    def need_open(self) -> None:
        """Raise if the socket was closed (specification 2.5)."""
        if self.core.closed:
            raise LuaError(wording.CLOSED)

    # ---- what all sockets can do

    @lua_method(
        methods,
        "close()",
        "Closes the socket.",
        errors=(wording.CLOSED,),
        example="""
            socket = udpsocket()
            socket:close()
        """,
    )
    def close(self, *_: LuaValue) -> Returned:
        """Unlike the global function, it may not be used again, except in later versions (specification 5.3, A.1)."""
        if not self.version.closes_twice:
            self.need_open()
        self.core.close()
        return ()

    @lua_method(
        methods,
        "getsockname()",
        "The local address of the socket.",
        results="ip, port | nil",
        errors=(wording.CLOSED,),
        example="""
            server = bind("127.0.0.1", 0)
            server:getsockname()  --> "127.0.0.1", ...
            server:close()
        """,
    )
    def getsockname(self, *_: LuaValue) -> Returned:
        """Dotted address and port, nil on failure (specification 5.6)."""
        self.need_open()
        return results.name(self.core.getsockname())

    @lua_method(
        methods,
        "poll(operation)",
        'Tells whether the socket can receive or accept ("*r"), or send ("*s"), without waiting.',
        results="1 | nil",
        errors=(wording.CLOSED, wording.INVALID_POLL),
        example="""
            server = bind("127.0.0.1", 0)
            server:poll("*r")  --> nil
            caller = connect(server:getsockname())
            server:poll("*r")  --> 1
            caller:close() server:close()
        """,
    )
    def poll(self, operation: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """Only the first two characters count (specification 4.6)."""
        self.need_open()
        return results.truth(unless_misused(self.core.poll, need_string(operation, 2)))

    @lua_method(
        methods,
        "timeout(seconds [, mode])",
        'Limits each wait ("b") or each whole call ("r") on the socket; nil means no limit.',
        errors=(wording.CLOSED,),
        example="""
            server = bind("127.0.0.1", 0)
            server:timeout(0.1)
            server:accept()  --> nil, "timeout"
            server:close()
        """,
    )
    def timeout(self, seconds: LuaValue = MISSING, mode: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """Only the first character of the mode counts (specification 4.1, 4.2)."""
        self.need_open()
        limit = None if seconds is None else need_number(seconds, 2)
        named = optional_string(mode, 3, "b")
        try:
            self.core.timeout(limit, named)
        except SocketUsageError as error:
            bad_argument(3, str(error))
        return ()

    # ---- what only some kinds can do (specification 2.3.1)

    def accept(self, *_: LuaValue) -> Returned:
        """Only servers."""
        raise LuaError(wording.SERVER_EXPECTED)

    def getpeername(self, *_: LuaValue) -> Returned:
        """Not servers."""
        raise LuaError(wording.GETPEERNAME_ON_SERVER)

    def receive(self, *_: LuaValue) -> Returned:
        """Not servers."""
        raise LuaError(wording.RECEIVE_ON_SERVER)

    def send(self, *_: LuaValue) -> Returned:
        """Not servers."""
        raise LuaError(wording.SEND_ON_SERVER)

    def receivefrom(self, *_: LuaValue) -> Returned:
        """Only UDP sockets."""
        raise LuaError(wording.UDP_EXPECTED)

    def sendto(self, *_: LuaValue) -> Returned:
        """Only UDP sockets."""
        raise LuaError(wording.UDP_EXPECTED)

    def setpeername(self, *_: LuaValue) -> Returned:
        """Only UDP sockets."""
        raise LuaError(wording.UDP_EXPECTED)

    def setsockname(self, *_: LuaValue) -> Returned:
        """Only UDP sockets."""
        raise LuaError(wording.UDP_EXPECTED)
