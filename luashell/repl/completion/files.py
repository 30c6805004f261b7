"""Names of files that begin with what was typed."""

from __future__ import annotations

import os

from luashell.runtime.text import from_file_name, to_file_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

__all__ = ["files_in"]

FOLDER: Final = "folder"


def files_in(folder: str, *, hidden: bool) -> Iterator[tuple[str, bool, str]]:
    """Name of each file in ``folder``, whether it is a folder, and what to say of it; by name. Names are Lua strings.

    Those that begin with a point are ``hidden``. Of a folder that cannot be read there are none.
    """
    try:
        with os.scandir(os.fsdecode(to_file_name(folder)) or ".") as entries:
            found = sorted(((from_file_name(entry.name), entry) for entry in entries), key=lambda each: each[0])
    except (OSError, ValueError):
        return
    for name, entry in found:
        if name.startswith(".") == hidden:
            is_folder = _is_folder(entry)
            yield name, is_folder, FOLDER if is_folder else _size(entry)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _size(entry: os.DirEntry[str]) -> str:
    try:
        return f"{entry.stat().st_size:,} bytes"
    except OSError:  # a link that leads nowhere
        return "not there"
