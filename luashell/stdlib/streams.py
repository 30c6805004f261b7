"""File handles (6.5): what ``openfile`` returns, and the three standard streams.

A handle has a ``reader``, and ``write`` for Lua strings. Each may be used as it is, unless it is None: then
``start_reading`` or ``start_writing`` gives it, which is where a file that is open for both changes its direction.
"""

from __future__ import annotations

import io
import os
from errno import EAGAIN, EBADF, EINVAL, EISDIR

from luashell.runtime.text import from_bytes, to_bytes
from luashell.runtime.userdata import Userdata
from luashell.stdlib.reading import Reader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import Popen
    from typing import BinaryIO, Final

    from luashell.runtime.state import LuaState


__all__ = [
    "CLOSED_TAG",
    "OPEN_TAG",
    "EagerWriter",
    "FileHandle",
    "OpenFile",
    "StandardInput",
    "StandardOutput",
    "open_file",
    "open_pipe",
]

OPEN_TAG: Final = 6
CLOSED_TAG: Final = 7
"""The tags that the library takes for itself (section 3)."""

_FLAGS: Final = {
    "r": os.O_RDONLY,
    "w": os.O_WRONLY | os.O_CREAT | os.O_TRUNC,
    "a": os.O_WRONLY | os.O_CREAT | os.O_APPEND,
}
_BINARY: Final[int] = getattr(os, "O_BINARY", 0)  # Windows would change line ends


class FileHandle(Userdata):
    """A file as Lua holds it. Its methods raise OSError; ValueError when the host has closed the stream below."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(OPEN_TAG)

    @property
    def description(self) -> str:
        """What it is, as a Lua string, for whoever shows it to people."""
        return "a file"

    @property
    def reader(self) -> Reader | None:
        """Where to read, None when ``start_reading`` has to be called first."""
        return None

    @property
    def write(self) -> Callable[[str], object] | None:
        """What writes a Lua string, None when ``start_writing`` has to be called first."""
        return None

    def start_reading(self) -> Reader:
        """Its reader, ready for use; it finds nothing in a file that is open for writing only."""
        return Reader(io.BytesIO())

    def start_writing(self) -> Callable[[str], object]:
        """What writes a Lua string on it."""
        raise OSError(EBADF, os.strerror(EBADF))

    def flush(self) -> None:
        """Hand what was written to the system."""

    def seek(self, offset: int, whence: int) -> int:
        """Move as C's ``fseek``; the new position, in bytes from the beginning."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the file. Standard streams stay open (6.5)."""


class StandardInput(FileHandle):
    """``_STDIN``: the stream that the state has at the moment, which may be another one than before.

    The state's stream is replaced by a Reader of it, so that whoever else reads lines there (the prompt, ``debug``)
    finds what Lua has left.
    """

    __slots__ = ("_before_wait", "_state")

    def __init__(self, state: LuaState, before_wait: Callable[[], None]) -> None:
        super().__init__()
        self._state = state
        self._before_wait = before_wait
        self._replace(state.stdin)

    @property
    def description(self) -> str:
        """See the base class."""
        return "standard input"

    @property
    def reader(self) -> Reader:
        """The state's standard input."""
        stream: object = self._state.stdin
        return stream if isinstance(stream, Reader) else self._replace(self._state.stdin)

    def _replace(self, stream: BinaryIO) -> Reader:
        reader = Reader(stream, self._before_wait if stream.isatty() else None)
        self._state.stdin = reader  # type: ignore[assignment]  # it has what is asked of a standard input
        return reader

    def seek(self, offset: int, whence: int) -> int:
        """Move as C's ``fseek``; the new position, in bytes from the beginning."""
        return self.reader.seek(offset, whence)


