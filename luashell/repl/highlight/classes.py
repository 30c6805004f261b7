"""What each piece of Lua is to its reader: more than its kind tells, since names have many uses."""

from __future__ import annotations

import re

from luashell import contents
from luashell.repl.editing import scanning
from luashell.repl.editing.scanning import scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

__all__ = [
    "ARGUMENT", "BLANK", "BUILTIN", "BUILTIN_VALUE", "COMMAND", "COMMENT", "CONSTANT", "ESCAPE", "FIELD", "FUNCTION",
    "KEYWORD", "LIBRARY", "NAME", "NUMBER", "OPERATOR", "PROMPT", "PUNCTUATION", "STRAY", "STRING", "UPVALUE", "VALUES",
    "WORD_OPERATOR", "classified",
]  # fmt: skip

BLANK: Final = "blank"
COMMENT: Final = "comment"
KEYWORD: Final = "keyword"
WORD_OPERATOR: Final = "word-operator"
"""``and or not``"""
CONSTANT: Final = "constant"
"""``nil``"""
NUMBER: Final = "number"
STRING: Final = "string"
ESCAPE: Final = "escape"
"""``\\n`` in a string, and its like."""
OPERATOR: Final = "operator"
PUNCTUATION: Final = "punctuation"
NAME: Final = "name"
BUILTIN: Final = "builtin"
"""A function of the libraries."""
BUILTIN_VALUE: Final = "builtin-value"
"""``_INPUT``, ``PI``, ``self`` and other names whose value is no function."""
FUNCTION: Final = "function"
"""A method where it is called, a function where it is defined."""
FIELD: Final = "field"
UPVALUE: Final = "upvalue"
"""``%name``, a copy of a local of the function around this one (2.9)."""
STRAY: Final = "stray"
"""What no rule of the language accepts."""
COMMAND: Final = "command"
ARGUMENT: Final = "argument"
PROMPT: Final = "prompt"
"""What asks for the entry; it is in no entry."""

BASE: Final = (
    "assert", "call", "collectgarbage", "copytagmethods", "dofile", "dostring", "error", "foreachvar", "gcinfo",
    "getargs", "getglobal", "globals", "newtag", "nextvar", "print", "rawgetglobal", "rawsetglobal", "setglobal",
    "tonumber", "tostring", "type",
)  # fmt: skip
MATHEMATICS: Final = (
    "abs", "acos", "asin", "atan", "atan2", "ceil", "cos", "deg", "exp", "floor", "frexp", "ldexp", "log", "log10",
    "max", "min", "mod", "rad", "random", "randomseed", "sin", "sqrt", "tan",
)  # fmt: skip
VALUES: Final = frozenset(
    ("PI", "_INPUT", "_OUTPUT", "_PROMPT", "_STDERR", "_STDIN", "_STDOUT", "_VERSION", "arg", "self")
)
LIBRARY: Final = (
    frozenset(
        (
            "_ALERT", "_ERRORMESSAGE", *BASE, *MATHEMATICS, *contents.TABLES, *contents.TAGS, *contents.STRINGS,
            *contents.FILES, *contents.SYSTEM, *contents.SOCKETS, *contents.SOCKETS_FOR_TESTS, *contents.DEBUGGING,
        )
    )
    - VALUES
)  # fmt: skip
"""The functions of Lua 4.0 (6.8) and LuaSocket."""

_CLASSES: Final = {
    scanning.BLANK: BLANK,
    scanning.COMMENT: COMMENT,
    scanning.NUMBER: NUMBER,
    scanning.LONG_STRING: STRING,
    scanning.UNFINISHED_LONG_STRING: STRING,
    scanning.STRAY: STRAY,
    scanning.COMMAND: COMMAND,
    scanning.ARGUMENT: ARGUMENT,
}
"""The kinds of pieces that say all."""

_KEYWORDS: Final = {"and": WORD_OPERATOR, "or": WORD_OPERATOR, "not": WORD_OPERATOR, "nil": CONSTANT}
_PUNCTUATION: Final = frozenset("(){}[];,.:")
_ESCAPE: Final = re.compile(r"\\(?:[0-9]{1,3}|.)?", re.DOTALL)
_QUOTED: Final = frozenset((scanning.STRING, scanning.UNFINISHED_STRING))
_UNSEEN: Final = frozenset((scanning.BLANK, scanning.COMMENT))


def classified(text: str) -> Iterator[tuple[str, str]]:
    """Each piece of ``text`` with its class; the pieces together are the text."""
    before: list[tuple[str, str]] = [("", "")] * 4  # kind and text of the last pieces that are no blanks or comments
    heading = False  # between `function' and its parameters
    for kind, start, end in scan(text):
        piece = text[start:end]
        if kind in _UNSEEN:
            yield _CLASSES[kind], piece
            continue
        if kind in _QUOTED:
            yield from _pieces_of_string(piece)
        elif kind == scanning.NAME:
            yield _class_of_name(piece, before, heading=heading), piece
        elif kind == scanning.KEYWORD:
            yield _KEYWORDS.get(piece, KEYWORD), piece
        elif kind == scanning.OPERATOR:
            is_upvalue = piece == "%" and text[end : end + 1].isidentifier()
            yield UPVALUE if is_upvalue else PUNCTUATION if piece in _PUNCTUATION else OPERATOR, piece
        else:
            yield _CLASSES[kind], piece
        heading = piece == "function" or (heading and piece != "(")
        before = [*before[1:], (kind, piece)]


def _class_of_name(name: str, before: list[tuple[str, str]], *, heading: bool) -> str:
    """What ``name`` is behind the four pieces ``before`` it."""
    last = before[-1][1]
    if heading or last == ":":
        return FUNCTION
    if last == ".":
        return FIELD
    if last == "%":
        return UPVALUE
    if name == "in" and [text if kind != scanning.NAME else kind for kind, text in before] == _LOOP:
        return KEYWORD
    return BUILTIN if name in LIBRARY else BUILTIN_VALUE if name in VALUES else NAME


_LOOP: Final = ["for", scanning.NAME, ",", scanning.NAME]
"""Behind this, the name ``in`` is the word of the loop (1.2)."""


def _pieces_of_string(quoted: str) -> Iterator[tuple[str, str]]:
    """A string, cut at its escapes."""
    position = 0
    for escape in _ESCAPE.finditer(quoted):
        if escape.start() > position:
            yield STRING, quoted[position : escape.start()]
        yield ESCAPE, escape[0]
        position = escape.end()
    if position < len(quoted):
        yield STRING, quoted[position:]
