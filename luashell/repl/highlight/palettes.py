"""Colours for light and for dark backgrounds, and for those that nobody knows: the one place where colours stand.

Those for a known background are of the 256 that terminals know, so that they look the same with 256 colours as with 16
million; where there are 16 only, their nearest relative is named beside them. A test computes contrast: at least 4.5:1
(WCAG 2.1, AA) on backgrounds as people have them. For an unknown background there are only those of the 16 that each
terminal shows readably on its own.
"""

from __future__ import annotations

from typing import NamedTuple

from luashell.repl import styled
from luashell.repl.highlight import classes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

__all__ = ["DARK", "LIGHT", "OWN", "Look", "Palette", "palette_named"]


class Look(NamedTuple):
    """How something looks. ``colour`` is ``#rrggbb``; ``ansi`` stands in for it, one of 16 by its number in SGR.

    With an empty ``colour`` it is always the one of 16; with neither, the terminal's usual.
    """

    colour: str = ""
    ansi: int = 0
    bold: bool = False
    underline: bool = False


class Palette(NamedTuple):
    """Looks by the class of a piece of Lua, or the kind of a piece of an answer.

    ``background`` and ``foreground`` are what they are made for, empty where that is not known.
    """

    background: str
    foreground: str
    looks: Mapping[str, Look]


def _palette(
    background: str,
    foreground: str,
    *,
    word: Look,
    quiet: Look,
    text: Look,
    escape: Look,
    number: Look,
    library: Look,
    function: Look,
    upvalue: Look,
    wrong: Look,
    advice: Look,
) -> Palette:
    """What is alike in both palettes: who shares a colour with whom, and who is bold."""
    return Palette(
        background,
        foreground,
        {
            classes.KEYWORD: word._replace(bold=True),
            classes.WORD_OPERATOR: word,
            classes.CONSTANT: number,
            classes.NUMBER: number,
            classes.STRING: text,
            classes.ESCAPE: escape,
            classes.COMMENT: quiet,
            classes.BUILTIN: library,
            classes.BUILTIN_VALUE: library,
            classes.FUNCTION: function,
            classes.UPVALUE: upvalue,
            classes.STRAY: wrong._replace(underline=True),
            classes.COMMAND: word._replace(bold=True),
            styled.ERROR: wrong,
            styled.CARET: wrong._replace(bold=True),
            styled.HINT: advice,
            styled.HEADING: Look(bold=True),
            styled.MUTED: quiet,
            styled.SENT: word,
            styled.RECEIVED: text,
            classes.PROMPT: text._replace(bold=True),
        },
    )


LIGHT: Final = _palette(
    "#ffffff",
    "#000000",
    word=Look("#5f00af", 35),
    quiet=Look("#5f5f5f", 90),
    text=Look("#005f00", 32),
    escape=Look("#af005f", 35),
    number=Look("#005f87", 36),
    library=Look("#0000af", 34),
    function=Look("#5f0000", 31),
    upvalue=Look("#5f5f00", 33),
    wrong=Look("#af0000", 31),
    advice=Look("#005f5f", 36),
)
"""For dark text on a light background."""

DARK: Final = _palette(
    "#000000",
    "#ffffff",
    word=Look("#d7afff", 95),
    quiet=Look("#afafaf", 37),
    text=Look("#87d787", 92),
    escape=Look("#ffaf87", 93),
    number=Look("#87d7ff", 96),
    library=Look("#87afff", 94),
    function=Look("#ffd787", 93),
    upvalue=Look("#ffaf5f", 93),
    wrong=Look("#ff8787", 91),
    advice=Look("#87d7d7", 96),
)
"""For light text on a dark background."""


OWN: Final = _palette(
    "",
    "",
    word=Look(ansi=35),
    quiet=Look(ansi=36),
    text=Look(ansi=32),
    escape=Look(ansi=35),
    number=Look(),
    library=Look(),
    function=Look(),
    upvalue=Look(ansi=35),
    wrong=Look(ansi=31),
    advice=Look(ansi=36),
)
"""For a background that is not known: magenta, cyan, green and red of the terminal."""

_LIGHT_BACKGROUNDS: Final = frozenset(("7", "15"))


def palette_named(style: str, environment: Mapping[str, str]) -> Palette:
    """The palette for the setting ``style``: ``light``, ``dark``, or ``auto``, which asks the terminal's environment.

    Some terminals say ``COLORFGBG=15;0``: the numbers of the foreground and, last, of the background.
    """
    if style == "auto":
        number = environment.get("COLORFGBG", "").rpartition(";")[2]
        if not number.isdigit():
            return OWN
        return LIGHT if number in _LIGHT_BACKGROUNDS else DARK
    return LIGHT if style == "light" else DARK
