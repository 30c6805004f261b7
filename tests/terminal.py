"""A terminal for tests: a program on a pseudo-terminal, and the screen that a person would see."""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

import pexpect
import pyte
from pyte.screens import Char

COLUMNS: Final = 100
LINES: Final = 40
OF_ANOTHER_SCREEN: Final = ("COLUMNS", "LINES")  # pytest-xdist sets them for its workers
PATIENCE: Final = 30  # seconds until a test that waits for something gives up


class Screen(pyte.Screen):
    """What a person sees on ``lines`` lines of ``columns`` columns: the text, where it stands, how it looks.

    ``answer``, if set, is called with what a terminal says when it is asked for its state.
    """

    answer: Callable[[str], object] | None = None

    def write_process_input(self, data: str) -> None:
        """What the emulator has to say to the program."""
        if self.answer is not None:
            self.answer(data)

    @property
    def text(self) -> str:
        """The lines, without blanks at their ends."""
        return "\n".join(line.rstrip() for line in self.display).rstrip("\n")

    def find(self, text: str) -> tuple[int, int]:
        """Line and column, from 0, where ``text`` stands, in the lowest line that has it; fails without one."""
        for line in reversed(range(self.lines)):
            column = self.display[line].find(text)
            if column >= 0:
                return line, column
        raise AssertionError(f"no {text!r} on\n{self.text}")

    def look_of(self, text: str) -> Char:
        """How the first character of ``text`` looks (``fg``, ``bg``, ``bold``, ``italics``, ``underscore`` ...)."""
        line, column = self.find(text)
        return self.buffer[line][column]


class Terminal:
    """Runs ``command`` on a screen of ``lines`` and ``columns``; keys go in, ``screen`` follows what comes out.

    ``raw`` holds all bytes that came out. As real terminals do, it says where its cursor is when it is asked, unless
    ``answers`` is false.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str] = {},  # not changed
        *,
        columns: int = COLUMNS,
        lines: int = LINES,
        answers: bool = True,
    ) -> None:
        self.raw = b""
        self.emulated = Screen(columns, lines)
        self._stream = pyte.ByteStream(self.emulated)
        inherited = {name: value for name, value in os.environ.items() if name not in OF_ANOTHER_SCREEN}
        self._program: pexpect.spawn[bytes] = pexpect.spawn(
            command[0],
            list(command[1:]),
            dimensions=(lines, columns),
            env={**inherited, "TERM": "xterm", **environment},
            timeout=PATIENCE,
        )
        self._program.delaybeforesend = None
        if answers:
            self.emulated.answer = self._answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            self._program.close(force=True)
        except pexpect.ExceptionPexpect:  # it was killed, and is not gone yet: the machine is busy
            self._program.wait()

    @property
    def screen(self) -> str:
        """The lines of the screen, without blanks at their ends."""
        return self.emulated.text

    @property
    def pid(self) -> int:
        """The number of the process."""
        assert self._program.pid is not None
        return self._program.pid

    def resize(self, *, columns: int, lines: int = LINES) -> None:
        """Give the terminal another size, and tell the program."""
        self.emulated.resize(lines, columns)
        self._program.setwinsize(lines, columns)

    def press(self, keys: str | bytes) -> None:
        """Send keys, as the bytes that a terminal makes of them."""
        self._program.send(keys)

    def interrupt(self, pattern: str) -> re.Match[str]:
        """Press Ctrl-C until the screen matches ``pattern``, as a person would.

        A signal that comes just before a program begins to read is noticed by Python only when the next one comes.
        """
        for _ in range(PATIENCE // 2):
            self.press("\x03")
            try:
                return self.wait_for(pattern, patience=2)
            except AssertionError:
                continue
        return self.wait_for(pattern)

    def wait_for(self, pattern: str, patience: float = PATIENCE) -> re.Match[str]:
        """Wait until the whole screen matches, at its end, ``pattern``; fails with the screen when it never does."""
        while True:
            match = re.search(pattern + r"\Z", self.screen)
            if match is not None:
                return match
            self._take_more(f"waiting for {pattern!r}", patience)

    def wait_for_bytes(self, data: bytes, patience: float = PATIENCE) -> None:
        """Wait until ``data`` has come out."""
        while data not in self.raw:
            self._take_more(f"waiting for {data!r}", patience)

    def take_what_is_there(self) -> None:
        """Follow what has come out by now, without waiting."""
        with suppress(pexpect.TIMEOUT):
            self._take(self._program.read_nonblocking(size=65536, timeout=0))

    def wait_for_end(self) -> int:
        """Wait until the program ends; its exit status, or minus the signal that ended it."""
        while True:
            try:
                self._take(self._program.read_nonblocking(size=65536, timeout=PATIENCE))
            except pexpect.EOF:
                break
        self._program.wait()  # who closes the terminal of a program that is about to end would hang it up
        self._program.close()
        status, signal = self._program.exitstatus, self._program.signalstatus
        return -signal if signal is not None else int(status or 0)

    def _answer(self, data: str) -> None:
        with suppress(OSError):  # the program has ended
            self._program.send(data)

    def _take_more(self, purpose: str, patience: float) -> None:
        try:
            self._take(self._program.read_nonblocking(size=65536, timeout=patience))
        except (pexpect.TIMEOUT, pexpect.EOF) as error:
            raise AssertionError(f"{type(error).__name__} while {purpose} on\n{self.screen}") from None

    def _take(self, data: bytes) -> None:
        self.raw += data
        self._stream.feed(data)
