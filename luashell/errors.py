"""The one family of errors: what a Lua program or its text can do wrong.

Messages are Lua strings: ``str`` holding one byte per character (see ``runtime/text.py``).
"""

from __future__ import annotations

__all__ = ["LuaError", "LuaSyntaxError", "chunk_id"]


def chunk_id(chunk_name: str, limit: int) -> str:
    """How messages show the name of a chunk (5.7).

    ``@path`` is a file, ``=text`` stands for itself, anything else is the source text. ``limit`` is the length from
    which a path is cut, in bytes: 67 in syntax errors, 47 elsewhere; the fixed words around the other two kinds are
    shorter or longer by what the original's buffer makes them.
    """
    name = chunk_name.partition("\0")[0]
    if name.startswith("="):
        return name[1 : limit + 13]
    if name.startswith("@"):
        path = name[1:]
        return f"file `{path}'" if len(path) <= limit else f"file `...{path[-limit:]}'"
    shown = name.partition("\n")[0][: limit - 4]
    return f'string "{shown}"' if shown == name else f'string "{shown}..."'


class LuaError(Exception):
    """A Lua error on its way to the nearest protected call.

    ``message`` is the text that ``_ERRORMESSAGE`` receives, or None for ``error()``, which says nothing (5.2).
    ``chunk`` and ``line`` tell where it happened and ``traceback`` holds the original's ``stack traceback:`` text;
    they are filled in when a protected call or the embedding interface catches the error. ``kind`` is what ``dostring``
    gives as its second result (5.3).
    """

    kind = "run-time error"

    def __init__(self, message: str | None) -> None:
        super().__init__(message)
        self.message = message
        self.chunk: str | None = None
        self.line: int | None = None
        self.traceback: str = ""
        self.is_overflow = False  # the stack was exhausted: the function being entered has no frame
        self.reported = False  # _ERRORMESSAGE has been told: an outer protected call stays silent (5.3)

    def __str__(self) -> str:
        return "" if self.message is None else self.message


class LuaSyntaxError(LuaError):
    """A chunk that does not compile (5.5); its message already holds both lines of the original's text.

    ``problem`` is the first line without its semicolon, ``token`` the last token read, ``line`` and ``column`` (bytes,
    from 0) where that token begins, ``line_reached`` the line the scanner had come to. ``incomplete`` is true when
    more text could mend the chunk: a prompt should ask for another line.
    """

    kind = "syntax error"

    def __init__(
        self,
        message: str,
        *,
        problem: str,
        chunk: str,
        line: int,
        column: int,
        line_reached: int,
        token: str,
        incomplete: bool,
    ) -> None:
        super().__init__(message)
        self.problem = problem
        self.chunk = chunk
        self.line: int = line
        self.column = column
        self.line_reached = line_reached
        self.token = token
        self.incomplete = incomplete
