r"""LuaSocket 1.2's sockets for Python programs: time limits, receive patterns, the original's words for errors.

    from luasocket_core import Failure, connect

    stream = connect("localhost", 7)
    if isinstance(stream, Failure):
        print(stream.error)  # connection refused
    else:
        with stream:
            stream.timeout(5)
            stream.send(b"hello\n")
            received = stream.receive("*l", 100)
            print(received.error, received.values)

Making sockets, and asking for names: the object, or a ``Failure`` with ``outcome`` and ``error``
    ``connect(address, port)``             a ``Stream``
    ``bind(address, port, backlog=1)``     a ``Listener``
    ``udpsocket()``                        a ``DatagramSocket``
    ``toip(address)``, ``tohostname(address)``     a ``Host`` with ``name``, ``aliases``, ``addresses``

    All take ``network=`` (``net/network.py``), by default the live one. The first three take ``text=True``: the
    socket's strings are then ``str`` with one character per byte instead of ``bytes``.

Every socket
    ``timeout(seconds, mode="b")``, ``poll("*r" or "*s")``, ``getsockname()``, ``fileno()``, ``close()``, ``closed``,
    ``number``, ``network``, ``endpoint``, ``limits``; also a context manager
    ``bytes_sent``, ``bytes_received``, ``seconds_waited``

``Stream``
    ``send(*strings)`` gives ``Sent``: ``outcome``, ``error``, ``count``
    ``offer(string)`` gives a count, ``send_rest(string, count)`` gives ``Sent``: the same in two steps
    ``receive(*patterns)`` gives ``Received``: ``outcome``, ``error``, ``values``
    ``ready_lines``, ``buffered``, ``look_ahead(most)``, ``getpeername()``

``Listener``
    ``accept()`` gives a ``Stream`` or a ``Failure``

``DatagramSocket``
    ``setsockname(address, port)``, ``setpeername(address, port)`` give None or a ``Failure``
    ``send(data)``, ``sendto(data, ip, port)`` give ``Sent``
    ``receive(size)``, ``receivefrom(size)`` give ``Datagram``: ``outcome``, ``error``, ``data``, ``peer``
    ``connected``, ``getpeername()``, ``set_option(name, value)``

``select(readers, writers, seconds=None)`` gives ``Selected``: ``outcome``, ``error``, ``readable``, ``writable``.
``sleep(seconds)`` does nothing for a while.

Protocols, each in a room of its own, all taking ``limits=`` (``proto/limits.py``) and ``network=``
    ``proto.http.request(method, url, headers, body)`` gives ``body``, ``headers``, ``status``, ``error``
    ``proto.smtp.send_mail(sender, recipients, headers, body, server)`` gives None or an error
    ``proto.ftp.get(url)`` gives ``data``, ``error``; ``proto.ftp.put(url, content)`` None or an error

An ``Outcome`` is DONE, TIMEOUT, CLOSED or REFUSED. What the system does is told by results and never raised; wrong use
raises ``SocketUsageError``, Ctrl-C raises KeyboardInterrupt in any wait and loses nothing that was received.

Rooms are loaded at the first use of a name: importing this package costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luasocket_core.errors import Failure, Outcome, SocketUsageError
    from luasocket_core.net.datagram import DatagramSocket, udpsocket
    from luasocket_core.net.listener import Listener, bind
    from luasocket_core.net.live import default_network
    from luasocket_core.net.network import Network
    from luasocket_core.net.resolver import Host, tohostname, toip
    from luasocket_core.net.results import Datagram, Received, Sent
    from luasocket_core.net.selection import Selected, select, sleep
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
    "sleep",
    "tohostname",
    "toip",
    "udpsocket",
]

_HOMES = {
    "errors": ("Failure", "Outcome", "SocketUsageError"),
    "net.datagram": ("DatagramSocket", "udpsocket"),
    "net.listener": ("Listener", "bind"),
    "net.live": ("default_network",),
    "net.network": ("Network",),
    "net.resolver": ("Host", "tohostname", "toip"),
    "net.results": ("Datagram", "Received", "Sent"),
    "net.selection": ("Selected", "select", "sleep"),
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
