"""The two palettes for pygments: ``pygmentize -l lua4 -O style=luashell-light``."""

from __future__ import annotations

from pygments.style import Style
from pygments.token import Comment, Error, Generic, Keyword, Name, Number, Operator, String, Token

from luashell.repl import styled
from luashell.repl.highlight import classes
from luashell.repl.highlight.lexer import TOKENS
from luashell.repl.highlight.palettes import DARK, LIGHT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from pygments.token import _TokenType

    from luashell.repl.highlight.palettes import Palette

__all__ = ["DarkStyle", "LightStyle"]


def _styles(palette: Palette) -> Mapping[_TokenType, str]:
    """The style of each token of our lexer; those of other languages get the one of their nearest relative."""
    looks = palette.looks
    tokens = {
        **{token: looks[name] for name, token in TOKENS.items() if name in looks},
        Comment: looks[classes.COMMENT],
        Keyword: looks[classes.KEYWORD],
        Keyword.Type: looks[classes.BUILTIN],
        Operator.Word: looks[classes.WORD_OPERATOR],
        Name.Class: looks[classes.FUNCTION],
        Name.Decorator: looks[classes.UPVALUE],
        Number: looks[classes.NUMBER],
        String: looks[classes.STRING],
        Error: looks[classes.STRAY],
        Generic.Error: looks[styled.ERROR],
        Generic.Heading: looks[styled.HEADING],
        Generic.Output: looks[styled.MUTED],
        Generic.Prompt: looks[classes.PROMPT],
    }
    return {
        Token: palette.foreground,
        **{
            token: f"{'bold ' * look.bold}{'underline ' * look.underline}{look.colour}".strip()
            for token, look in tokens.items()
        },
    }


class LightStyle(Style):
    """For light backgrounds."""

    name = "luashell-light"
    background_color = LIGHT.background
    styles = _styles(LIGHT)


class DarkStyle(Style):
    """For dark backgrounds."""

    name = "luashell-dark"
    background_color = DARK.background
    styles = _styles(DARK)
