"""A home of one's own for a prompt under test: no settings, no start-up file, no history but the test's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def home(folder: Path) -> dict[str, str]:
    """The environment of a user whose files are all in ``folder``."""
    places = {name: str(folder) for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    return {**places, "NO_COLOR": "", "COLORTERM": "", "LUASHELL_COLOR": "auto"}
