"""Running the chunks that a command line names, and saying why one did not run."""

from __future__ import annotations

from luashell.errors import LuaError
from luashell.process import complain, reason
from luashell.runtime.calling import HANDLER_ERROR, MEMORY_ERROR, NOT_ENOUGH_MEMORY
from luashell.runtime.text import from_bytes, to_file_name
from luashell.stdlib.loading import STDIN_NAME, run_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.runtime.state import LuaState
    from luashell.runtime.tables import LuaTable

__all__ = ["Runner", "argument_table"]


def argument_table(state: LuaState, words: list[str]) -> LuaTable:
    """A new table with ``words`` from index 0 on, and the highest index as ``n`` (7.1)."""
    table = state.new_table()
    table.store_list(words, 0.0)
    table.raw_set("n", len(words) - 1.0)
    return table


class Runner:
    """Runs chunks in ``state`` for a command, whose messages begin with ``name``. Each method says: did it succeed?

    Lua reports its errors itself (5.1); what it has no words for is said here (7.3).
    """

    def __init__(self, state: LuaState, name: str) -> None:
        self._state = state
        self._name = name

    def set_arguments(self, words: list[str]) -> None:
        """Make the name of a script and its arguments the global ``arg``."""
        self._state.globals_set("arg", argument_table(self._state, words))

    def text(self, text: str, chunk_name: str) -> bool:
        """Run ``text``."""
        try:
            status, _ = run_text(self._state, text, chunk_name)
        except LuaError as error:  # an interrupt, while the text was being compiled
            status = self._state.calling.report(error)
        if status == MEMORY_ERROR:
            complain(f"{self._name}: {NOT_ENOUGH_MEMORY}\n")
        elif status == HANDLER_ERROR:
            complain(f"{self._name}: error in error message\n")
        return status is None

    def file(self, name: str) -> bool:
        """Run the file ``name``."""
        try:
            with open(to_file_name(name), "rb") as file:  # noqa: PTH123  # pathlib is not for scripts to wait for
                text = from_bytes(file.read())
        except OSError as error:
            complain(f"{self._name}: cannot execute file {name}: {reason(error)}\n")
            return False
        return self.text(text, "@" + name)

    def standard_input(self) -> bool:
        """Run what is on standard input."""
        return self.text(from_bytes(self._state.stdin.read()), STDIN_NAME)
