"""LuaSocket 1.2's sockets for Python programs: time limits, receive patterns, the original's words for errors.

Rooms are loaded at the first use of a name: importing this package costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luasocket_core.errors import Failure, Outcome, SocketUsageError
    from luasocket_core.net.datagram import DatagramSocket, udpsocket
    from luasocket_core.net.listener import Listener, bind
    from luasocket_core.net.network import Network, default_network
    from luasocket_core.net.resolver import Host, tohostname, toip
    from luasocket_core.net.results import Datagram, Received, Sent
    from luasocket_core.net.selection import Selected, select
    from luasocket_core.net.stream import Stream, connect

__all__ = [
    "Datagram",
    "DatagramSocket",
    "Failure",
    "Host",
    "Listener",
    "Network",
    "Outcome",
    "Received",
    "Selected",
    "Sent",
    "SocketUsageError",
    "Stream",
    "bind",
    "connect",
    "default_network",
    "select",
    "tohostname",
    "toip",
    "udpsocket",
]

_HOMES = {
    "errors": ("Failure", "Outcome", "SocketUsageError"),
    "net.datagram": ("DatagramSocket", "udpsocket"),
    "net.listener": ("Listener", "bind"),
    "net.network": ("Network", "default_network"),
    "net.resolver": ("Host", "tohostname", "toip"),
    "net.results": ("Datagram", "Received", "Sent"),
    "net.selection": ("Selected", "select"),
    "net.stream": ("Stream", "connect"),
}


def __getattr__(name: str) -> object:
    """Load the room of a public name at its first use."""
    from importlib import import_module

    for module, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(f"{__name__}.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
