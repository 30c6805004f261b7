"""The sentences of the Lua errors that sockets raise (specification 2.6), but for the ``bad argument`` family.

What luasocket_core raises it words itself, in the same way; such sentences stand here for the descriptions.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = [
    "CLOSED",
    "GETPEERNAME_ON_SERVER",
    "INVALID_IP",
    "INVALID_POLL",
    "INVALID_SOCKET",
    "RECEIVEFROM_ON_CONNECTED",
    "RECEIVE_ON_SERVER",
    "SENDTO_ON_CONNECTED",
    "SEND_ON_SERVER",
    "SEND_ON_UNCONNECTED",
    "SERVER_EXPECTED",
    "SETTING_OPTION",
    "UDP_EXPECTED",
]

INVALID_SOCKET: Final = "invalid socket object"
CLOSED: Final = "operation on closed socket"

SERVER_EXPECTED: Final = "server socket expected"
UDP_EXPECTED: Final = "udp socket expected"
GETPEERNAME_ON_SERVER: Final = "getpeername on server socket"
RECEIVE_ON_SERVER: Final = "receive on server socket"
SEND_ON_SERVER: Final = "send on server socket"

INVALID_POLL: Final = "invalid poll pattern"
INVALID_IP: Final = "invalid ip address"
SENDTO_ON_CONNECTED: Final = "sendto on connected socket"
RECEIVEFROM_ON_CONNECTED: Final = "receivefrom on connected socket"
SEND_ON_UNCONNECTED: Final = "send on unconnected socket"
SETTING_OPTION: Final = "error setting option"