class StandardOutput(FileHandle):
    """``_STDOUT`` or ``_STDERR``: the stream that the state has at the moment."""

    __slots__ = ("_name", "_state")

    def __init__(self, state: LuaState, name: str) -> None:
        super().__init__()
        self._state = state
        self._name = name

    @property
    def description(self) -> str:
        """See the base class."""
        return "standard output" if self._name == "stdout" else "standard error"

    @property
    def _stream(self) -> BinaryIO:
        stream: BinaryIO = getattr(self._state, self._name)
        return stream

    def start_writing(self) -> Callable[[str], object]:
        """What writes a Lua string on it."""
        return lambda text: self._stream.write(to_bytes(text))

    def flush(self) -> None:
        """Hand what was written to the system."""
        self._stream.flush()

    def seek(self, offset: int, whence: int) -> int:
        """Move as C's ``fseek``; the new position, in bytes from the beginning."""
        self.flush()
        return Reader(self._stream).seek(offset, whence)


class EagerWriter:
    """A stream that is flushed whenever what is written contains ``flush_after``.

    LF makes it line-buffered, as C's standard output on a terminal; an empty string, which is in everything, makes it
    unbuffered, as C's standard error. All else is as the stream itself has it.
    """

    def __init__(self, stream: BinaryIO, flush_after: bytes) -> None:
        self._stream = stream
        self._flush_after = flush_after

    def write(self, data: bytes, /) -> int:
        """Write all of ``data``, even where the stream takes only a part at a time; how many bytes that were."""
        rest = data
        while rest:
            count = self._stream.write(rest)
            if count is None:  # a raw stream says so that it would have to wait
                raise BlockingIOError(EAGAIN, os.strerror(EAGAIN))
            rest = rest[count:]
        if self._flush_after in data:
            self._stream.flush()
        return len(data)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


_KEPT: Final[dict[io.IOBase, Popen[bytes] | None]] = {}
"""The streams and processes of open files. Their handles may be garbage in a cycle, and Python ends such a cycle in any
order: a descriptor would be closed before what is still to be written on it. What is kept here is no garbage.
"""


class OpenFile(FileHandle):
    """A file or pipe that was opened by a program; it is closed when nothing refers to it any more.

    Then nobody is left to be told that the system did not take all that was written: ``on_loss`` gets the error.
    ``name`` is that of the file, a command for a pipe, as a Lua string.
    """

    __slots__ = ("__weakref__", "_name", "_on_loss", "_process", "_raw", "_reader", "_writer", "reader", "write")
    reader: Reader | None
    write: Callable[[str], object] | None

    def __init__(
        self,
        name: str,
        raw: io.RawIOBase,
        before_wait: Callable[[], None],
        on_loss: Callable[[OSError], None],
        process: Popen[bytes] | None = None,
    ) -> None:
        self._name = name
        self._raw = raw
        self._on_loss = on_loss
        self._process = process
        self._reader = Reader(raw, before_wait if raw.isatty() else None)  # type: ignore[arg-type]  # raw is enough
        self._writer = _text_writer(raw) if raw.writable() else None
        self.reader = self._reader if self._writer is None else None
        self.write = self._writer.write if self._writer is not None and not raw.readable() else None
        _KEPT[self._writer or raw] = process
        super().__init__()

    @property
    def description(self) -> str:
        """``"data.txt", open for reading and writing``"""
        kind = f'"{self._name}"' if self._process is None else f'command "{self._name}"'
        if self.tag != OPEN_TAG:
            return f"{kind}, closed"
        if not self._raw.writable():
            return f"{kind}, open for reading"
        return f"{kind}, open for {'reading and ' if self._raw.readable() else ''}writing"

    def start_reading(self) -> Reader:
        """Its reader, ready for use; it finds nothing in a file that is open for writing only."""
        if self._raw.readable():
            self.flush()
            self.reader, self.write = self._reader, None
        return self._reader

    def start_writing(self) -> Callable[[str], object]:
        """What writes a Lua string on it, where reading has stopped."""
        if self._writer is None:
            raise OSError(EBADF, os.strerror(EBADF))
        if self._raw.readable():
            self._forget_what_was_read_ahead()
            self.reader, self.write = None, self._writer.write
        return self._writer.write

    def _forget_what_was_read_ahead(self) -> None:
        if self._reader.unread():
            try:
                self._reader.seek(0, os.SEEK_CUR)
            except OSError:  # a terminal: its two directions have no common position
                return

    def flush(self) -> None:
        """Hand what was written to the system."""
        if self._writer is not None:
            self._writer.flush()

    def seek(self, offset: int, whence: int) -> int:
        """Move as C's ``fseek``; the new position, in bytes from the beginning."""
        self.flush()
        return self._reader.seek(offset, whence)

    def close(self) -> None:
        """Close the file, what was written first; wait for the command at the other end of a pipe."""
        try:
            self.let_go()
        finally:
            if self._process is not None:
                self._process.wait()

    def let_go(self) -> None:
        """Close the file, what was written first; a command at the other end of a pipe runs on."""
        self.tag = CLOSED_TAG
        self.reader = self.write = None
        stream = self._writer or self._raw
        _KEPT.pop(stream, None)
        stream.close()

    def abandon(self) -> None:
        """``let_go`` where the program does not hear of an error."""
        try:
            self.let_go()
        except BrokenPipeError:  # the command has ended: it wanted no more
            pass
        except OSError as error:
            self._on_loss(error)

    def __del__(self) -> None:
        if self.tag == OPEN_TAG:
            self.abandon()
            if self._process is not None:
                self._process.wait()


