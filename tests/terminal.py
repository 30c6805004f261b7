"""A terminal for tests: a program on a pseudo-terminal, and the screen that a person would see."""

import os
import re
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Final, Self

import pexpect
import pyte

COLUMNS: Final = 100
LINES: Final = 40
PATIENCE: Final = 30  # seconds until a test that waits for something gives up


class Terminal:
    """Runs ``command``; keys go in, ``screen`` follows what comes out."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str] = {}) -> None:  # not changed
        self.raw = b""
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._program: pexpect.spawn[bytes] = pexpect.spawn(
            command[0],
            list(command[1:]),
            dimensions=(LINES, COLUMNS),
            env={**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", **environment},
            timeout=PATIENCE,
        )
        self._program.delaybeforesend = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._program.close(force=True)

    @property
    def screen(self) -> str:
        """The lines of the screen, without blanks at their ends."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip("\n")

    def press(self, keys: str) -> None:
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
            try:
                self._take(self._program.read_nonblocking(size=65536, timeout=patience))
            except (pexpect.TIMEOUT, pexpect.EOF) as error:
                raise AssertionError(
                    f"{type(error).__name__} while waiting for {pattern!r} on\n{self.screen}"
                ) from None

    def wait_for_end(self) -> int:
        """Wait until the program ends; its exit status, or minus the signal that ended it."""
        while True:
            try:
                self._take(self._program.read_nonblocking(size=65536, timeout=PATIENCE))
            except pexpect.EOF:
                break
        self._program.close()
        status, signal = self._program.exitstatus, self._program.signalstatus
        return -signal if signal is not None else int(status or 0)

    def _take(self, data: bytes) -> None:
        self.raw += data
        self._stream.feed(data)
