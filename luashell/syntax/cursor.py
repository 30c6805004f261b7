"""Walking through the tokens of a chunk, and the one place where syntax errors are made (5.5)."""

from __future__ import annotations

from luashell.errors import LuaSyntaxError, chunk_id
from luashell.syntax.tokens import END_OF_INPUT, MALFORMED, NAME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.syntax.tokens import Tokens

__all__ = ["TokenCursor"]

CHUNK_ID_LIMIT: Final = 67  # see chunk_id
QUOTED_BYTES: Final = 30  # of the last token read


class TokenCursor:
    """Stands on the current token: ``kind`` is its kind, ``position`` its place in the lists.

    ``mendable`` turns false where the text is wrong before the original notices: no more of it can help.

    What the original's scanner calls its last line, which is the line of the code being generated, is the line of the
    token before: ``lines[position - 1]``.
    """

    __slots__ = ("chunk_name", "columns", "kind", "kinds", "lines", "mendable", "position", "tokens", "values")

    def __init__(self, tokens: Tokens, chunk_name: str) -> None:
        self.tokens = tokens
        self.chunk_name = chunk_name
        self.kinds = tokens.kinds
        self.values = tokens.values
        self.lines = tokens.lines
        self.columns = tokens.columns
        self.position = 1
        self.kind = tokens.kinds[1]
        self.mendable = True

    # ---- moving on

    def advance(self) -> None:
        """Make the next token the current one; the last one is never passed."""
        self.position += 1
        self.kind = self.kinds[self.position]

    def accept(self, kind: str) -> bool:
        """Pass the current token if it is of this kind."""
        if self.kind != kind:
            return False
        self.advance()
        return True

    def expect(self, kind: str) -> None:
        """Pass the current token, which must be of this kind."""
        if self.kind != kind:
            raise self.error(f"`{kind}' expected")
        self.advance()

    def expect_closing(self, kind: str, opening: str, line: int) -> None:
        """Pass the token that closes ``opening``, which stood on ``line``."""
        if self.kind != kind:
            unclosed = "" if line == self.lines[self.position] else f" (to close `{opening}' at line {line})"
            raise self.error(f"`{kind}' expected{unclosed}")
        self.advance()

    def expect_name(self) -> str:
        """Pass a name."""
        if self.kind != NAME:
            raise self.error("<name> expected")
        name = self.values[self.position]
        self.advance()
        return name

    # ---- refusing

    def error(self, problem: str) -> LuaSyntaxError:
        """``problem`` at the current token; at the end of the text, more of it could help."""
        return self._error(problem, self.position, None, incomplete=self.mendable and self.kind == END_OF_INPUT)

    def refusal(self, problem: str, name: str | None) -> LuaSyntaxError:
        """``problem`` that no more text can mend: with the name just passed, or else at the current token."""
        return self._error(problem, self.position if name is None else self.position - 1, name, incomplete=False)

    def _error(self, problem: str, position: int, quotation: str | None, *, incomplete: bool) -> LuaSyntaxError:
        """The error at a token, by default quoted as it is; but what the scanner refused comes before all else."""
        tokens = self.tokens
        if self.kind == MALFORMED:
            problem, position, quotation, incomplete = (
                tokens.problem,
                self.position,
                None,
                self.mendable and bool(tokens.missing),
            )
        if quotation is None:
            quotation = tokens.quotation(position)
        quotation = quotation.partition("\0")[0][:QUOTED_BYTES]
        line_reached = tokens.lines[self.position]
        where = chunk_id(self.chunk_name, CHUNK_ID_LIMIT)
        start = tokens.starts[position]
        return LuaSyntaxError(
            f"{problem};\n  last token read: `{quotation}' at line {line_reached} in {where}",
            problem=problem,
            chunk=self.chunk_name,
            line=tokens.text.count("\n", 0, start) + 1,
            column=start - tokens.text.rfind("\n", 0, start) - 1,
            line_reached=line_reached,
            token=quotation,
            incomplete=incomplete,
        )
