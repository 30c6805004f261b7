"""The conversation: an entry is read, run and answered, until the input ends."""

from __future__ import annotations

import os
import sys

from luashell.repl.history import History, history_file
from luashell.repl.plain import PlainReader
from luashell.repl.screen import Screen
from luashell.repl.session import Session
from luashell.repl.shell import Shell
from luashell.repl.styled import ERROR, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, Protocol

    from luashell.repl.styled import Styled
    from luashell.runtime.state import LuaState

    class Reader(Protocol):
        """Where entries come from."""

        def read(self) -> str | None:
            """The next entry as typed; empty when it was given up (Ctrl-C), None when the input has ended."""


__all__ = ["interact"]

INTERRUPTED: Final[Styled] = [(ERROR, "interrupted!\n")]


def interact(state: LuaState, greeting: str = "") -> None:
    """Hold the conversation on the state's streams; ``greeting`` opens it.

    An interrupt stops what is running and leads back to the prompt. SystemExit passes through (``exit``).
    """
    screen = Screen(state)
    shell = Shell(Session(state, screen.show, history=History(history_file())))
    reader = _reader(state, shell)
    notice = plain(greeting)
    while True:
        try:
            screen.show(notice)
            notice = []
            screen.start_line()
            entry = reader.read()
            screen.line_was_entered()
            if entry is None:
                return
            shell.session.history.add(entry)
            screen.show(shell.answer(entry))
        except KeyboardInterrupt:
            screen.wrote(b"^C")  # the terminal shows what was pressed
            notice = INTERRUPTED


def _reader(state: LuaState, shell: Shell) -> Reader:
    """The reader for this terminal: the plain one when it cannot do more, or is none."""
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if is_terminal and os.environ.get("TERM", "dumb") not in ("", "dumb"):
        try:
            from luashell.repl.terminal import TerminalReader
        except ImportError:  # without prompt_toolkit
            pass
        else:
            return TerminalReader(shell)
    return PlainReader(state, shell.needs_more)
