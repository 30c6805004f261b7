"""The results of the last entry that had any, as the globals ``_1``, ``_2`` and so on.

A name that the program has taken for itself stays the program's: the shell sets a name only while it is nil, or still
has what the shell gave it. Setting it to nil gives it back. ``_`` alone is never touched. All of this is raw access.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.runtime.aliases import LuaValue
    from luashell.runtime.state import LuaState

__all__ = ["MOST_RESULTS", "HeldResults"]

MOST_RESULTS: Final = 30
"""Results of one entry that are shown and held."""


class HeldResults:
    """The globals that hold results."""

    def __init__(self) -> None:
        self._given: dict[str, LuaValue] = {}
        self._told: set[str] = set()

    def hold(self, state: LuaState, values: tuple[LuaValue, ...]) -> list[str]:
        """Hold ``values`` in ``state``. Gives the names that are the program's, each once."""
        wanted = {f"_{number}": value for number, value in enumerate(values[:MOST_RESULTS], 1)}
        taken = [name for name in {**self._given, **wanted} if not self._is_ours(name, state)]
        for name in self._given.keys() - wanted.keys() - {*taken}:
            state.globals_set(name, None)
        self._given = {name: value for name, value in wanted.items() if name not in taken}
        for name, value in self._given.items():
            state.globals_set(name, value)
        news = [name for name in taken if name in wanted and name not in self._told]
        self._told.update(news)
        return news

    def holds(self, name: str, value: LuaValue) -> bool:
        """Is ``value`` what global ``name`` holds as a result?"""
        return name in self._given and self._given[name] is value

    def _is_ours(self, name: str, state: LuaState) -> bool:
        value = state.globals_get(name)
        return value is None or value is self._given.get(name)
