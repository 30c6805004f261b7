"""Whether the prompt shows colours, and answers with them."""

from __future__ import annotations

from luashell.repl.styled import plain_text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from luashell.repl.settings import Settings
    from luashell.repl.styled import Styled

__all__ = ["Colours"]


class Colours:
    """Asked each time, since settings may change.

    A plain prompt, or a dumb terminal, has no colours whatever else is wanted. ``auto`` has them on a terminal, unless
    there is ``NO_COLOR`` in the ``environment`` (no-color.org).
    """

    def __init__(self, settings: Settings, environment: Mapping[str, str], *, is_terminal: bool, is_dumb: bool) -> None:
        self._settings = settings
        self._automatic = is_terminal and not environment.get("NO_COLOR")
        self._is_dumb = is_dumb

    def __bool__(self) -> bool:
        if self._is_dumb or self._settings.plain:
            return False
        wanted = self._settings.color
        return wanted == "always" or (wanted == "auto" and self._automatic)

    def paint(self, styled: Styled) -> str:
        """``styled`` as text for the screen. Nothing in it can steer a terminal but the colours themselves."""
        if not self:
            return printable(plain_text(styled))
        from luashell.repl.highlight import painted  # not needed before the first answer

        return painted(styled, self._settings)
