"""Servers for tests: each connection is handled by a function in a thread, on a port of the system's choice."""

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeAlias

__all__ = ["Handler", "Peer", "Server", "answering", "serving", "unheard_port"]


class Peer:
    """The server's end of a connection."""

    def __init__(self, connection: socket.socket) -> None:
        self.socket = connection
        self.file = connection.makefile("rb")

    def line(self) -> str:
        """The next line that the client sends, without its ending; empty at the end."""
        return self.file.readline().decode("latin-1").rstrip("\r\n")

    def send(self, text: str | bytes) -> None:
        """Send it; a client that has gone is no fault of the server."""
        with suppress(OSError):
            self.socket.sendall(text.encode("latin-1") if isinstance(text, str) else text)

    def start_tls(self, context: ssl.SSLContext) -> None:
        """Begin TLS as a server."""
        self.file.close()
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.file = self.socket.makefile("rb")

    def wait_for_end(self) -> bytes:
        """Everything until the client closes."""
        try:
            return self.file.read()
        except OSError:
            return b""

    def reset(self) -> None:
        """End the connection rudely."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()

    def close(self) -> None:
        """End the connection."""
        self.file.close()
        self.socket.close()


Handler: TypeAlias = Callable[[Peer], None]


class Server:
    """Where it listens, and what clients have sent, in so far as its handlers note it."""

    def __init__(self, listener: socket.socket) -> None:
        self.listener = listener
        self.port: int = listener.getsockname()[1]
        self.received: list[str] = []
        self.connections = 0
        self.errors: list[BaseException] = []


@contextmanager
def serving(*handlers: Handler, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Iterator[Server]:
    """A server whose connections are handled by ``handlers`` in turn, and by the last of them from then on."""
    with socket.create_server((host, 0)) as listener:
        # Connections have it from here: two short replies in turn would otherwise be 40 milliseconds apart.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        server = Server(listener)
        threads: list[threading.Thread] = []

        def handle(connection: socket.socket, handler: Handler) -> None:
            peer = Peer(connection)
            try:
                if tls is not None:
                    peer.start_tls(tls)
                handler(peer)
            except (ssl.SSLError, ConnectionError):
                pass  # the client did not like the server
            except BaseException as error:  # noqa: BLE001  # told by the test's thread
                server.errors.append(error)
            finally:
                peer.close()

        def accept() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                handler = handlers[min(server.connections, len(handlers) - 1)]
                server.connections += 1
                thread = threading.Thread(target=handle, args=(connection, handler))
                threads.append(thread)
                thread.start()

        accepting = threading.Thread(target=accept)
        accepting.start()
        try:
            yield server
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            accepting.join()
            for thread in threads:
                thread.join(timeout=10)
    assert not server.errors, server.errors


@contextmanager
def unheard_port() -> Iterator[int]:
    """A port that is taken, so that nobody else takes it, and where nobody listens."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        yield holder.getsockname()[1]


def request_of(peer: Peer) -> str:
    """A whole HTTP request as it was sent."""
    lines = []
    while line := peer.file.readline():
        lines.append(line)
        if line == b"\r\n":
            break
    head = b"".join(lines)
    length = 0
    for field in head.split(b"\r\n"):
        name, _, value = field.partition(b": ")
        if name == b"content-length":
            length = int(value)
    return (head + peer.file.read(length)).decode("latin-1")


@contextmanager
def answering(
    *answers: str | bytes, tls: ssl.SSLContext | None = None, stay: bool = False, reset: bool = False
) -> Iterator[Server]:
    """An HTTP server that gives these answers in turn and closes; with ``stay``, it leaves that to the client."""

    def handler_for(answer: str | bytes) -> Handler:
        def handle(peer: Peer) -> None:
            server.received.append(request_of(peer))
            peer.send(answer)
            if stay:
                peer.wait_for_end()
            if reset:
                peer.reset()

        return handle

    with serving(*map(handler_for, answers), tls=tls) as server:
        yield server


