"""Time limits: what a socket is told (LuaSocket 1.2, timeout; specification 4.1, 4.2) and what is left (4.3)."""

from __future__ import annotations

from luasocket_core.errors import SocketUsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

__all__ = ["Deadline", "Limits"]

_LONGEST: Final = 1e9
"""Seconds, thirty years: longer limits are cut to it, so that no clock overflows."""


class Deadline:
    """How long a call may still wait.

    ``per_wait`` limits each single wait, ``whole_call`` the call since it began; both in seconds, None for no limit.
    The time is that of ``clock``, and the call begins now.
    """

    __slots__ = ("_clock", "_ends", "_per_wait")

    def __init__(self, per_wait: float | None, whole_call: float | None, clock: Callable[[], float]) -> None:
        self._per_wait = per_wait
        self._clock = clock
        self._ends = None if whole_call is None else clock() + whole_call

    def next_wait(self) -> float | None:
        """Seconds that the coming wait may last, never negative; None waits for ever."""
        if self._ends is None:
            return self._per_wait
        left = max(self._ends - self._clock(), 0.0)
        return left if self._per_wait is None else min(self._per_wait, left)


class Limits:
    """The two limits of a socket, in seconds, None for none: of a single wait, and of a whole call."""

    __slots__ = ("per_wait", "whole_call")

    def __init__(self) -> None:
        self.per_wait: float | None = None
        self.whole_call: float | None = None

    def set(self, seconds: float | None, mode: str) -> None:
        """Change the limit that ``mode`` names by its first letter, ``b`` or ``r``, and only that.

        ``seconds`` is cut to milliseconds toward zero; None, NaN and what is then negative mean no limit.
        Raises SocketUsageError for another mode.
        """
        if mode[:1] == "b":
            self.per_wait = _limit(seconds)
        elif mode[:1] == "r":
            self.whole_call = _limit(seconds)
        else:
            raise SocketUsageError("invalid timeout mode")

    def begin(self, clock: Callable[[], float]) -> Deadline:
        """The deadline of a call that begins now."""
        if self.per_wait is None and self.whole_call is None:
            return _UNLIMITED
        return Deadline(self.per_wait, self.whole_call, clock)


def _limit(seconds: float | None) -> float | None:
    if seconds is None or seconds != seconds:
        return None
    milliseconds = int(max(min(seconds, _LONGEST), -1.0) * 1000)
    return None if milliseconds < 0 else milliseconds / 1000


_UNLIMITED: Final = Deadline(None, None, float)
