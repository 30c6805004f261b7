"""What was made of a text once (a pattern, a format, a replacement) need not be made again."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final, TypeVar

    T = TypeVar("T")

__all__ = ["Remembered"]

_MOST_TEXTS: Final = 500


class Remembered(dict[str, "T"]):
    """``remembered[text]`` is ``make(text)``, made once; when there are 500, all are forgotten."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[str], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> T:
        made = self._make(text)
        if len(self) >= _MOST_TEXTS:
            self.clear()
        self[text] = made
        return made
