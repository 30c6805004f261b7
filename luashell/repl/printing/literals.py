"""Strings, numbers and keys as Lua writes them (1.3, 1.4, 1.5), in text as it is typed; and how wide text is."""

from __future__ import annotations

from luashell.repl.styled import spelt
from luashell.runtime.numerals import number_to_string
from luashell.runtime.text import to_typed
from luashell.syntax.tokens import RESERVED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["columns", "cut_to", "exact_number", "is_name", "quoted", "safe"]

_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_INFINITY: Final = float("inf")


def quoted(text: str) -> str:
    r"""A Lua string as a literal.

    Printable UTF-8 stays as it is; any other byte is an escape: ``\r``, ``\n``, ``\t``, or its number in three digits.
    """
    typed = to_typed(text)
    if typed.isprintable() and '"' not in typed and "\\" not in typed:
        return f'"{typed}"'
    return f'"{"".join(map(_escaped, typed))}"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    return character if character.isprintable() else spelt(character)


def safe(text: str) -> str:
    """A Lua string as text for the middle of a sentence: escaped like a literal, but without quotes around it."""
    return quoted(text)[1:-1].replace('\\"', '"')


def exact_number(number: float) -> str:
    """A number as an expression that gives this very number: in 16 digits, as Lua prints it, if they are enough."""
    if number - number != 0:  # an infinity or NaN, for which there is no numeral
        return {_INFINITY: "1/0", -_INFINITY: "-1/0"}.get(number, "0/0")
    text = number_to_string(number)
    return text if float(text) == number else repr(number)


def is_name(text: str) -> bool:
    """May this Lua string be written as a name (1.3)?"""
    return text.isascii() and text.isidentifier() and text not in RESERVED


def columns(text: str) -> int:
    """How many columns printable text takes on a screen (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width  # most text is ASCII

    return sum(
        0 if category(character) in {"Mn", "Me"} else 2 if east_asian_width(character) in "WF" else 1
        for character in text
    )


def cut_to(text: str, room: int) -> str:
    """Text in at most ``room`` columns, with ``...`` at its end when something is missing."""
    if columns(text) <= room:
        return text
    kept = text[: max(room - 3, 0)]
    while kept and columns(kept) > room - 3:
        kept = kept[:-1]
    return f"{kept}..."[: max(room, 0)]
