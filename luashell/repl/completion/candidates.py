"""What could come next, and which of it fits what was typed so far."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Final

__all__ = [
    "COMMAND",
    "FIELD",
    "FILE",
    "FUNCTION",
    "KEYWORD",
    "LOCAL",
    "METHOD",
    "VALUE",
    "VARIABLE",
    "Candidate",
    "by_name",
    "fitting",
]

COMMAND: Final = "command"
FIELD: Final = "field"
FILE: Final = "file"
FUNCTION: Final = "function"
KEYWORD: Final = "keyword"
LOCAL: Final = "local"
METHOD: Final = "method"
VALUE: Final = "value"
"""A string or number that an argument can be."""
VARIABLE: Final = "variable"


class Candidate:
    """What could stand between ``start``, an offset into the entry, and the cursor.

    ``text`` is what to insert there and ``name`` what it is called: shown, and compared with what was typed. ``kind``
    is one of the names above.
    """

    __slots__ = ("_meaning", "kind", "name", "start", "text")

    def __init__(
        self, name: str, start: int, kind: str, meaning: str | Callable[[], str], text: str | None = None
    ) -> None:
        self.name = name
        self.start = start
        self.kind = kind
        self.text = name if text is None else text
        self._meaning = meaning

    @property
    def meaning(self) -> str:
        """One line; made when it is first needed, since only some of many are ever seen."""
        if not isinstance(self._meaning, str):
            self._meaning = self._meaning()
        return self._meaning


def by_name(names: Iterable[str]) -> list[str]:
    """Names in order: capitals do not matter, those that begin with an underscore come last."""
    return sorted(names, key=lambda name: (name.startswith("_"), name.lower(), name))


def fitting(typed: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that ``typed`` may be the beginning of, in the order given.

    If it begins no name, then those that it begins when case does not matter; if none, those that have its letters in
    this order. So one who types exactly is not bothered with guesses.
    """
    offered = [*candidates]
    if not typed:
        return offered
    lowered = typed.lower()
    return (
        [each for each in offered if each.name.startswith(typed)]
        or [each for each in offered if each.name.lower().startswith(lowered)]
        or [each for each in offered if _has_in_order(each.name.lower(), lowered)]
    )


def _has_in_order(name: str, letters: str) -> bool:
    position = 0
    for letter in letters:
        position = name.find(letter, position) + 1
        if not position:
            return False
    return True
