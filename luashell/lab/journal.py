"""What the servers tell of their doings, a line of text at a time."""

from __future__ import annotations

from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

__all__ = ["Journal", "printable"]

_SHOWN: Final = 200
"""Characters of a line, at most: clients decide about parts of it."""


class Journal:
    """Hands the lines of one server, ``NAME: TEXT``, to the log that ``current_log`` gives, from whatever thread.

    Without a log they are dropped. One that raises an exception does not stop a server: the line is lost.
    """

    __slots__ = ("_current_log", "_name")

    def __init__(self, name: str, current_log: Callable[[], Callable[[str], None] | None]) -> None:
        self._name = name
        self._current_log = current_log

    def note(self, text: str) -> None:
        """Tell ``text``, made harmless."""
        log = self._current_log()
        if log is not None:
            with suppress(Exception):
                log(f"{self._name}: {printable(text)}")


def printable(text: str) -> str:
    r"""``text`` on one line that no terminal takes for a command: ``\x1b`` for an escape, and not too long."""
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "..."
    if shown.isprintable():
        return shown
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in shown
    )
