"""The editor of the prompt on a pipe instead of a terminal: keys in, entries and screens out, no process.

``editor.read("1 +" + ENTER + "1" + ENTER)`` gives the entry that these keys make; ``editor.wait_for("pri" + TAB,
"print")`` presses keys and waits until the screen shows something, before any Enter. The fixture is ``editor``;
``Editor(columns=40)`` makes one of another size.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final, TextIO, cast

import pyte
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from luashell.repl.colours import Colours
from luashell.repl.screen import Screen as ShellScreen
from luashell.repl.terminal import TerminalReader
from tests.repl.prompts import Prompt
from tests.terminal import Screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self

    from prompt_toolkit.application import Application
    from prompt_toolkit.buffer import Buffer

PATIENCE: Final = 20  # seconds until a test that waits for something gives up

ENTER: Final = "\r"
TAB: Final = "\t"
ESCAPE: Final = "\x1b"
BACKSPACE: Final = "\x7f"
CTRL_C: Final = "\x03"
CTRL_D: Final = "\x04"
CTRL_R: Final = "\x12"
UP: Final = "\x1b[A"
DOWN: Final = "\x1b[B"
LEFT: Final = "\x1b[D"


def paste(text: str) -> str:
    """What a terminal sends when ``text`` is pasted (bracketed paste)."""
    return f"\x1b[200~{text}\x1b[201~"


class Editor:
    """The reader for terminals, for a prompt of its own, on an emulated screen of ``lines`` and ``columns``.

    ``prompt`` is the prompt without a terminal that belongs to it (``prompt.answer(...)`` runs an entry); ``emulated``
    the screen, with ``text``, ``find`` and ``look_of``.
    """

    def __init__(self, *, columns: int = 80, lines: int = 24) -> None:
        self.prompt = Prompt()
        self.emulated = Screen(columns, lines)
        self._writing = _Writing(self.emulated)
        self._resources = ExitStack()
        self._resources.callback(self.prompt.session.state.close)
        self._input = self._resources.enter_context(create_pipe_input())
        self.emulated.answer = self._input.send_text  # it tells where the cursor is, when asked
        output = Vt100_Output(
            cast("TextIO", self._writing),
            lambda: Size(rows=self.emulated.lines, columns=self.emulated.columns),
            term="xterm-256color",
        )
        self._resources.enter_context(create_app_session(input=self._input, output=output))
        settings = self.prompt.session.settings
        colours = Colours(settings, {}, is_terminal=True, is_dumb=False)
        self.shell_screen = ShellScreen(self.prompt.session.state, colours)
        self.prompt.session.announce = self.shell_screen.announce
        self.reader = TerminalReader(self.prompt.shell, self.shell_screen)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._resources.close()

    @property
    def application(self) -> Application[str]:
        """What draws and takes keys."""
        return self.reader.editor.app

    @property
    def buffer(self) -> Buffer:
        """What is being edited; after ``wait_for`` still as it was then."""
        return self.reader.editor.default_buffer

    @property
    def screen(self) -> str:
        """The lines of the screen, without blanks at their ends."""
        return self.emulated.text

    def read(self, keys: str) -> str | None:
        """The entry that ``keys`` make; empty when they give it up (Ctrl-C), None at the end of input (Ctrl-D)."""
        self._press(keys)
        with self._complaint("the end of the entry"):
            return self.reader.read()

    def wait_for(self, keys: str, pattern: str) -> re.Match[str]:
        """Press ``keys`` and wait until something on the screen matches ``pattern``; the entry is given up then.

        Fails with the screen when it never does. The screen stays as it was at the match until the next key.
        """
        sought = re.compile(pattern)
        found: list[re.Match[str]] = []

        def look(application: Application[str]) -> None:
            match = sought.search(self.screen)
            if match is not None and not found and not application.is_done:
                found.append(match)
                self._writing.holds = True
                application.exit(exception=KeyboardInterrupt())

        self._press(keys)
        self.application.after_render += look
        try:
            with self._complaint(repr(pattern)):
                self.reader.read()
        finally:
            self.application.after_render -= look
        assert found, f"the entry ended before {pattern!r} was on\n{self.screen}"
        return found[0]

    def _press(self, keys: str) -> None:
        self._writing.go_on()
        self.application.pre_run_callables.append(self._start_clock)
        self._input.send_text(keys)

    def _start_clock(self) -> None:
        """Give up when nothing has ended the entry for too long."""

        def give_up() -> None:
            if not self.application.is_done:
                self.application.exit(exception=TimeoutError())

        asyncio.get_running_loop().call_later(PATIENCE, give_up)

    @contextmanager
    def _complaint(self, purpose: str) -> Iterator[None]:
        try:
            yield
        except TimeoutError:
            raise AssertionError(f"waited in vain for {purpose} on\n{self.screen}") from None


class _Writing:
    """The terminal as prompt_toolkit writes on it: it reaches the screen, or is held back for a while."""

    encoding = "utf-8"

    def __init__(self, screen: Screen) -> None:
        self.holds = False
        self._stream = pyte.Stream(screen)
        self._waiting: list[str] = []

    def write(self, text: str) -> int:
        self._waiting.append(text)
        return len(text)

    def isatty(self) -> bool:
        return True

    def flush(self) -> None:
        if not self.holds:
            self._stream.feed("".join(self._waiting))
            self._waiting.clear()

    def go_on(self) -> None:
        """Let everything through again."""
        self.holds = False
        self.flush()
