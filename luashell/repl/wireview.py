"""What sockets do, as lines for the screen: which way the bytes go shows at the beginning, in words and by colour."""

from __future__ import annotations

from luashell.netlib.tracing import described
from luashell.repl.styled import ERROR, MUTED, RECEIVED, SENT
from luasocket_core.tracing import Received, Refused, Sent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.repl.styled import Styled
    from luasocket_core.tracing import Event

__all__ = ["line_of"]

_MARKS: Final = {Sent: (SENT, "> "), Received: (RECEIVED, "< "), Refused: (ERROR, "! ")}
"""How the lines of some events look and begin; all others stand back."""


def line_of(event: Event, began: float) -> Styled:
    """The line for ``event``, if tracing began at ``began`` on the clock of the network."""
    kind, mark = _MARKS.get(type(event), (MUTED, "  "))
    if getattr(event, "error", None):
        kind, mark = _MARKS[Refused]
    return [(kind, f"{mark}{described(event, began)}\n")]
