"""Noticing a peer that delivers, but so slowly that it gets nowhere."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["Pace"]

_WINDOW: Final = 60.0
"""Seconds of waiting over which the bytes are counted."""


class Pace:
    """Judges what arrives: at least ``rate`` bytes per second over any minute spent waiting for it, 0 for any pace.

    Counting begins with the first bytes of an answer: until then the peer may think, as long as a single wait lasts.
    Time in which nobody waits (the program is busy, or talks to somebody else) does not count.
    """

    __slots__ = ("_answering", "_arrived", "_rate", "_waited")

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self.begin()

    def begin(self) -> None:
        """Something was sent: what arrives now is another answer."""
        self._answering = False
        self._arrived = 0
        self._waited = 0.0

    def left(self) -> float | None:
        """Seconds until the next judgement; None while no answer has begun."""
        return max(_WINDOW - self._waited, 0.0) if self._answering and self._rate > 0 else None

    def is_too_slow(self, count: int, seconds: float) -> bool:
        """After a wait of ``seconds``, ``count`` more bytes have arrived: is that too little by now?"""
        if self._answering:
            self._waited += seconds
            self._arrived += count
        self._answering = self._answering or count > 0
        if self._waited < _WINDOW:
            return False
        too_slow = self._arrived < self._rate * self._waited
        self._arrived = 0
        self._waited = 0.0
        return too_slow
