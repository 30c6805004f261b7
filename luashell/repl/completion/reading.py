"""The part of an entry before the cursor: its tokens, and what the cursor stands in."""

from __future__ import annotations

from luashell.repl.editing import scanning
from luashell.runtime.numerals import BLANKS
from luashell.runtime.text import from_typed
from luashell.syntax.lexer import tokenize
from luashell.syntax.tokens import NAME, NUMBER, STRING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["CODE", "IN_STRING", "NOWHERE", "Reading", "behind_commands", "string_value"]

CODE: Final = "code"
IN_STRING: Final = "string"
NOWHERE: Final = "nowhere"
"""In a comment or a numeral."""

_KINDS: Final = {
    scanning.NAME: NAME,
    scanning.NUMBER: NUMBER,
    scanning.STRING: STRING,
    scanning.UNFINISHED_STRING: STRING,
    scanning.LONG_STRING: STRING,
    scanning.UNFINISHED_LONG_STRING: STRING,
}
"""Kinds of tokens; all others are kinds of their own, spelt as in the source."""

_UNFINISHED: Final = (scanning.UNFINISHED_STRING, scanning.UNFINISHED_LONG_STRING)


class Reading:
    """The tokens of ``before``, the text up to the cursor, and where the cursor stands.

    ``kinds``, ``values`` and ``starts`` are as in ``Tokens``, with an empty entry 0 and without an end, but values are
    the very text. ``place`` is CODE, IN_STRING or NOWHERE. In code, ``word`` is the name or reserved word that ends at
    the cursor, which is left out of the tokens; in a string it is the text of the string so far, behind its
    ``delimiter``. ``word_start`` is the offset where the word begins.
    """

    __slots__ = ("delimiter", "kinds", "place", "starts", "values", "word", "word_start")

    def __init__(self, before: str) -> None:
        self.kinds = [""]
        self.values = [""]
        self.starts = [0]
        self.place = CODE
        self.word = ""
        self.word_start = len(before)
        self.delimiter = ""
        last = None
        for last in scanning.scan(before):
            if last.kind not in (scanning.BLANK, scanning.COMMENT):
                text = before[last.start : last.end]
                self.kinds.append(_KINDS.get(last.kind, text))
                self.values.append(text)
                self.starts.append(last.start)
        if last is not None and last.end == len(before):
            self._place_in(last)

    def _place_in(self, last: scanning.Piece) -> None:
        """The cursor touches the ``last`` piece of the text."""
        is_numeral = last.kind == scanning.NUMBER or (last.kind == scanning.STRAY and last.end - last.start > 1)
        if last.kind == scanning.COMMENT or is_numeral:
            self.place = NOWHERE
        elif last.kind in (scanning.NAME, scanning.KEYWORD):
            self.word = self._take_last()
            self.word_start = last.start
        elif last.kind in _UNFINISHED:
            text = self._take_last()
            self.place = IN_STRING
            self.delimiter = text[: 2 if last.kind == scanning.UNFINISHED_LONG_STRING else 1]
            self.word = text[len(self.delimiter) :]
            self.word_start = last.start + len(self.delimiter)

    def _take_last(self) -> str:
        del self.kinds[-1], self.starts[-1]
        return self.values.pop()


def behind_commands(before: str) -> str:
    """``before`` with blanks in place of the commands and questions that begin it and whose lines have ended."""
    position = 0
    while before[position:].lstrip(BLANKS)[:1] in (":", "?") and "\n" in before[position:].lstrip(BLANKS):
        entry = len(before) - len(before[position:].lstrip(BLANKS))
        position = before.index("\n", entry) + 1
    return " " * position + before[position:]


def string_value(literal: str) -> str:
    """The Lua string that a literal stands for, as typed; of one that cannot be read, what can."""
    tokens = tokenize(from_typed(literal))
    value = tokens.values[1]
    return value if tokens.kinds[1] == STRING else value[1:]
