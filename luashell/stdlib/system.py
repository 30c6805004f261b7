"""The system (6.6): commands, names of files, environment, time and locale. ``debug`` is in debugging.py."""

from __future__ import annotations

import os
import time
from stat import S_ISDIR

from luashell.binding.arguments import bad_argument, need_string, optional_integer, optional_string
from luashell.binding.library import Library
from luashell.errors import LuaError
from luashell.runtime.text import from_bytes, from_file_name, to_file_name
from luashell.runtime.values import MISSING
from luashell.stdlib.outcomes import OK_OR_FAIL, attempt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.runtime.aliases import LuaValue, Returned
    from luashell.stdlib.files import Files

__all__ = ["System", "library"]

library = Library("System")

_BAD_FORMAT: Final = "invalid `date' format"
_LONGEST_DATE: Final = 255  # bytes
_NO_UNIQUE_NAME: Final = "unable to generate a unique filename"
_TRIES: Final = 100
_CATEGORIES: Final = {
    "all": "LC_ALL",
    "collate": "LC_COLLATE",
    "ctype": "LC_CTYPE",
    "monetary": "LC_MONETARY",
    "numeric": "LC_NUMERIC",
    "time": "LC_TIME",
}


# ---- processes


class System:
    """What needs the files of a state: what the program wrote comes before what its command writes."""

    __slots__ = ("_files",)

    def __init__(self, files: Files) -> None:
        self._files = files

    @library.function(
        "execute(command)",
        "Runs a shell command and waits for its end.",
        results="number",
        example='execute("exit 1")  --> 256',
    )
    def execute(self, command: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """The status of C's ``system``: on Unix 256 times the exit code, plus the signal that ended it (6.6)."""
        line = to_file_name(need_string(command, 1))
        self._files.flush_all()
        return float(_run(line))


def _run(command: bytes) -> int:
    """C's ``system``: -1 when no shell can be started.

    An interrupt from the terminal reaches the command as well, and what comes of it is the command's decision: as in
    shells, it counts here only if it ended the command.
    """
    if not hasattr(os, "posix_spawn"):
        return os.system(os.fsdecode(command))  # noqa: S605  # running a command is what the function is for
    import signal

    interrupts: list[int] = []
    try:
        before = signal.signal(signal.SIGINT, lambda number, _frame: interrupts.append(number))
    except ValueError:  # not the main thread, which is the one that is interrupted
        before = None
    try:
        # Python ignores two signals; a command would inherit that.
        defaults = (signal.SIGPIPE, signal.SIGXFSZ)
        process = os.posix_spawn("/bin/sh", (b"sh", b"-c", command), os.environ, setsigdef=defaults)
        _, status = os.waitpid(process, 0)
    except OSError:
        return -1
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)
    if interrupts and os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGINT:
        signal.raise_signal(signal.SIGINT)
    return status


@library.function("exit([code])", "Ends the program; 0 is success.", results="does not return", example="exit(1)")
def exit(code: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """Raise SystemExit, which no protected call of Lua catches; the code is truncated (6.6)."""
    raise SystemExit(optional_integer(code, 1, 0))


@library.function(
    "getenv(name)",
    "A variable of the environment.",
    results="string | nil",
    example='getenv("NO_SUCH_VARIABLE")  --> nil',
)
def getenv(name: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """Its value, or nil (6.6)."""
    value = os.environ.get(os.fsdecode(to_file_name(need_string(name, 1))))
    return None if value is None else from_file_name(value)


# ---- names of files


@library.function(
    "remove(name)",
    "Deletes a file or an empty directory.",
    results=OK_OR_FAIL,
    example='remove("no-such-file")  --> nil, "No such file or directory", 2',
)
def remove(name: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """Ok or fail (6.6)."""
    return attempt(_remove, to_file_name(need_string(name, 1)))


def _remove(path: bytes) -> None:
    remove_entry = os.rmdir if S_ISDIR(os.lstat(path).st_mode) else os.unlink
    remove_entry(path)


@library.function(
    "rename(old, new)",
    "Gives a file another name.",
    results=OK_OR_FAIL,
    example="""
        writeto("old.txt") writeto()
        rename("old.txt", "new.txt")
        remove("new.txt")
    """,
)
def rename(old: LuaValue = MISSING, new: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """Ok or fail (6.6)."""
    return attempt(os.rename, to_file_name(need_string(old, 1)), to_file_name(need_string(new, 2)))


@library.function(
    "tmpname()",
    "A name for a temporary file; there is no such file yet.",
    results="string",
    errors=(_NO_UNIQUE_NAME,),
    example="""
        name = tmpname()
        openfile(name, "r")  --> nil, "No such file or directory", 2
    """,
)
def tmpname(*_: LuaValue) -> Returned:
    """The name, with its directory: as C's ``tmpnam``, which creates nothing (6.6)."""
    directory = "/tmp" if os.name == "posix" else os.environ.get("TEMP", ".")  # noqa: S108  # P_tmpdir
    for _try in range(_TRIES):
        name = f"{directory}/lua{os.urandom(6).hex()}"
        if not os.path.lexists(name):
            return from_file_name(name)
    raise LuaError(_NO_UNIQUE_NAME)


# ---- time and locale


@library.function(
    "clock()",
    "Seconds of processor time that the program has used.",
    results="number",
    example="""
        began = clock()
        for i = 1, 1000 do end
        clock() >= began  --> 1
    """,
)
def clock(*_: LuaValue) -> Returned:
    """Seconds, with a fraction (6.6)."""
    return time.process_time()


@library.function(
    "date([format])",
    "Local date and time, as C's strftime writes it.",
    results="string",
    errors=(_BAD_FORMAT,),
    example='date("%Y-%m-%d")  --> "...-...-..."',
)
def date(format: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One string of 1 to 255 bytes; the default format is ``%c`` (6.6)."""
    wanted = to_file_name(optional_string(format, 1, "%c"))
    try:
        # Bytes above 127 pass as they are, while names of months and days are in the encoding of the locale.
        text = time.strftime(wanted.decode("ascii", "surrogateescape"))
    except ValueError:  # Windows refuses what it does not know
        raise LuaError(_BAD_FORMAT) from None
    written = _in_locale(text)
    if not 0 < len(written) <= _LONGEST_DATE:
        raise LuaError(_BAD_FORMAT)
    return from_bytes(written)


def _in_locale(text: str) -> bytes:
    try:
        return text.encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        import locale

        return text.encode(locale.getencoding(), "surrogateescape")


@library.function(
    "setlocale(name [, category])",
    "Changes the locale, in all or one of: collate, ctype, monetary, numeric, time.",
    results="string | nil",
    example='setlocale("C")  --> "C"',
)
def setlocale(name: LuaValue = MISSING, category: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """The name of the new locale, or nil if there is no such locale; "" is that of the environment (6.6)."""
    constant = _CATEGORIES.get(optional_string(category, 2, "all"))
    if constant is None:
        bad_argument(2, "invalid option")
    wanted = os.fsdecode(to_file_name(need_string(name, 1)))
    import locale

    try:
        return from_file_name(locale.setlocale(getattr(locale, constant), wanted))
    except (locale.Error, ValueError):
        return None
