"""The manual's chapter on DNS (specification 7)."""

from __future__ import annotations

from luashell.binding.arguments import need_string
from luashell.binding.library import Library
from luashell.runtime.values import MISSING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.netlib.sockets import Sockets
    from luashell.runtime.aliases import LuaValue, Returned

__all__ = ["Dns", "library"]

library = Library("DNS")


class Dns:
    """The resolver for one state."""

    def __init__(self, sockets: Sockets) -> None:
        self._sockets = sockets

    @library.function(
        "toip(address)",
        "The IP address of a host, and all that the resolver knows of it: name, alias, ip.",
        results="ip, table | nil, error",
        example='toip("localhost")  --> "127.0.0.1", {...}',
    )
    def toip(self, address: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """A host name or an IP address; for an address without a name, the address itself (specification 7.3)."""
        name = need_string(address, 1)
        from luashell.netlib import results
        from luasocket_core import Failure, toip

        host = toip(name, network=self._sockets.network)
        if isinstance(host, Failure):
            return results.failed(host)
        return host.addresses[0], results.resolved(self._sockets.state, host)

    @library.function(
        "tohostname(address)",
        "The name of a host, and all that the resolver knows of it: name, alias, ip.",
        results="name, table | nil, error",
        example='tohostname("127.0.0.1")  --> ..., {...}',
    )
    def tohostname(self, address: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """A host name or an IP address (specification 7.1)."""
        name = need_string(address, 1)
        from luashell.netlib import results
        from luasocket_core import Failure, tohostname

        host = tohostname(name, network=self._sockets.network)
        if isinstance(host, Failure):
            return results.failed(host)
        return host.name, results.resolved(self._sockets.state, host)
