"""Answers for terminals that have colours."""

from __future__ import annotations

import os

from luashell.repl.highlight.classes import classified
from luashell.repl.highlight.palettes import palette_named
from luashell.repl.styled import LUA, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Final

    from luashell.repl.highlight.palettes import Look
    from luashell.repl.settings import Settings
    from luashell.repl.styled import Styled

__all__ = ["painted", "sequence"]

RESET: Final = "\x1b[0m"
STEPS: Final = ("00", "5f", "87", "af", "d7", "ff")
"""The shares of red, green and blue in the 216 colours from number 16 on."""


def painted(styled: Styled, settings: Settings) -> str:
    """``styled`` with the escape sequences that colour it, for the palette that the settings name.

    No other control character but LF and TAB is left in it: those of the text are spelt out. Colours end with each
    line.
    """
    looks = palette_named(settings.style, os.environ).looks
    few = has_few_colours(os.environ)
    shown: list[str] = []
    for kind, text in _pieces(styled):
        look = looks.get(kind)
        start = sequence(look, few=few) if look is not None else ""
        shown.append(_lines_in(start, text) if start else text)
    return "".join(shown)


def _lines_in(start: str, text: str) -> str:
    """``text`` with ``start`` before each of its lines."""
    return "\n".join(f"{start}{line}{RESET}" if line else "" for line in text.split("\n"))


def has_few_colours(environment: Mapping[str, str]) -> bool:
    """Does the terminal know 16 colours only? Those that know more say so in their name, or beside it."""
    return "256color" not in environment.get("TERM", "") and not environment.get("COLORTERM")


def sequence(look: Look, *, few: bool) -> str:
    """The escape sequence that begins ``look`` (ECMA-48, SGR); empty when nothing is special about it."""
    codes = ["1"] * look.bold + ["4"] * look.underline
    if look.colour and not few:
        codes.append(f"38;5;{_number(look.colour)}")
    elif look.ansi:
        codes.append(str(look.ansi))
    return f"\x1b[{';'.join(codes)}m" if codes else ""


def _number(colour: str) -> int:
    red, green, blue = (STEPS.index(colour[at : at + 2]) for at in (1, 3, 5))
    return 16 + 36 * red + 6 * green + blue


def _pieces(styled: Styled) -> Iterator[tuple[str, str]]:
    for kind, text in styled:
        if kind == LUA:
            yield from classified(printable(text))
        else:
            yield kind, printable(text)
