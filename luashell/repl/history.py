"""Where the entries of earlier sessions are kept."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["history_file"]


def history_file() -> Path | None:
    """The file for the history, which nobody else may read; made if need be. None when there can be none.

    It is ``luashell/history`` in ``XDG_STATE_HOME`` (XDG Base Directory Specification), by default ``~/.local/state``.
    """
    state_home = Path(os.environ.get("XDG_STATE_HOME", ""))
    try:
        folder = (state_home if state_home.is_absolute() else Path.home() / ".local" / "state") / "luashell"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = folder / "history"
        file.touch(mode=0o600)
        file.chmod(0o600)
    except (OSError, RuntimeError):  # RuntimeError: nobody's home
        return None
    return file
