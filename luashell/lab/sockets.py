"""Servers of socketserver as the lab runs them: one thread that listens, one for each connection, and a prompt end.

What they take from strangers is bounded: connections, and (in what is built on them) bytes and seconds.
"""

from __future__ import annotations

import errno
import selectors
import socket
import sys
import threading
from contextlib import suppress
from socketserver import TCPServer, UDPServer
from typing import TYPE_CHECKING

from luashell.lab.server import HOST

if TYPE_CHECKING:
    from socketserver import BaseRequestHandler
    from typing import Final

    from luashell.lab.journal import Journal
    from luasocket_core.tracing import SocketAddress

__all__ = ["DatagramServer", "SocketService", "StreamServer", "both_servers"]

MOST_CONNECTIONS: Final = 64
"""Connections that one server holds at a time; whoever comes then is turned away."""

_ATTEMPTS: Final = 50
"""Ports to try until one is free for UDP as well as for TCP."""

_PAUSE: Final = 0.1
"""Seconds until the next attempt to accept somebody, when the process has too many files open."""

_FAREWELL: Final = 5.0
"""Seconds that a thread may take to notice that its connection is gone."""


class StreamServer(TCPServer):
    """Listens for TCP connections, each of which is handled in a thread of its own."""

    request_queue_size = MOST_CONNECTIONS
    timeout = 0  # handle_request is called when somebody is there

    def __init__(self, handler: type[BaseRequestHandler], journal: Journal) -> None:
        self.journal = journal
        self.stopping = threading.Event()
        """Set when the server ends: handlers wait for this instead of sleeping."""
        self._lock = threading.Lock()
        self._connections: dict[threading.Thread, socket.socket] = {}
        super().__init__((HOST, 0), handler)
        self.socket.setblocking(False)  # who is there may be gone when it is accepted

    def get_request(self) -> tuple[socket.socket, SocketAddress]:
        """The next connection. Raises OSError."""
        try:
            connection, peer = self.socket.accept()
        except OSError as error:
            if error.errno in {errno.EMFILE, errno.ENFILE}:  # it stays at the door: do not look all the time
                self.stopping.wait(_PAUSE)
            raise
        connection.setblocking(True)  # which some systems inherit from the listener
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection, peer

    def verify_request(self, request: object, client_address: object) -> bool:  # noqa: ARG002  # as its elder
        """Is there room for one more?"""
        with self._lock:
            return len(self._connections) < MOST_CONNECTIONS

    def process_request(  # type: ignore[override]  # no datagram comes here
        self, request: socket.socket, client_address: SocketAddress
    ) -> None:
        """Handle a connection in a thread of its own."""
        self.journal.note(f"{_place(client_address)} connected")
        thread = threading.Thread(
            target=self._serve, args=(request, client_address), name="lab connection", daemon=True
        )
        with self._lock:
            thread.start()
            self._connections[thread] = request

    def _serve(self, connection: socket.socket, peer: SocketAddress) -> None:
        try:
            self.finish_request(connection, peer)
        except Exception:  # noqa: BLE001  # whatever a client can cause ends its own connection only
            self.handle_error(connection, peer)
        finally:
            self.shutdown_request(connection)
            with self._lock:
                del self._connections[threading.current_thread()]

    def handle_error(self, request: object, client_address: SocketAddress) -> None:  # noqa: ARG002  # as its elder
        """Tell the journal instead of standard error."""
        self.journal.note(f"{_place(client_address)} {_problem()}")

    def server_close(self) -> None:
        """End all connections, too. Nobody may be listening any more."""
        self.stopping.set()
        super().server_close()
        with self._lock:
            left = list(self._connections.items())
        for _, connection in left:
            with suppress(OSError):  # it has just ended
                connection.shutdown(socket.SHUT_RDWR)
        for thread, _ in left:
            thread.join(_FAREWELL)


class DatagramServer(UDPServer):
    """Answers datagrams at ``port``, one after another."""

    max_packet_size = 65535
    timeout = 0

    def __init__(self, handler: type[BaseRequestHandler], port: int, journal: Journal) -> None:
        self.journal = journal
        super().__init__((HOST, port), handler)
        self.socket.setblocking(False)  # a datagram may be gone when it is received

    def process_request(  # type: ignore[override]  # no connection comes here
        self, request: tuple[bytes, socket.socket], client_address: SocketAddress
    ) -> None:
        """Answer a datagram."""
        self.journal.note(f"{_place(client_address)} sent a datagram of {len(request[0])} bytes")
        super().process_request(request, client_address)

    def handle_error(self, request: object, client_address: SocketAddress) -> None:  # noqa: ARG002  # as its elder
        """Tell the journal instead of standard error."""
        self.journal.note(f"{_place(client_address)} {_problem()}")


class SocketService:
    """Servers that share a port and a thread that listens, from now on until it is closed."""

    def __init__(self, *servers: StreamServer | DatagramServer) -> None:
        self.port: int = servers[0].server_address[1]
        self._servers = servers
        self._end, self._told = socket.socketpair()
        self._thread = threading.Thread(target=self._listen, name="lab server", daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._told, selectors.EVENT_READ)
            for server in self._servers:
                selector.register(server, selectors.EVENT_READ, server.handle_request)
            while ready := [key.data for key, _ in selector.select()]:
                if None in ready:
                    return
                for handle_request in ready:
                    handle_request()

    def close(self) -> None:
        """End the servers and all their connections."""
        self._end.close()
        self._thread.join()
        self._told.close()
        for server in self._servers:
            server.server_close()


def both_servers(
    stream_handler: type[BaseRequestHandler], datagram_handler: type[BaseRequestHandler], journal: Journal
) -> SocketService:
    """A service over TCP and UDP, at the same port. Raises OSError."""
    for _ in range(_ATTEMPTS):
        streams = StreamServer(stream_handler, journal)
        try:
            return SocketService(streams, DatagramServer(datagram_handler, streams.server_address[1], journal))
        except OSError as error:
            streams.server_close()
            if error.errno != errno.EADDRINUSE:
                raise
    raise OSError(errno.EADDRINUSE, "no port is free for both TCP and UDP")


def _place(address: SocketAddress) -> str:
    return f"{address[0]} port {address[1]}"


def _problem() -> str:
    """What to say of the exception that is being handled."""
    error = sys.exception()
    return "is gone" if isinstance(error, OSError) else f"caused {type(error).__name__}: {error}"
