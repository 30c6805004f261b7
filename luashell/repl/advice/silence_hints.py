"""What to say to somebody who knows a later Lua and writes what means something else here, and is taken silently."""

from __future__ import annotations

from luashell.repl.styled import HINT
from luashell.repl.wrapping import wrapped
from luashell.runtime.text import from_typed
from luashell.syntax.lexer import tokenize
from luashell.syntax.tokens import NAME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.repl.session import Session
    from luashell.repl.styled import Styled
    from luashell.syntax.tokens import Tokens

__all__ = ["TrueHint", "hint_on_comment"]

TRUE: Final = "true"
ABOUT_TRUE: Final = "true is an ordinary name in Lua 4.0, and nil as long as nothing is assigned to it: write 1"
ABOUT_LENGTH: Final = "a first line that begins with # is a comment; Lua 4.0 writes getn(t) or strlen(s)"


class TrueHint:
    """Called with each entry in Lua after it was run, as typed; gives the hint behind the first that reads ``true``."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._has_spoken = False

    def __call__(self, typed: str) -> Styled:
        """The hint, or nothing."""
        if self._has_spoken or TRUE not in typed or not self._session.is_watched:
            return []
        if self._session.state.globals.raw_get(TRUE) is not None or not _reads_true(tokenize(from_typed(typed))):
            return []
        self._has_spoken = True
        return [(HINT, wrapped(ABOUT_TRUE, self._session.width))]


def _reads_true(tokens: Tokens) -> bool:
    """Is there a variable called true that is no field, and nothing that is assigned to or declared?"""
    kinds, values = tokens.kinds, tokens.values
    return not any(
        kind == NAME and value == TRUE and (before == "local" or after == "=")
        for before, kind, value, after in zip(kinds, kinds[1:], values[1:], kinds[2:], strict=False)
    ) and any(
        kind == NAME and value == TRUE and before not in (".", ":")
        for before, kind, value in zip(kinds, kinds[1:], values[1:], strict=False)
    )


def hint_on_comment(session: Session, typed: str) -> Styled:
    """The hint on an entry of which nothing runs, if it looks as if the length of something was meant."""
    begins_operand = typed[1:2].isalpha() or typed[1:2] in ("_", '"', "'", "(", "{")
    if not session.is_watched or typed[:1] != "#" or "\n" in typed or not begins_operand:
        return []
    return [(HINT, wrapped(ABOUT_LENGTH, session.width))]
