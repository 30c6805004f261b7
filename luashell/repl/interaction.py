"""The conversation: an entry is read, run and answered, until the input ends."""

from __future__ import annotations

import os
import shutil
import sys

from luashell.repl.colours import Colours
from luashell.repl.folders import config_folder, is_there
from luashell.repl.history import History, history_file
from luashell.repl.plain import PlainReader
from luashell.repl.progress import Progress
from luashell.repl.reporting.interrupts import interrupted
from luashell.repl.screen import Screen
from luashell.repl.session import Session
from luashell.repl.settings import read_settings
from luashell.repl.shell import Shell
from luashell.repl.sigint import Interrupts
from luashell.repl.styled import ERROR, HINT, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Final, Protocol

    from luashell.lab import Lab
    from luashell.repl.settings import Settings
    from luashell.repl.styled import Styled
    from luashell.runtime.state import LuaState

    class Reader(Protocol):
        """Where entries come from."""

        def read(self) -> str | None:
            """The next entry as typed; empty when it was given up (Ctrl-C), None when the input has ended."""


__all__ = ["interact"]

SECRET: Final[Styled] = [
    (HINT, "This entry looks as if it held a password: it is not kept in the history.\n"),
]


def interact(
    state: LuaState,
    greeting: str = "",
    *,
    flags: Mapping[str, str] = {},  # not changed
    has_init: bool = True,
    luasocket: str = "1.2",
    lab: Lab | None = None,
) -> None:
    """Hold the conversation on the state's streams; ``greeting`` opens it.

    ``flags`` are settings of the command line; without ``has_init``, the start-up file is left out. An interrupt stops
    what is running and leads back to the prompt. SystemExit passes through (``exit``).
    """
    config = _config_file()
    settings, complaints = read_settings(flags, os.environ, config)
    conversation = _Conversation(state, settings, luasocket)
    session = conversation.session
    session.config_file = config
    session.lab = lab
    if lab is not None:
        lab.log = session.log_of_lab
    notice = [*plain(greeting), *((ERROR, f"{complaint}\n") for complaint in complaints)]
    try:
        conversation.hold(notice, config.with_name("init.lua") if has_init and config is not None else None)
    finally:
        session.close()


class _Conversation:
    """A session with its screen and its reader."""

    def __init__(self, state: LuaState, settings: Settings, luasocket: str) -> None:
        is_asked = sys.stdin.isatty()
        is_seen = sys.stdout.isatty()
        is_dumb = is_seen and os.name == "posix" and os.environ.get("TERM", "") in ("", "dumb")
        self._can_edit = is_asked and is_seen and not is_dumb
        self._editor: Reader | None = None
        colours = Colours(settings, os.environ, is_terminal=is_seen, is_dumb=is_dumb)
        self._screen = Screen(state, colours, columns=self._columns_of_status, errors_are_seen=sys.stderr.isatty())
        history = History(history_file() if is_asked else None, settings.history_size)
        self.session = Session(state, self._screen.announce, settings, history, luasocket)
        self.session.is_watched = is_asked
        self._shell = Shell(self.session)
        self._has_told_of_secrets = False
        self._progress = Progress(self._screen.show_status, self._screen.clear_status)
        if self._can_edit:
            self.session.socket_events.listeners.append(self._progress)

    def hold(self, opening: Styled, init: Path | None) -> None:
        """Show ``opening``, run the start-up file ``init``, then read and answer entries until there are no more."""
        notice = opening
        entries = [f":load {init}"] if init is not None and is_there(init) else []
        with Interrupts() as interrupts:
            while True:
                self._screen.show(notice)
                notice = []
                try:
                    interrupts.are_wanted = True
                    entry = entries.pop() if entries else self._read(self._reader())
                    if entry is not None:
                        self._run(entry)
                    interrupts.are_wanted = False
                except KeyboardInterrupt as interrupt:
                    interrupts.are_wanted = False
                    self.session.pending.clear()
                    self._screen.wrote(b"^C")  # the terminal shows what was pressed
                    notice = interrupted(self.session, interrupt)
                else:
                    if entry is None:
                        return

    def _read(self, reader: Reader) -> str | None:
        self._screen.start_line()
        try:
            entry = reader.read()
        finally:
            self._screen.line_was_entered()
            self._screen.release()
        if entry is not None:
            self._remember(entry)
        return entry

    def _run(self, entry: str) -> None:
        """Answer an entry, and show on the way how far a long transfer is."""
        self.session.width = _columns()
        self._progress.begin()
        try:
            self._screen.show(self._shell.answer(entry))
        finally:
            self._progress.end()

    def _remember(self, entry: str) -> None:
        is_secret = self.session.history.add(entry, is_kept=self.session.settings.history)
        if is_secret and not self._has_told_of_secrets:
            self._has_told_of_secrets = True
            self._screen.show(SECRET)

    def _columns_of_status(self) -> int:
        """The width of a terminal that can show how far a transfer is, if that is wanted; else 0."""
        settings = self.session.settings
        return _columns() if self._can_edit and settings.progress and not settings.plain else 0

    def _reader(self) -> Reader:
        """The reader for this terminal: the plain one when it cannot do more, or is none, or when that is wanted."""
        if not self._can_edit or self.session.settings.plain:
            return PlainReader(self._shell, self._screen)
        if self._editor is None:
            try:
                from luashell.repl.terminal import TerminalReader
            except ImportError:  # without prompt_toolkit
                self._can_edit = False
                return self._reader()
            self._editor = TerminalReader(self._shell, self._screen)
        return self._editor


def _columns() -> int:
    return shutil.get_terminal_size().columns


def _config_file() -> Path | None:
    try:
        return config_folder() / "config"
    except RuntimeError:  # nobody's home
        return None
