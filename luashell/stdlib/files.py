"""Input and output (6.5): files, pipes to commands, and the standard streams."""

from __future__ import annotations

import os
from io import RawIOBase

from luashell.binding.arguments import bad_argument, check, need_string, optional_long, optional_string
from luashell.binding.library import Library
from luashell.errors import LuaError
from luashell.runtime.numerals import TEXT_OF, string_to_number
from luashell.runtime.text import to_file_name
from luashell.runtime.values import MISSING
from luashell.stdlib.outcomes import OK_OR_FAIL, Success, attempt, errno_of, failure
from luashell.stdlib.reading import Reader
from luashell.stdlib.streams import (
    CLOSED_TAG,
    EagerWriter,
    FileHandle,
    OpenFile,
    StandardInput,
    StandardOutput,
    open_file,
    open_pipe,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final
    from weakref import WeakSet

    from luashell.runtime.aliases import LuaValue, Returned
    from luashell.runtime.state import LuaState

__all__ = ["Files", "library"]

library = Library("Input and output")

_CLOSED: Final = "cannot access a closed file"
_DEPRECATED: Final = "read patterns are deprecated"
_TOO_LARGE: Final = "not enough memory to read a file"

_HANDLE_OR_FAIL: Final = "handle | nil, error, number"
_FORMATS: Final = {"l": Reader.line, "w": Reader.word, "n": Reader.number, "a": Reader.rest}
_WHENCE: Final = {"set": os.SEEK_SET, "cur": os.SEEK_CUR, "end": os.SEEK_END}


class Files:
    """The files of one state: its standard streams, what it has opened, and the functions on them.

    The current files are the globals ``_INPUT`` and ``_OUTPUT``, looked up at each call without tag methods. Standard
    output is ``state.stdout``, on which ``print`` writes too; on a terminal it is made line-buffered, and standard
    error is made unbuffered. When nobody reads standard output any more, the program is not told but ended by
    BrokenPipeError, as a signal ends a C program: it might go on for ever.
    """

    def __init__(self, state: LuaState) -> None:
        self._state = state
        self._namespace = state.globals.namespace
        self._opened: WeakSet[OpenFile] | None = None
        self._loss: OSError | None = None  # the first error of a file that was closed without the program
        if state.stdout.isatty() or isinstance(state.stdout, RawIOBase):
            state.stdout = EagerWriter(state.stdout, b"\n")  # type: ignore[assignment]  # it passes all else on
        state.stderr = EagerWriter(state.stderr, b"")  # type: ignore[assignment]  # as above
        self._stdin = StandardInput(state, self._flush_standard_output)
        self._stdout = StandardOutput(state, "stdout")
        self._stderr = StandardOutput(state, "stderr")

    def handles(self) -> dict[str, FileHandle]:
        """The globals that hold a handle from the start."""
        return {
            "_STDIN": self._stdin,
            "_STDOUT": self._stdout,
            "_STDERR": self._stderr,
            "_INPUT": self._stdin,
            "_OUTPUT": self._stdout,
        }

    # ---- for the host

    def flush_all(self) -> OSError | ValueError | None:
        """Flush every file, as before another process is started; the first error, None if all went well."""
        first = None
        for handle in (self._stdout, self._stderr, *(self._opened or ())):
            try:
                handle.flush()
            except (OSError, ValueError) as error:
                self._end_if_broken(handle, error)
                first = first or error
        return first

    def close_all(self) -> None:
        """Flush and close every file, as at the exit of a C program: commands at the other end of pipes run on.

        Standard output is flushed last. Raises OSError if that fails, or if a file that the program has not closed
        could not take all that was written on it: nothing is lost in silence.
        """
        for handle in [*(self._opened or ())]:
            handle.abandon()
        self._stdout.flush()
        if self._loss is not None:
            loss, self._loss = self._loss, None
            raise loss

    def _remember_loss(self, error: OSError) -> None:
        self._loss = self._loss or OSError(error.errno, error.strerror, "a file")

    def _flush_standard_output(self) -> None:
        try:
            self._stdout.flush()
        except (OSError, ValueError) as error:
            self._end_if_broken(self._stdout, error)

    def _end_if_broken(self, handle: LuaValue, error: OSError | ValueError) -> None:
        if handle is self._stdout and isinstance(error, BrokenPipeError):
            raise error

    # ---- opening and closing

    @library.function(
        "openfile(name, mode)",
        "Opens a file: r, w, a as in C, with + and b.",
        results=_HANDLE_OR_FAIL,
        example="""
            file = openfile("notes.txt", "w+")
            write(file, "hello") seek(file, "set")
            read(file, "*a")  --> "hello"
            closefile(file) remove("notes.txt")
        """,
    )
    def openfile(self, name: LuaValue = MISSING, mode: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """A handle, or fail; ``_INPUT`` and ``_OUTPUT`` stay (6.5)."""
        try:
            return self._open(need_string(name, 1), need_string(mode, 2))
        except OSError as error:
            return failure(error)

    @library.function(
        "closefile(file)",
        "Closes a file; standard streams stay open.",
        results=OK_OR_FAIL,
        example="""
            file = openfile("notes.txt", "w")
            closefile(file)
            remove("notes.txt")
        """,
    )
    def closefile(self, file: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """Ok or fail; the handle is closed in any case (6.5)."""
        return attempt(_need_handle(file, 1).close)

    @library.function(
        "readfrom([name])",
        "Reads from a file, or from a command (|command), or from standard input again.",
        results=_HANDLE_OR_FAIL,
        example="""
            readfrom("|echo hello")
            read()  --> "hello"
            readfrom()
        """,
    )
    def readfrom(self, name: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """The handle that ``_INPUT`` now holds, or fail; only ``readfrom()`` closes the one before (6.5)."""
        return self._redirect("_INPUT", name, self._stdin, "r")

    @library.function(
        "writeto([name])",
        "Writes to a new file, or to a command (|command), or to standard output again.",
        results=_HANDLE_OR_FAIL,
        example="""
            writeto("notes.txt") write("hello") writeto()
            readfrom("notes.txt") text = read("*a") readfrom()
            text  --> "hello"
            remove("notes.txt")
        """,
    )
    def writeto(self, name: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """The handle that ``_OUTPUT`` now holds, or fail; only ``writeto()`` closes the one before (6.5)."""
        return self._redirect("_OUTPUT", name, self._stdout, "w")

    @library.function(
        "appendto(name)",
        "Writes to the end of a file.",
        results=_HANDLE_OR_FAIL,
        example="""
            for i = 1, 2 do appendto("notes.txt") write("line ", i, ";") writeto() end
            readfrom("notes.txt") text = read("*a") readfrom()
            text  --> "line 1;line 2;"
            remove("notes.txt")
        """,
    )
    def appendto(self, name: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """The handle that ``_OUTPUT`` now holds, or fail (6.5)."""
        try:
            handle = self._open(need_string(name, 1), "a")
        except OSError as error:
            return failure(error)
        self._state.globals_set("_OUTPUT", handle)
        return handle

    def _redirect(self, variable: str, target: LuaValue, standard: FileHandle, mode: str) -> Returned:
        handle = _handle(target)
        if target is MISSING:
            attempt(self._current(variable).close)
            handle = standard
        elif handle is None:
            name = need_string(target, 1)
            try:
                handle = self._start(name[1:], mode) if name.startswith("|") else self._open(name, mode)
            except OSError as error:
                return failure(error)
        self._state.globals_set(variable, handle)
        return handle

    def _open(self, name: str, mode: str) -> FileHandle:
        return self._registered(open_file(to_file_name(name), mode, self._flush_standard_output, self._remember_loss))

    def _start(self, command: str, mode: str) -> FileHandle:
        self.flush_all()
        line = os.fsdecode(to_file_name(command))
        return self._registered(open_pipe(line, mode, self._flush_standard_output, self._remember_loss))

    def _registered(self, handle: OpenFile) -> FileHandle:
        """``handle``, remembered for flush_all and close_all as long as the program can reach it."""
        if self._opened is None:
            from weakref import WeakSet

            self._opened = WeakSet()
        self._opened.add(handle)
        return handle

    def _current(self, variable: str) -> FileHandle:
        handle = _handle(self._state.globals_get(variable))
        if handle is None:
            raise LuaError(f"global variable `{variable}' is not a file handle")
        return handle

    # ---- reading and writing

    @library.function(
        "read([file,] [format, ...])",
        "Reads a line (*l), a number (*n), a word (*w), all (*a) or n bytes, as each format says.",
        results="string or number for each format, up to the first that fails",
        errors=(_CLOSED, _DEPRECATED, _TOO_LARGE, "global variable `_INPUT' is not a file handle"),
        example="""
            readfrom("|echo 12 apples")
            read("*n", "*w")  --> 12, "apples"
            readfrom()
        """,
    )
    def read(self, file: LuaValue = MISSING, format: LuaValue = MISSING, *others: LuaValue) -> Returned:
        """A value for each format up to the first that fails, so none at the end of the file (6.5.1)."""
        try:
            # The common case: one format, and what it asks for is cut already. All others, errors among them, take the
            # long way.
            if format is MISSING and file.__class__ is not OpenFile:
                pieces = self._namespace["_INPUT"].reader.ahead.get(file, ())  # type: ignore[attr-defined]  # as below
            elif file.__class__ is OpenFile and not others:
                pieces = file.reader.ahead.get(format, ())  # type: ignore[union-attr]  # else AttributeError
            else:
                pieces = ()
            for piece in pieces:
                return piece
        except (AttributeError, KeyError):
            pass
        return self._read(tuple([value for value in (file, format, *others) if value is not MISSING]))

    def _read(self, arguments: tuple[LuaValue, ...]) -> Returned:
        handle = _handle(arguments[0]) if arguments else None
        formats = arguments if handle is None else arguments[1:]
        handle = handle or _handle(self._namespace.get("_INPUT")) or self._current("_INPUT")
        try:
            reader = handle.reader or handle.start_reading()
        except (OSError, ValueError):
            return ()
        results: list[LuaValue] = []
        for position, format in enumerate(formats or ("*l",), 1 + len(arguments) - len(formats)):
            result = _read_format(reader, format, position)
            if result is None:
                break
            results.append(result)
        return results[0] if len(results) == 1 else tuple(results)

    @library.function(
        "write([file,] value, ...)",
        "Writes strings and numbers as they are.",
        results="userdata | number of the error",
        errors=(_CLOSED, "global variable `_OUTPUT' is not a file handle"),
        example=r'write("pi is ", PI, "\n")  --> pi is 3.14159...',
    )
    def write(self, file: LuaValue = MISSING, *texts: LuaValue) -> Returned:
        """Ok; on failure errno alone, without nil and text before it (6.5)."""
        handle: LuaValue
        if file.__class__ is OpenFile:
            handle = file
        else:
            handle = self._namespace.get("_OUTPUT")
            texts = () if file is MISSING else (file, *texts)
        try:
            # The common case: what is ready to be written on. All others, errors among them, take the long way; when
            # one of their exceptions comes, nothing has been written.
            if len(texts) == 1 and texts[0].__class__ is str:
                text: str = texts[0]
            else:
                text = "".join([text if text.__class__ is str else TEXT_OF[text] for text in texts])  # type: ignore[index]  # else KeyError
            if handle is self._stdout:
                self._state.stdout.write(text.encode("latin-1"))
            else:
                handle.write(text)  # type: ignore[attr-defined]  # else AttributeError
        except (AttributeError, TypeError):
            return self._write((file, *texts) if file.__class__ is OpenFile else texts)
        except (OSError, ValueError) as error:
            return self._refused(handle, error)
        return Success()

    def _write(self, values: tuple[LuaValue, ...]) -> Returned:
        """The long way: what stands before a wrong argument is written."""
        handle = _handle(values[0]) if values else None
        first_position = 1 if handle is None else 2
        handle = handle or _handle(self._namespace.get("_OUTPUT")) or self._current("_OUTPUT")
        texts: list[str] = []
        try:
            for position, value in enumerate(values[first_position - 1 :], first_position):
                texts.append(need_string(value, position))
        finally:
            refused = self._put(handle, "".join(texts))
        return refused

    def _put(self, handle: FileHandle, text: str) -> Returned:
        try:
            (handle.write or handle.start_writing())(text)
        except (OSError, ValueError) as error:
            return self._refused(handle, error)
        return Success()

    def _refused(self, handle: LuaValue, error: OSError | ValueError) -> Returned:
        self._end_if_broken(handle, error)
        return float(errno_of(error))

    # ---- position and buffer

    @library.function(
        "seek(file [, whence [, offset]])",
        "Moves to offset bytes from the beginning (set), from here (cur) or from the end (end).",
        results="number | nil, error, number",
        errors=(_CLOSED,),
        example="""
            file = openfile("notes.txt", "w+")
            write(file, "hello")
            seek(file, "end")  --> 5
            seek(file, "set", 1)  --> 1
            read(file, 2)  --> "el"
            closefile(file) remove("notes.txt")
        """,
    )
    def seek(
        self, file: LuaValue = MISSING, whence: LuaValue = MISSING, offset: LuaValue = MISSING, *_: LuaValue
    ) -> Returned:
        """The new position in bytes from the beginning, or fail (6.5)."""
        handle = _need_handle(file, 1)
        origin = optional_string(whence, 2, "cur")
        distance = optional_long(offset, 3, 0)
        check(origin in _WHENCE, 2, "invalid mode")
        try:
            return float(handle.seek(distance, _WHENCE[origin]))
        except (OSError, ValueError) as error:
            return failure(error)

    @library.function(
        "flush([file])",
        "Hands what was written to the system, for one file or all.",
        results=OK_OR_FAIL,
        example='write("working ") flush()  --> working',
    )
    def flush(self, file: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """Ok or fail (6.5)."""
        if file is MISSING:
            error = self.flush_all()
            return Success() if error is None else failure(error)
        return attempt(_need_handle(file, 1).flush)


def _handle(value: LuaValue) -> FileHandle | None:
    """The handle that ``value`` is, if it is one; it must not be closed."""
    if isinstance(value, FileHandle):
        if value.tag == CLOSED_TAG:
            raise LuaError(_CLOSED)
        return value
    return None


def _need_handle(value: LuaValue, position: int) -> FileHandle:
    handle = _handle(value)
    if handle is None:
        bad_argument(position, "invalid file handle")
    return handle


def _read_format(reader: Reader, format: LuaValue, position: int) -> LuaValue:
    """What ``format``, the argument at ``position``, finds; None when it fails."""
    if format.__class__ is float:
        return _read_count(reader, format)
    text = need_string(format, position)
    if not text.startswith("*"):
        count = string_to_number(text)
        if count is None:
            raise LuaError(_DEPRECATED)
        return _read_count(reader, count)
    take = _FORMATS.get(text[1:2])
    if take is None:
        bad_argument(position, "invalid format")
    return take(reader)


def _read_count(reader: Reader, count: float) -> str | None:
    """Up to ``count`` bytes, truncated; C would have to make room for so many, and for a negative count it cannot."""
    if not -1.0 < count < 2.0**63:
        raise LuaError(_TOO_LARGE)
    return reader.up_to(int(count)) or (None if count >= 1.0 else "")
