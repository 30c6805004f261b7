"""Make one transfer, as one of three would: plain Python, luasocket_core, or a Lua program.

    transfer.py python|core|luashell KIND PORT PATH

Prints the seconds that it took, on the clock and of the processor, by how many bytes the process grew at most, counted
from before there was anything to send, and how many bytes were transferred. A small transfer comes first, so that all
modules are loaded. If Python traces its memory, that is what grew.
"""

import resource
import sys
import time
import tracemalloc
from typing import Final

from contents import SMALL, document, mail

UNIT: Final = 1 if sys.platform == "darwin" else 1024  # bytes in what the system calls the size of a process


class Python:
    """Plain Python: ``content`` is what is to be sent, or has arrived. Each transfer tells what went wrong."""

    content: object

    def http(self, port: int, path: str) -> object:
        import http.client

        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", f"/{path}")
        self.content = connection.getresponse().read()

    def https(self, port: int, path: str) -> object:
        import http.client

        connection = http.client.HTTPSConnection("127.0.0.1", port)
        connection.request("GET", f"/{path}")
        self.content = connection.getresponse().read()

    def post(self, port: int, path: str) -> object:
        import http.client

        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("POST", f"/{path}", self.content)
        response = connection.getresponse()
        return None if response.status == 200 else response.status

    def get(self, port: int, path: str) -> object:
        import ftplib
        import io

        content = io.BytesIO()
        with ftplib.FTP() as connection:
            connection.connect("127.0.0.1", port)
            connection.login()
            connection.retrbinary(f"RETR {path}", content.write)
        self.content = content.getvalue()

    def put(self, port: int, path: str) -> object:
        import ftplib
        import io

        with ftplib.FTP() as connection:
            connection.connect("127.0.0.1", port)
            connection.login()
            connection.storbinary(f"STOR {path}", io.BytesIO(self.content))

    def mail(self, port: int, _path: str) -> object:
        import smtplib

        with smtplib.SMTP("127.0.0.1", port, "localhost") as connection:
            connection.sendmail("a@x", ["b@y"], "\n" + self.content.decode("ascii"))


class Core(Python):
    """luasocket_core from Python."""

    def http(self, port: int, path: str, scheme: str = "http") -> object:
        from luasocket_core.proto.http import request

        response = request("GET", f"{scheme}://127.0.0.1:{port}/{path}")
        self.content = response.body
        return response.error

    def https(self, port: int, path: str) -> object:
        return self.http(port, path, "https")

    def post(self, port: int, path: str) -> object:
        from luasocket_core.proto.http import request

        response = request("POST", f"127.0.0.1:{port}/{path}", body=self.content)
        return None if response.status == "200 OK" else response

    def get(self, port: int, path: str) -> object:
        from luasocket_core.proto import ftp

        file = ftp.get(f"127.0.0.1:{port}/{path}", binary=True)
        self.content = file.data
        return file.error

    def put(self, port: int, path: str) -> object:
        from luasocket_core.proto import ftp

        return ftp.put(f"127.0.0.1:{port}/{path}", self.content, binary=True)

    def mail(self, port: int, _path: str) -> object:
        from luasocket_core.proto.smtp import send_mail

        return send_mail("a@x", ["b@y"], [], self.content, f"127.0.0.1:{port}")


class Luashell:
    """A Lua program."""

    def __init__(self) -> None:
        from luashell import Interpreter

        self._lua = Interpreter()

    @property
    def content(self) -> object:
        return self._lua.globals["content"]

    @content.setter
    def content(self, content: bytes) -> None:
        self._lua.globals["content"] = content

    def http(self, port: int, path: str, scheme: str = "http") -> object:
        return self._lua.run(f"content, h, s, e = http_get('{scheme}://127.0.0.1:{port}/{path}') return e")

    def https(self, port: int, path: str) -> object:
        return self.http(port, path, "https")

    def post(self, port: int, path: str) -> object:
        return self._lua.run(
            f"b, h, s = http_post('127.0.0.1:{port}/{path}', content) if s ~= '200 OK' then return s end"
        )

    def get(self, port: int, path: str) -> object:
        return self._lua.run(f"content, e = ftp_get('127.0.0.1:{port}/{path}', 'b') return e")

    def put(self, port: int, path: str) -> object:
        return self._lua.run(f"return ftp_put('127.0.0.1:{port}/{path}', content, 'b')")

    def mail(self, port: int, _path: str) -> object:
        return self._lua.run(f"return smtp_mail('a@x', 'b@y', nil, content, '127.0.0.1:{port}')")


def memory() -> int:
    """Bytes that this process has now, if that is known, otherwise the most that it has had."""
    return tracemalloc.get_traced_memory()[0] if tracemalloc.is_tracing() else peak()


def peak() -> int:
    """The most bytes that this process has had."""
    if tracemalloc.is_tracing():
        return tracemalloc.get_traced_memory()[1]
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT


def main() -> None:
    """Make the transfer twice, and measure the second."""
    name, kind, port, path = sys.argv[1:]
    contender = {"python": Python, "core": Core, "luashell": Luashell}[name]()
    expected = mail if kind == "mail" else document
    transfer = getattr(contender, kind)
    contender.content = SMALL
    if error := transfer(int(port), "small"):
        sys.exit(f"{name} {kind} small: {error}")
    before = memory()
    if kind in {"post", "put", "mail"}:
        contender.content = expected()
    if tracemalloc.is_tracing():
        tracemalloc.reset_peak()  # what making it took does not count
    began, processor_began = time.perf_counter(), time.process_time()
    error = transfer(int(port), path)
    seconds, processor = time.perf_counter() - began, time.process_time() - processor_began
    growth = peak() - before
    if error or contender.content != expected():
        sys.exit(f"{name} {kind} {path}: {error or 'something else came'}")
    print(seconds, processor, growth, len(expected()))


if __name__ == "__main__":
    main()
