"""The servers of all transfers: each on a port of its own until standard input ends.

Prints a line for each, its name and port, and an empty one. Given a file with a key and a certificate, there is one for
HTTP over TLS, too.
"""

import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Final

from contents import SMALL, document, mail

DOCUMENT: Final = document()
CHUNK: Final = 16384


def talk_http(connection: socket.socket) -> None:
    """One request: by GET for a document sent in the way that the path names, or a document by POST."""
    with connection.makefile("rb") as reader:
        method, path, _ = reader.readline().split(b" ")
        length = 0
        while (line := reader.readline()) != b"\r\n":
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        content = SMALL if path == b"/small" else DOCUMENT
        if method == b"POST":
            right = reader.read(length) == content
            connection.sendall(b"HTTP/1.1 %d OK\r\ncontent-length: 0\r\n\r\n" % (200 if right else 400))
        elif path == b"/chunked":
            connection.sendall(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
            view = memoryview(content)
            for start in range(0, len(view), CHUNK):
                portion = view[start : start + CHUNK]
                connection.sendall(b"%x\r\n%b\r\n" % (len(portion), portion))
            connection.sendall(b"0\r\n\r\n")
        else:
            head = b"" if path == b"/close" else b"content-length: %d\r\n" % len(content)
            connection.sendall(b"HTTP/1.1 200 OK\r\n%b\r\n" % head)
            connection.sendall(content)
        if isinstance(connection, ssl.SSLSocket):
            connection.unwrap()


def talk_ftp(connection: socket.socket) -> None:
    """A conversation about the files ``small`` and ``document``."""
    with connection.makefile("rb") as reader, socket.create_server(("127.0.0.1", 0)) as listener:
        high, low = divmod(listener.getsockname()[1], 256)
        replies = {b"USER": b"230 in", b"TYPE": b"200 ok", b"PASV": b"227 (127,0,0,1,%d,%d)" % (high, low)}
        connection.sendall(b"220 ready\r\n")
        for verb, name in commands(reader):
            content = SMALL if name == b"small" else DOCUMENT
            if verb in {b"RETR", b"STOR"}:
                connection.sendall(b"150 opening\r\n")
                with listener.accept()[0] as data:
                    right = True
                    if verb == b"RETR":
                        data.sendall(content)
                    else:
                        right = b"".join(iter(partial(data.recv, 1 << 20), b"")) == content
                connection.sendall(b"226 done\r\n" if right else b"550 something else came\r\n")
            else:
                connection.sendall(replies.get(verb, b"221 bye") + b"\r\n")


def talk_smtp(connection: socket.socket) -> None:
    """A conversation in which any mail is taken, if it is the small one or the long one."""
    expected = {wire(SMALL), wire(mail())}
    with connection.makefile("rb") as reader:
        connection.sendall(b"220 ready\r\n")
        for verb, _ in commands(reader):
            if verb.upper() == b"DATA":
                connection.sendall(b"354 go\r\n")
                arrived = b"".join(iter(reader.readline, b".\r\n"))
                connection.sendall(b"250 ok\r\n" if arrived in expected else b"554 something else came\r\n")
            else:
                connection.sendall(b"221 bye\r\n" if verb.upper() == b"QUIT" else b"250 ok\r\n")


def wire(body: bytes) -> bytes:
    """The body as it arrives, behind the empty line for its header, and before the dot alone."""
    lines = b"".join(b"." * line.startswith(b".") + line + b"\r\n" for line in body.splitlines())
    return b"\r\n" + lines


def commands(reader: object) -> Iterator[tuple[bytes, bytes]]:
    """Verb and argument of each command."""
    for line in reader:  # type: ignore[attr-defined]  # a binary file
        verb, _, argument = line.rstrip(b"\r\n").partition(b" ")
        yield verb, argument


def serve(talk: Callable[[socket.socket], None], context: ssl.SSLContext | None = None) -> int:
    """Talk to each connection in a thread of its own; gives the port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def hold(connection: socket.socket) -> None:
        with suppress(OSError), connection if context is None else context.wrap_socket(connection, True) as wrapped:
            talk(wrapped)

    def accept() -> None:
        while True:
            threading.Thread(target=hold, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    port: int = listener.getsockname()[1]
    return port


def main() -> None:
    """Serve."""
    ports = {"http": serve(talk_http), "ftp": serve(talk_ftp), "smtp": serve(talk_smtp)}
    if len(sys.argv) > 1:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1])
        ports["https"] = serve(talk_http, context)
    for name, port in ports.items():
        print(name, port)
    print(flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
