"""The commands of the prompt, which begin with a colon, by subject."""

from __future__ import annotations

from luashell.repl.commands import files, leaving, measuring, network, preferences, state, values, why
from luashell.repl.commands import help as helping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.repl.registry import Command, Commands

__all__ = ["REGISTRIES", "command_named"]

REGISTRIES: Final[tuple[Commands, ...]] = (
    helping.commands,
    files.commands,
    values.commands,
    why.commands,
    state.commands,
    measuring.commands,
    network.commands,
    preferences.commands,
    leaving.commands,
)
"""All commands, in the order in which help shows them."""


def command_named(name: str) -> Command | None:
    """The command called ``name``, without its colon; the beginning of one name only is enough."""
    commands = {command.name: command for registry in REGISTRIES for command in registry}
    if name in commands:
        return commands[name]
    candidates = [command for known, command in commands.items() if name and known.startswith(name)]
    return candidates[0] if len(candidates) == 1 else None
