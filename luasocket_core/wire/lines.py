"""What may not stand inside a line: with it, one command or header would become two."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["fits_in_line"]

_BREAKS: Final = frozenset("\r\n\0")


def fits_in_line(text: str) -> bool:
    """Is there no CR, LF or NUL in ``text``?"""
    return _BREAKS.isdisjoint(text)
