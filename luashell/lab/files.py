"""The file server: pyftpdlib over a temporary folder (RFC 959). What is in ``pub`` is to be read, the rest takes files.

The folder begins as a copy of ``shared`` beside this file, with the programs of ``pub/lua`` packed as ``lua.tar.gz``.
"""

from __future__ import annotations

import errno
import io
import logging
import os
import socket
import tarfile
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.filesystems import AbstractedFS, FilesystemError
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.ioloop import IOLoop
from pyftpdlib.servers import FTPServer

from luashell.lab.server import HOST

if TYPE_CHECKING:
    from typing import Final

    from luashell.lab.journal import Journal

__all__ = ["FileService"]

USER: Final = "diego"
PASSWORD: Final = "lua"  # noqa: S105  # not the one of the manual's example, which is wrong there, too

MOST_BYTES: Final = 256 * 1024 * 1024
MOST_FILES: Final = 1000
MOST_CONNECTIONS: Final = 64
PATIENCE: Final = 60
"""Seconds without a command or a byte, after which a client is taken for gone."""

_COMMANDS: Final = {name: command for name, command in FTPHandler.proto_cmds.items() if name != "STOU"}
"""All but the one that stores under a name of the server's choice, past the limits."""

_NOWHERE: Final = logging.NullHandler()
"""Takes what nobody else listens to, which would otherwise come on standard error."""

_SHARED: Final = Path(__file__).parent / "shared"


class FileService:
    """The file server, from now on until it is closed. Raises OSError."""

    def __init__(self, journal: Journal) -> None:
        logging.getLogger("pyftpdlib").addHandler(_NOWHERE)
        self._folder = tempfile.TemporaryDirectory(prefix="luashell-lab-")
        try:
            root = os.path.realpath(self._folder.name)
            _fill(Path(root))
            self._loop = IOLoop()
            self._end, told = socket.socketpair()
            self._wake = _Wake(told)
            self._loop.register(told.fileno(), self._wake, self._loop.READ)
            server = FTPServer((HOST, 0), _handler_for(root, journal), self._loop)
            server.max_cons = MOST_CONNECTIONS
            self.port: int = server.address[1]
            self._thread = threading.Thread(target=self._serve, name="lab server", daemon=True)
            self._thread.start()
        except BaseException:
            self._folder.cleanup()
            raise

    def _serve(self) -> None:
        soonest: float | None = None
        while not self._wake.has_come:
            soonest = self._loop.loop(soonest, blocking=False)
        self._loop.close()

    def close(self) -> None:
        """End the server and all its connections, and remove its files."""
        self._end.close()
        self._thread.join()
        self._folder.cleanup()


class _Wake:
    """What ends the loop: it is registered there, and its socket becomes readable when the other end closes."""

    def __init__(self, told: socket.socket) -> None:
        self.has_come = False
        self._told = told
        self._fileno = told.fileno()  # by which the loop sorts what it closes

    def readable(self) -> bool:
        return True

    def handle_read_event(self) -> None:
        self.has_come = True

    handle_close = handle_read_event  # as which some systems report it

    def close(self) -> None:
        self._told.close()


class _Visitors(DummyAuthorizer):  # type: ignore[misc]  # pyftpdlib has no types
    """Who may log in, and what they may do: everybody may read, and write outside ``pub``."""

    def __init__(self, root: str) -> None:
        super().__init__()
        self._to_be_read = str(Path(root, "pub"))
        self.add_anonymous(root)
        self.add_user(USER, PASSWORD, root)

    def has_perm(self, username: str, perm: str, path: str | None = None) -> bool:
        """May the user do this (pyftpdlib's letters)? ``w`` is to store a file."""
        if perm == "w" and path is not None:
            return not self._issubpath(os.path.realpath(path), self._to_be_read)
        return bool(super().has_perm(username, perm, path))


class _Shelf:
    """How much is stored, by the path of each file, and whether there is room for more."""

    def __init__(self) -> None:
        self._sizes: dict[str, int] = {}

    def open(self, path: str) -> _StoredFile:
        """Begin a file, or begin it anew. Raises OSError, FilesystemError."""
        if path not in self._sizes and len(self._sizes) >= MOST_FILES:
            raise FilesystemError("Too many files")
        file = _StoredFile(self, path)
        self._sizes[path] = 0
        return file

    def grow(self, path: str, count: int) -> None:
        """Take ``count`` bytes more. Raises OSError."""
        if sum(self._sizes.values()) + count > MOST_BYTES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._sizes[path] += count


class _StoredFile(io.BufferedWriter):
    """A file that a client sends."""

    def __init__(self, shelf: _Shelf, path: str) -> None:
        super().__init__(io.FileIO(path, "w"))
        self._shelf = shelf
        self._path = path

    def write(self, data: bytes) -> int:  # type: ignore[override]  # which takes more than it is given here
        """Write, if there is room."""
        self._shelf.grow(self._path, len(data))
        return super().write(data)


def _handler_for(root: str, journal: Journal) -> type[FTPHandler]:
    """The class of connections; pyftpdlib has its settings in the class."""
    shelf = _Shelf()

    class Files(AbstractedFS):  # type: ignore[misc]  # pyftpdlib has no types
        def open(self, filename: str, mode: str) -> io.BufferedIOBase:
            """Open a file to send it, or to store what comes."""
            if mode == "wb":
                return shelf.open(filename)
            if mode != "rb":
                raise FilesystemError("Files can only be stored as a whole")
            return open(filename, "rb")  # noqa: PTH123  # the name is text

        def chdir(self, path: str) -> None:
            """Enter a folder without moving the whole process, which runs a program of the user's meanwhile."""
            if not Path(path).is_dir():
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
            self.cwd = self.fs2ftp(path)

    class Visit(FTPHandler):  # type: ignore[misc]  # as above
        authorizer = _Visitors(root)
        abstracted_fs = Files
        banner = "the files of the lab"
        timeout = PATIENCE
        auth_failed_timeout = 0  # nobody need be kept from guessing
        proto_cmds = _COMMANDS

        def on_connect(self) -> None:
            journal.note(f"{self.remote_ip} port {self.remote_port} connected")

        def on_login(self, username: str) -> None:
            journal.note(f"{username} logged in")

        def on_login_failed(self, username: str, _password: str) -> None:
            journal.note(f"{username} did not know the password")

        def on_file_sent(self, file: str) -> None:
            journal.note(f"sent {self.fs.fs2ftp(file)}")

        def on_file_received(self, file: str) -> None:
            journal.note(f"received {self.fs.fs2ftp(file)}, {Path(file).stat().st_size} bytes")

        def on_incomplete_file_sent(self, file: str) -> None:
            journal.note(f"sent {self.fs.fs2ftp(file)} in part")

        def on_incomplete_file_received(self, file: str) -> None:
            journal.note(f"received {self.fs.fs2ftp(file)} in part")

    return Visit


def _fill(root: Path) -> None:
    """Copy the files that are shared, whose own modes may forbid to remove them."""
    for file in sorted(_SHARED.rglob("*")):
        target = root / file.relative_to(_SHARED)
        if file.is_dir():
            target.mkdir()
        else:
            target.write_bytes(file.read_bytes())
    (root / "incoming").mkdir()
    programs = root / "pub" / "lua"
    with tarfile.open(programs / "lua.tar.gz", "w:gz") as archive:
        for program in sorted(programs.glob("*.lua")):
            archive.add(program, f"lua/{program.name}")
