"""A prompt without a terminal, for tests: entries in, answers as text out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from luashell.interpreter import new_state
from luashell.repl.session import Session
from luashell.repl.shell import Shell
from luashell.repl.styled import plain_text

if TYPE_CHECKING:
    from luashell.repl.styled import Styled


class Prompt:
    """A shell on a state of its own; what programs write is in ``output`` and ``errors``, in bytes."""

    def __init__(self, typed_input: bytes = b"") -> None:
        self.output = io.BytesIO()
        self.errors = io.BytesIO()
        self.announced: list[str] = []
        self.session = Session(
            new_state(stdin=io.BytesIO(typed_input), stdout=self.output, stderr=self.errors),
            lambda styled: self.announced.append(plain_text(styled)),
        )
        self.shell = Shell(self.session)

    def answer(self, entry: str) -> str:
        """The text shown for ``entry``."""
        return plain_text(self.styled(entry))

    def styled(self, entry: str) -> Styled:
        """What is shown for ``entry``, with the kinds of its pieces."""
        return self.shell.answer(entry)