def mail_server(
    server_log: list[str],
    replies: dict[str, str] | None = None,
    *,
    greeting: str = "220 test ESMTP",
    tls: ssl.SSLContext | None = None,
) -> Handler:
    """A mail server that notes what it is told; ``replies`` says how it answers a command instead of agreeing."""
    answers = {
        "EHLO": "250-here\r\n250 8BITMIME",
        "HELO": "250 hi",
        "MAIL": "250 ok",
        "RCPT": "250 ok",
        "DATA": "354 go",
        ".": "250 queued",
        "QUIT": "221 bye",
        "STARTTLS": "220 go ahead",
        **(replies or {}),
    }

    def handle(peer: Peer) -> None:
        peer.send(f"{greeting}\r\n" if greeting else "")
        while command := peer.line():
            server_log.append(command)
            verb = command.split(" ")[0].upper()
            answer = answers.get(command, answers.get(verb, "500 what?"))
            peer.send(f"{answer}\r\n" if answer else "")
            if not answer:
                return
            if verb == "DATA" and answer.startswith("354"):
                server_log.append(message_of(peer))
                peer.send(answers["."] + "\r\n" if answers["."] else "")
                if not answers["."]:
                    return
            if verb == "STARTTLS" and tls is not None:
                peer.start_tls(tls)

    return handle


def message_of(peer: Peer) -> str:
    """Everything up to the line with a dot alone, as it was sent."""
    lines: list[bytes] = []
    while line := peer.file.readline():
        lines.append(line)
        if line == b".\r\n":
            break
    return b"".join(lines).decode("latin-1")


class FileServer:
    """An FTP server that notes what it is told; ``replies`` says how it answers a command instead of agreeing.

    ``files`` are what RETR and NLST send; what STOR brings comes into ``stored``. ``advertised`` is the address that
    its answers to PASV name, ``stranger`` one from where somebody else connects first to the port of a PORT command.
    Unless it ``comes`` there is no data connection at all.
    """

    def __init__(
        self,
        replies: dict[str, str] | None = None,
        files: dict[str, bytes] | None = None,
        *,
        greeting: str = "220 ready",
        advertised: str = "127,0,0,1",
        stranger: str | None = None,
        comes: bool = True,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.log: list[str] = []
        self.stored: dict[str, bytes] = {}
        self._greeting = greeting
        self._advertised = advertised
        self._stranger = stranger
        self._comes = comes
        self._tls = tls
        self._files = files or {}
        self._answers = {
            "USER": "331 need pass",
            "PASS": "230 in",
            "CWD": "250 ok",
            "TYPE": "200 type set",
            "PORT": "200 port ok",
            "AUTH": "234 go ahead",
            "PBSZ": "200 ok",
            "PROT": "200 ok",
            "RETR": "150 opening",
            "NLST": "150 opening",
            "STOR": "150 opening",
            "done": "226 done",
            "QUIT": "221 bye",
            **(replies or {}),
        }

    def __call__(self, peer: Peer) -> None:
        """Handle a control connection."""
        connect: Callable[[], socket.socket] | None = None
        listener: socket.socket | None = None
        peer.send(f"{self._greeting}\r\n")
        while command := peer.line():
            self.log.append(command)
            verb, _, argument = command.partition(" ")
            answer = self._answers.get(command, self._answers.get(verb, "502 what?"))
            if verb == "PASV" and "PASV" not in self._answers:
                listener = socket.create_server(("127.0.0.1", 0))
                high, low = divmod(listener.getsockname()[1], 256)
                answer = f"227 here ({self._advertised},{high},{low})"
                connect = self._accepting(listener)
            if verb == "PORT":
                connect = self._connecting(argument)
            if not answer:
                break
            peer.send(f"{answer}\r\n")
            if verb == "AUTH" and self._tls is not None and answer.startswith("234"):
                peer.start_tls(self._tls)
            if verb in {"RETR", "NLST", "STOR"} and answer.startswith("1") and connect is not None and self._comes:
                self._transfer(verb, argument, connect())
                if not self._answers["done"]:
                    break
                peer.send(f"{self._answers['done']}\r\n")
        if listener is not None:
            listener.close()

    def _accepting(self, listener: socket.socket) -> Callable[[], socket.socket]:
        def connect() -> socket.socket:
            with listener:
                return listener.accept()[0]

        return connect

    def _connecting(self, argument: str) -> Callable[[], socket.socket]:
        *host, high, low = argument.split(",")
        address = (".".join(host), int(high) * 256 + int(low))

        def connect() -> socket.socket:
            if self._stranger is not None:
                with socket.create_connection(address, source_address=(self._stranger, 0)) as stranger:
                    assert stranger.recv(10) == b""
            return socket.create_connection(address)

        return connect

    def _transfer(self, verb: str, argument: str, connection: socket.socket) -> None:
        with connection:
            peer = Peer(connection)
            if self._tls is not None:
                peer.start_tls(self._tls)
            if verb == "STOR":
                self.stored[argument] = peer.wait_for_end()
            else:
                peer.send(self._files.get(argument, b""))
            if isinstance(peer.socket, ssl.SSLSocket):
                with suppress(OSError):
                    peer.socket.unwrap()
            peer.close()
