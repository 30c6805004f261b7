"""The entries of this and earlier sessions, kept in a file that several shells may use at the same time.

An entry in the file is an empty line, a comment with the time, and the lines of the entry, each behind a ``+``. Each is
added with one write under a lock, so that a shell that dies loses at most the entry that it was writing. The bytes are
those that were typed.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager

from luashell.repl.folders import state_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Final

__all__ = ["DEFAULT_SIZE", "History", "history_file"]

DEFAULT_SIZE: Final = 10_000
"""Entries that are kept."""

SLACK: Final = 1.2
"""The file is written anew when it holds so many times the entries that are kept."""

SECRET: Final = re.compile(
    r"""(?i:passw(or)?d|passphrase|secret|credential|authentication|authorization)
    | ://[^/\s"'@]*:[^/\s"'@]+@             # scheme://user:password@host
    | ["'\n] (?: PASS | AUTH ) \s           # the lines of FTP, POP3 and SMTP that bring one
    """,
    re.VERBOSE,
)
"""What an entry with a password looks like."""


class History:
    """What was entered, oldest first, in ``entries``; with ``file``, also by others and in earlier sessions.

    The last ``size`` entries are kept. A file that cannot be read or written is no obstacle: entries are then
    remembered for this session only.
    """

    def __init__(self, file: Path | None = None, size: int = DEFAULT_SIZE) -> None:
        self._file = file
        self._size = size
        self.entries: list[str] = []
        if file is not None:
            self.entries = self._read(file)

    def add(self, entry: str, *, is_kept: bool = True) -> bool:
        """Remember ``entry``, unless it repeats the last one or is to be kept out; was a password the reason?

        A blank at its beginning keeps an entry out, too. Only what ``is_kept`` is there for later sessions.
        """
        if SECRET.search(entry):
            return True
        if not entry.strip() or entry.startswith(" ") or (self.entries and self.entries[-1] == entry):
            return False
        self.entries.append(entry)
        del self.entries[: -self._size]
        if self._file is not None and is_kept:
            try:
                with _locked(self._file) as descriptor:
                    _write_whole(descriptor, _written(entry))
            except OSError:
                self._file = None
        return False

    def _read(self, file: Path) -> list[str]:
        """The entries in the file, which is shortened when it has grown too long."""
        try:
            entries = _entries_in(file.read_bytes())
            if len(entries) > self._size * SLACK:
                entries = self._shorten(file)
        except OSError:
            return []
        return entries[-self._size :]

    def _shorten(self, file: Path) -> list[str]:
        """Write the file anew, beside the old one; the other shells add to whichever has its name."""
        with _locked(file):
            entries = _entries_in(file.read_bytes())[-self._size :]
            new = file.with_name(f"{file.name}.new")
            new.touch(mode=0o600)
            new.write_bytes(b"".join(map(_written, entries)))
            new.replace(file)
        return entries


def history_file() -> Path | None:
    """The file for the history, which nobody else may read; made if need be. None when there can be none."""
    try:
        folder = state_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = folder / "history"
        file.touch(mode=0o600)
        file.chmod(0o600)
    except (OSError, RuntimeError):  # RuntimeError: nobody's home
        return None
    return file


def _written(entry: str) -> bytes:
    from datetime import datetime

    lines = "".join(f"+{line}\n" for line in entry.split("\n"))
    return f"\n# {datetime.now().astimezone():%Y-%m-%d %H:%M:%S}\n{lines}".encode("utf-8", "surrogateescape")


def _entries_in(data: bytes) -> list[str]:
    """The entries in the bytes of a file, without one that was not written to its end."""
    text = data.decode("utf-8", "surrogateescape")
    entries: list[str] = []
    lines: list[str] = []
    for line in text.split("\n"):
        if line.startswith("+"):
            lines.append(line[1:])
        elif lines:
            entries.append("\n".join(lines))
            lines.clear()
    return entries  # lines that are left have no line end behind them


def _write_whole(descriptor: int, data: bytes) -> None:
    """Write all of ``data`` or, when the disk is full, nothing. Raises OSError."""
    size = os.fstat(descriptor).st_size
    try:
        while data:
            data = data[os.write(descriptor, data) :]
    except OSError:
        os.ftruncate(descriptor, size)
        raise


@contextmanager
def _locked(file: Path) -> Iterator[int]:
    """A descriptor that adds to ``file``, while no other shell does. Raises OSError."""
    while True:
        descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
            if os.path.samestat(os.fstat(descriptor), file.stat()):  # nobody has put another file in its place
                yield descriptor
                return
        finally:
            os.close(descriptor)


def _lock(descriptor: int) -> None:
    """Wait for the lock, which ends with the descriptor; where there are no such locks, one write is one piece."""
    try:
        import fcntl
    except ImportError:  # Windows
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)
