"""LuaSocket 1.2's sockets for Python programs: time limits, receive patterns, the original's words for errors.

Rooms are loaded at the first use of a name: importing this package costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luasocket_core.errors import Failure, Outcome, SocketUsageError
    from luasocket_core.net.listener import Listener, bind
    from luasocket_core.net.network import Network, default_network
    from luasocket_core.net.resolver import Host, tohostname, toip
    from luasocket_core.net.stream import Received, Sent, Stream, connect

__all__ = [
    "Failure",
    "Host",
    "Listener",
    "Network",
    "Outcome",
    "Received",
    "Sent",
    "SocketUsageError",
    "Stream",
    "bind",
    "connect",
    "default_network",
    "tohostname",
    "toip",
]

_HOMES = {
    "errors": ("Failure", "Outcome", "SocketUsageError"),
    "net.listener": ("Listener", "bind"),
    "net.network": ("Network", "default_network"),
    "net.resolver": ("Host", "tohostname", "toip"),
    "net.stream": ("Received", "Sent", "Stream", "connect"),
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    for module, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(f"{__name__}.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
