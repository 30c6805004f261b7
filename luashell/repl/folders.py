"""Where the shell keeps what outlives a session (XDG Base Directory Specification)."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["config_folder", "is_there", "state_folder"]


def config_folder() -> Path:
    """``luashell`` in ``XDG_CONFIG_HOME``, by default ``~/.config``. RuntimeError when there is no home."""
    return _folder("XDG_CONFIG_HOME", ".config")


def state_folder() -> Path:
    """``luashell`` in ``XDG_STATE_HOME``, by default ``~/.local/state``. RuntimeError when there is no home."""
    return _folder("XDG_STATE_HOME", ".local", "state")


def _folder(variable: str, *default: str) -> Path:
    """A relative path in the variable is to be ignored."""
    named = Path(os.environ.get(variable, ""))
    return (named if named.is_absolute() else Path.home().joinpath(*default)) / "luashell"


def is_there(file: Path) -> bool:
    """Is there such a file, as far as can be known? In a folder that may not be searched there is none."""
    try:
        return file.exists()
    except OSError:
        return False
