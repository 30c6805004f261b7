"""The other end of every program here: serves each on a port of its own until its standard input ends.

Prints a line for each, the program's name and its port, and an empty one.
"""

import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Final

BULK: Final = bytes(range(256)) * (1 << 18)  # 64 MiB
LINES: Final = b"".join(b"line %d of a file that is neither long nor short\r\n" % number for number in range(300_000))


def send_bulk(connection: socket.socket) -> None:
    """64 MiB, and the end."""
    connection.sendall(BULK)


def send_lines(connection: socket.socket) -> None:
    """300,000 lines, and the end."""
    connection.sendall(LINES)


def take_pieces(connection: socket.socket) -> None:
    """Count bytes; answer with their number when they end with the line ``end``."""
    total = 0
    last = b""
    while piece := connection.recv(65536):
        total += len(piece)
        last = (last + piece)[-5:]
        if last == b"\nend\n":
            connection.sendall(b"%d\n" % total)


def answer(connection: socket.socket) -> None:
    """Send back what arrives."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    while piece := connection.recv(4096):
        connection.sendall(piece)


def answer_datagrams(own: socket.socket) -> None:
    """Send back every datagram."""
    while True:
        own.sendto(*own.recvfrom(65507))


def serve(listener: socket.socket, talk: Callable[[socket.socket], None]) -> None:
    """Talk to each connection, in a thread of its own."""
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=hold, args=(connection, talk), daemon=True).start()


def hold(connection: socket.socket, talk: Callable[[socket.socket], None]) -> None:
    """Talk until it ends, also when the other end breaks off."""
    with connection, suppress(ConnectionError):
        talk(connection)


TALKS: Final = {
    "all": send_bulk,
    "blocks": send_bulk,
    "lines": send_lines,
    "sends": take_pieces,
    "tcp-ping": answer,
}


def start(work: Callable[..., None], own: socket.socket, *arguments: object) -> int:
    """Do it beside the others; gives the port."""
    threading.Thread(target=work, args=(own, *arguments), daemon=True).start()
    port: int = own.getsockname()[1]
    return port


def main() -> None:
    """Serve."""
    ports = {name: start(serve, socket.create_server(("127.0.0.1", 0)), talk) for name, talk in TALKS.items()}
    datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    datagrams.bind(("127.0.0.1", 0))
    ports["udp-ping"] = start(answer_datagrams, datagrams)
    ports["accept"] = 0  # it is its own peer
    for name, port in ports.items():
        print(name, port)
    print()
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
