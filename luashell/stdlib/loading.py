"""Running text: ``dostring`` and ``dofile`` (5.3, 6.2)."""

from __future__ import annotations

import os

from luashell.binding.arguments import need_string, optional_string
from luashell.binding.library import Library
from luashell.errors import LuaSyntaxError
from luashell.runtime.calling import FILE_ERROR
from luashell.runtime.text import from_bytes, to_file_name
from luashell.runtime.userdata import Userdata
from luashell.runtime.values import MISSING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.runtime.aliases import LuaValue, Returned
    from luashell.runtime.state import LuaState

__all__ = ["Loading", "library", "run_file", "run_text"]

library = Library("Chunks")

STDIN_NAME = "@(stdin)"


def run_text(state: LuaState, text: str, chunk_name: str) -> tuple[str | None, Returned]:
    """Compile and call a chunk, protected: None and its results, or the kind of error, which has been reported."""
    try:
        main = state.load(text, chunk_name)
    except LuaSyntaxError as error:
        return state.calling.report(error), ()
    return state.calling.protected(main, ())


def run_file(state: LuaState, name: str | None) -> tuple[str | None, Returned]:
    """Run the file ``name``, or standard input."""
    if name is None:
        return run_text(state, from_bytes(state.stdin.read()), STDIN_NAME)
    try:
        with open(to_file_name(name), "rb") as file:  # noqa: PTH123  # a name in bytes: pathlib takes only text
            text = from_bytes(file.read())
    except (OSError, ValueError):
        return FILE_ERROR, ()
    return run_text(state, text, "@" + name)


class Loading:
    """``dostring`` and ``dofile`` for a state."""

    def __init__(self, state: LuaState) -> None:
        self._state = state

    @library.function(
        "dostring(text [, chunkname])",
        "Runs a string as a chunk.",
        results="the chunk's results, or userdata if it has none | nil, error",
        errors=("run-time error", "syntax error", "memory error", "error in error handling"),
        example='dostring("return 6 * 7")  --> 42',
    )
    def dostring(self, text: LuaValue = MISSING, chunkname: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """dostring(text [, chunkname]) (5.3)"""
        chunk = need_string(text, 1)
        return _outcome(*run_text(self._state, chunk, optional_string(chunkname, 2, chunk)))

    @library.function(
        "dofile([filename])",
        "Runs a file, or standard input, as a chunk.",
        results="the chunk's results, or userdata if it has none | nil, error",
        errors=("file error", "run-time error", "syntax error", "memory error", "error in error handling"),
        example="""
            writeto("answer.lua") write("return 6 * 7") writeto()
            dofile("answer.lua")  --> 42
            remove("answer.lua")
        """,
    )
    def dofile(self, filename: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """dofile([filename]) (5.3)"""
        name = None if filename is MISSING else need_string(filename, 1)
        if name is not None and self._is_supplied(name):
            return Userdata()
        return _outcome(*run_file(self._state, name))

    def _is_supplied(self, name: str) -> bool:
        """Is it the missing file of a library that is open already, in whichever directory it was looked for?"""
        base = name.replace("\\", "/").rpartition("/")[2]
        return base in self._state.supplied_files and not os.path.lexists(to_file_name(name))


def _outcome(status: str | None, returned: Returned) -> Returned:
    if status is not None:
        return None, status
    return Userdata() if returned == () else returned
