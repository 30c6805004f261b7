"""Ctrl-C at the prompt: it interrupts what runs, and nothing else, however often it is pressed."""

from __future__ import annotations

import signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType, TracebackType
    from typing import Self

__all__ = ["Interrupts"]


class Interrupts:
    """As a context manager, decides whether SIGINT raises KeyboardInterrupt: while ``are_wanted``, as Python does.

    At all other moments, as when one interrupt is being answered and the next comes, it does nothing. Only for the main
    thread.
    """

    def __init__(self) -> None:
        self.are_wanted = False
        self._previous = signal.getsignal(signal.SIGINT)
        self._decides = self._previous not in (None, signal.SIG_IGN)  # ignored: a job in the background

    def __enter__(self) -> Self:
        if self._decides:
            signal.signal(signal.SIGINT, self._received)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._decides:
            signal.signal(signal.SIGINT, self._previous)

    def _received(self, _number: int, _frame: FrameType | None) -> None:
        if self.are_wanted:
            raise KeyboardInterrupt
