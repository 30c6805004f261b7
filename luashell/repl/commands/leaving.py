"""Leaving the prompt."""

from __future__ import annotations

from luashell.repl.registry import Commands

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.repl.session import Session
    from luashell.repl.styled import Styled

__all__ = ["commands"]

commands = Commands("Leaving")


@commands.add(":quit", "ends the session, as Ctrl-D does")
def leave(_session: Session, _argument: str) -> Styled:
    """Raises SystemExit."""
    raise SystemExit(0)
