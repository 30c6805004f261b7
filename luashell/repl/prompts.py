"""What asks for an entry, and for more of one."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["CONTINUATION", "PROMPT"]

PROMPT: Final = "lua> "
CONTINUATION: Final = "...  "