def _text_writer(raw: io.RawIOBase) -> io.TextIOWrapper:
    """Encoding many short strings at once, as Python's text files do, is faster than one by one."""
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding="latin-1", newline="\n")


class _Directory(io.RawIOBase):
    """A directory opened for reading: C opens it and refuses to read, Python would refuse to open it."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor

    def readable(self) -> bool:
        return True

    def read(self, _size: int = -1, /) -> bytes:
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR))

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        return os.lseek(self._descriptor, offset, whence)

    def close(self) -> None:
        if not self.closed:
            os.close(self._descriptor)
        super().close()


def open_file(name: bytes, mode: str, before_wait: Callable[[], None], on_loss: Callable[[OSError], None]) -> OpenFile:
    """Open as C's ``fopen`` (glibc): r, w or a, then in any order + (read and write), x (a new file), b (no effect).

    ``before_wait`` is called before each wait for a terminal, ``on_loss`` as OpenFile says. Raises OSError.
    """
    kind, options = mode[:1], mode[1:7]
    if kind not in _FLAGS:
        raise OSError(EINVAL, os.strerror(EINVAL))
    flags = _FLAGS[kind] | _BINARY
    if "+" in options:
        flags = flags & ~os.O_WRONLY | os.O_RDWR
    if "x" in options:
        flags |= os.O_EXCL
    descriptor = os.open(name, flags, 0o666)
    try:
        raw: io.RawIOBase = io.FileIO(descriptor, "r+" if "+" in options else kind)
    except IsADirectoryError:
        raw = _Directory(descriptor)
    return OpenFile(from_bytes(name), raw, before_wait, on_loss)


def open_pipe(command: str, kind: str, before_wait: Callable[[], None], on_loss: Callable[[OSError], None]) -> OpenFile:
    """Start a shell command as C's ``popen`` and open its output (``kind`` r) or its input (w). Raises OSError."""
    import subprocess

    if kind == "r":
        process = subprocess.Popen(command, shell=True, bufsize=0, stdout=subprocess.PIPE)  # noqa: S602  # as popen
    else:
        process = subprocess.Popen(command, shell=True, bufsize=0, stdin=subprocess.PIPE)  # noqa: S602  # as popen
    raw = process.stdout if kind == "r" else process.stdin
    return OpenFile(command, raw, before_wait, on_loss, process)  # type: ignore[arg-type]  # unbuffered: the pipe itself
