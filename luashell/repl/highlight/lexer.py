"""Lua 4.0 for pygments: ``pygmentize -l lua4``."""

from __future__ import annotations

from pygments.lexer import Lexer
from pygments.token import Comment, Error, Keyword, Name, Number, Operator, Punctuation, String, Text, Whitespace

from luashell.repl.highlight import classes
from luashell.repl.highlight.classes import classified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pygments.token import _TokenType

__all__ = ["TOKENS", "Lua4Lexer"]

TOKENS: Final = {
    classes.ARGUMENT: Text,
    classes.BLANK: Whitespace,
    classes.BUILTIN: Name.Builtin,
    classes.BUILTIN_VALUE: Name.Builtin.Pseudo,
    classes.COMMAND: Keyword.Pseudo,
    classes.COMMENT: Comment.Single,
    classes.CONSTANT: Keyword.Constant,
    classes.ESCAPE: String.Escape,
    classes.FIELD: Name.Attribute,
    classes.FUNCTION: Name.Function,
    classes.KEYWORD: Keyword,
    classes.NAME: Name,
    classes.NUMBER: Number,
    classes.OPERATOR: Operator,
    classes.PUNCTUATION: Punctuation,
    classes.STRAY: Error,
    classes.STRING: String,
    classes.UPVALUE: Name.Variable,
    classes.WORD_OPERATOR: Operator.Word,
}
"""The token of pygments for each class of pieces."""


class Lua4Lexer(Lexer):
    """Lua 4.0 and LuaSocket, and the commands and questions of the prompt. Tokens together are the text, as it is."""

    name = "Lua 4.0"
    url = "https://www.lua.org/manual/4.0/"
    aliases = ("lua4",)
    filenames = ("*.lua4",)
    alias_filenames = ("*.lua",)  # which later versions of Lua claim
    mimetypes = ("text/x-lua4",)

    def __init__(self, **options: object) -> None:
        super().__init__(**{"stripnl": False, "ensurenl": False, **options})

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        """Offset, token and text of each piece."""
        position = 0
        for name, piece in classified(text):
            yield position, TOKENS[name], piece
            position += len(piece)

    @staticmethod
    def analyse_text(text: str) -> float:
        """How likely ``text`` is Lua 4.0: only there was a library without tables, and were there tag methods."""
        return 0.3 if any(name in text for name in ("settagmethod(", "tinsert(", "strfind(", "strsub(")) else 0.0
