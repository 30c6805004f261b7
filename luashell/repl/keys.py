"""What keys do at the prompt, beyond what prompt_toolkit makes them do."""

from __future__ import annotations

from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import has_focus
from prompt_toolkit.key_binding import KeyBindings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_toolkit.key_binding import KeyPressEvent

__all__ = ["bindings"]


def bindings(needs_more: Callable[[str], bool]) -> KeyBindings:
    """Enter ends the entry, or begins its next line when the entry ``needs_more``."""
    keys = KeyBindings()

    @keys.add("enter", filter=has_focus(DEFAULT_BUFFER))
    def enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if needs_more(buffer.text):
            buffer.newline()
        else:
            buffer.validate_and_handle()

    return keys
