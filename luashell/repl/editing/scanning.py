"""The pieces of a text that is still being written: nothing is left out, and nothing is refused.

The scanner of ``syntax`` stops at the first thing that is wrong and drops blanks and comments. An entry under the
cursor is wrong most of the time, and all of it is on the screen. A property holds the two against each other wherever
the text is right.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from luashell.syntax.tokens import RESERVED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

__all__ = [
    "ARGUMENT", "BLANK", "COMMAND", "COMMENT", "KEYWORD", "LONG_STRING", "NAME", "NUMBER", "OPERATOR", "STRAY",
    "STRING", "UNFINISHED_LONG_STRING", "UNFINISHED_STRING", "Piece", "remembered_scan", "scan",
]  # fmt: skip

BLANK: Final = "blank"
COMMENT: Final = "comment"
"""Up to the end of its line; also a first line that begins with ``#``."""
KEYWORD: Final = "keyword"
"""A reserved word (1.2)."""
NAME: Final = "name"
NUMBER: Final = "number"
STRING: Final = "string"
UNFINISHED_STRING: Final = "unfinished_string"
"""From a quote to the end of the line or of the text."""
LONG_STRING: Final = "long_string"
UNFINISHED_LONG_STRING: Final = "unfinished_long_string"
OPERATOR: Final = "operator"
STRAY: Final = "stray"
"""What no rule of the language accepts: a character, or a malformed numeral."""
COMMAND: Final = "command"
"""The colon and the name of a command of the prompt, or the question marks of a question."""
ARGUMENT: Final = "argument"
"""What follows a COMMAND on its line."""


class Piece(NamedTuple):
    """A piece of a text: its kind, and the offsets where it begins and ends."""

    kind: str
    start: int
    end: int


_PIECE: Final = re.compile(
    r"""
      (?P<blank> [ \t\r\n]++ )
    | (?P<comment> --[^\n]*+ )
    | (?P<name> [A-Za-z_][A-Za-z0-9_]*+ )
    | (?P<stray_number>
          (?: [0-9]++ | \.[0-9]++ ) \.\.                                          # 1..2
        | \.[0-9]++ \.[0-9]*+ (?: [eE][+-]?+[0-9]*+ )?+                           # .5.3
        | (?: [0-9]++ (?: \.[0-9]*+ )?+ | \.[0-9]++ ) [eE] (?! [+-]?+[0-9] ) [+-]?+ )  # 3e
    | (?P<number> (?: [0-9]++ (?: \.[0-9]*+ )?+ | \.[0-9]++ ) (?: [eE][+-]?+[0-9]++ )?+ )
    | (?P<string> " (?: [^"\\\n]++ | \\. )*+ " | ' (?: [^'\\\n]++ | \\. )*+ ' )
    | (?P<unfinished_string> " (?: [^"\\\n]++ | \\. )*+ \\?+ | ' (?: [^'\\\n]++ | \\. )*+ \\?+ )
    | (?P<long_string> \[\[ )
    | (?P<operator> \.\.\.?+ | [=~<>]= | [-+*/^%=<>(){}\[\];:,.] )
    | (?P<stray> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_STRAY_NUMBER: Final = "stray_number"
_LONG_BRACKETS: Final = re.compile(r"\[\[|\]\]")
_COMMAND: Final = re.compile(r"(?P<blank>[ \t\r\n]*+)(?P<command>:[^ \t\r\n]*+|\?++)(?P<argument>[^\n]*+)")


LONGEST_REMEMBERED: Final = 100_000
"""Characters of a text whose pieces are kept: entries are shorter, answers may be longer."""


def scan(text: str) -> tuple[Piece, ...]:
    """The pieces of ``text``, one behind the other; together they are all of it. Takes time in proportion to it.

    Colours, matching words and indentation ask for the same text at each key: it is scanned once.
    """
    return remembered_scan(text) if len(text) <= LONGEST_REMEMBERED else tuple(_scanned(text))


@lru_cache(maxsize=8)
def remembered_scan(text: str) -> tuple[Piece, ...]:
    """The same, kept for those who ask next."""
    return tuple(_scanned(text))


def _scanned(text: str) -> Iterator[Piece]:
    position = 0
    if text.startswith("#"):
        position = _end_of_line(text)
        yield Piece(COMMENT, 0, position)
    elif command := _COMMAND.match(text):
        for kind in (BLANK, COMMAND, ARGUMENT):
            if command[kind]:
                yield Piece(kind, *command.span(kind))
        position = command.end()
    while position < len(text):
        for match in _PIECE.finditer(text, position):
            kind = match.lastgroup or STRAY
            start, position = match.span()
            if kind == NAME:
                yield Piece(KEYWORD if match[0] in RESERVED else NAME, start, position)
            elif kind == LONG_STRING:
                closing = _end_of_long_string(text, position)
                position = closing or len(text)
                yield Piece(LONG_STRING if closing else UNFINISHED_LONG_STRING, start, position)
                break  # the next match begins there
            else:
                yield Piece(STRAY if kind == _STRAY_NUMBER else kind, start, position)


def _end_of_line(text: str) -> int:
    end = text.find("\n")
    return end if end >= 0 else len(text)


def _end_of_long_string(text: str, position: int) -> int:
    """Where the long string ends whose text begins at ``position``; 0 when it does not. Pairs of brackets nest."""
    depth = 1
    for bracket in _LONG_BRACKETS.finditer(text, position):
        depth += 1 if bracket[0] == "[[" else -1
        if not depth:
            return bracket.end()
    return 0
