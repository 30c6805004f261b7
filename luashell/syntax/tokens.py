"""What the scanner hands to the parser: the kinds of tokens, and the list that holds the tokens of a chunk."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["END_OF_INPUT", "MALFORMED", "NAME", "NUMBER", "RESERVED", "STRING", "Tokens"]

RESERVED: Final = frozenset(
    [
        "and", "break", "do", "else", "elseif", "end", "for", "function", "if", "local", "nil", "not", "or", "repeat",
        "return", "then", "until", "while",
    ]
)  # fmt: skip
"""The reserved words (1.2). These, the operators and stray bytes are kinds of their own, spelt as in the source."""

NAME: Final = "<name>"
NUMBER: Final = "<number>"
STRING: Final = "<string>"
END_OF_INPUT: Final = "<eof>"
MALFORMED: Final = "<malformed>"
"""What the scanner refused. It ends the list, and no rule of the grammar accepts it."""


class Tokens:
    """The tokens of one chunk as parallel lists; the last one is END_OF_INPUT or MALFORMED.

    Entry 0 is the empty start of the chunk, so that "the token before this one" always exists.

    ``kinds`` and ``values`` tell what a token is: a NAME has its name, a NUMBER its source text and a STRING the
    string it stands for. A MALFORMED token has the text to be quoted; ``problem`` tells what is wrong with it and
    ``missing`` what would finish it, empty when nothing can. ``starts`` are offsets into ``text``, ``lines`` (from 1)
    those where the tokens end, ``columns`` (bytes, from 0) where they begin on that line, or for a string of several
    lines where its closing quote or bracket stands.
    """

    __slots__ = ("columns", "kinds", "lines", "missing", "problem", "starts", "text", "values")

    def __init__(self, text: str) -> None:
        self.text = text
        self.kinds = [""]
        self.values = [""]
        self.starts = [0]
        self.lines = [1]
        self.columns = [0]
        self.problem = ""
        self.missing = ""

    def quotation(self, position: int) -> str:
        """How a syntax error quotes the token: a string with its delimiters but its escapes resolved, as scanned."""
        kind = self.kinds[position]
        value = self.values[position]
        if kind == STRING:
            delimiter = self.text[self.starts[position]]
            return f"[[{value}]]" if delimiter == "[" else delimiter + value + delimiter
        return value if kind in {NAME, NUMBER, MALFORMED} else kind
