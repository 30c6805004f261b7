"""LuaState: everything that one running program has, put together; no logic of its own."""

from __future__ import annotations

import sys

from luashell.runtime.access import Access
from luashell.runtime.calling import Calling
from luashell.runtime.globals import Globals
from luashell.runtime.helpers import helpers_for
from luashell.runtime.hooks import Hooks
from luashell.runtime.loops import Traversals
from luashell.runtime.operators import Operators
from luashell.runtime.tags import Tags

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from luashell.runtime.aliases import LuaFunction, LuaValue
    from luashell.runtime.tables import LuaTable
    from luashell.runtime.userdata import Userdata

__all__ = ["LuaState"]


class LuaState:
    """One Lua program's world: globals, tags, streams, and the compiler that ``interpreter.py`` hands in.

    ``load(text, chunk_name)`` compiles a chunk and gives its main function; it raises LuaSyntaxError. The streams are
    binary; an embedder may pass others.
    """

    def __init__(
        self,
        load: Callable[[LuaState, str, str], LuaFunction],
        *,
        stdin: BinaryIO | None = None,
        stdout: BinaryIO | None = None,
        stderr: BinaryIO | None = None,
    ) -> None:
        self._load = load
        self.stdin: BinaryIO = stdin or sys.stdin.buffer
        self.stdout: BinaryIO = stdout or sys.stdout.buffer
        self.stderr: BinaryIO = stderr or sys.stderr.buffer
        self.reports: BinaryIO | None = None
        """Where ``_ALERT`` writes, and so Lua its reports of errors, if not on standard error."""
        self.tags = Tags()
        self.globals = Globals(self.tags)
        self.tags.changed = self.globals.handlers_changed
        self.operators = Operators(self.tags)
        self.access = Access(self.tags)
        self.calling = Calling(self.tags, self.globals)
        self.traversals = Traversals()
        self.hooks = Hooks(self.globals, self.calling)
        self.globals.namespace.update(
            helpers_for(self.globals, self.operators, self.access, self.calling, self.traversals, self.hooks)
        )
        self.supplied_files: frozenset[str] = frozenset()
        """Names of files whose functions are there without them: ``dofile`` does not mind if they are missing."""
        self.before_sockets: Callable[[], None] | None = None
        """Called once, when the program first uses a function of LuaSocket."""
        self.socket_made: Callable[[Userdata], None] | None = None
        """Called with the handle of each socket that the program makes."""
        self.finishers: list[Callable[[], None]] = []
        """What must happen when the program ends: files are flushed and closed, sockets are closed."""

    def load(self, text: str, chunk_name: str) -> LuaFunction:
        """Compile a chunk; raises LuaSyntaxError."""
        return self._load(self, text, chunk_name)

    def close(self) -> None:
        """End the program: run the finishers, last added first."""
        while self.finishers:
            self.finishers.pop()()

    def new_table(self) -> LuaTable:
        """An empty table with the default tag."""
        return self.tags.table_class()

    def globals_get(self, name: str) -> LuaValue:
        """A global, without tag methods."""
        return self.globals.raw_get(name)

    def globals_set(self, name: str, value: LuaValue) -> None:
        """Assign a global, without tag methods."""
        self.globals.raw_set(name, value)
