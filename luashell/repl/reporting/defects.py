"""An error inside luashell itself: it is said to be one, and the session goes on."""

from __future__ import annotations

import os

from luashell.repl.styled import ERROR, HINT, MUTED, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.repl.styled import Styled

__all__ = ["defect"]

VARIABLE: Final = "LUASHELL_TRACEBACK"


def defect(error: Exception) -> Styled:
    """What to show for an exception that luashell should not have let come this far."""
    kind = type(error).__name__
    sentence = printable(f"{kind}: {error}" if str(error) else kind).replace("\n", " ")
    styled: Styled = [(ERROR, f"internal error: {sentence}\n")]
    if os.environ.get(VARIABLE):
        from traceback import format_exception

        return [*styled, (MUTED, printable("".join(format_exception(error))))]
    hint = f"This is a defect of luashell, not of your program; with {VARIABLE}=1 set, a traceback shows where.\n"
    return [*styled, (HINT, hint)]
