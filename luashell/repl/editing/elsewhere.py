"""The entry in an editor of the user's choice."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

__all__ = ["NoEditorError", "edited"]

EDITORS: Final = ("editor", "nano", "vim", "vi", "emacs")
"""What is tried when nothing was chosen."""


class NoEditorError(Exception):
    """No editor could be run; the message says why, for the screen."""


def edited(text: str, environment: Mapping[str, str]) -> str:
    """What ``$VISUAL``, else ``$EDITOR``, makes of ``text`` in a file ``entry.lua``; ``text`` if the editor failed.

    Waits for the editor, which has the terminal. Raises NoEditorError.
    """
    command = _command(environment)
    with tempfile.TemporaryDirectory(prefix="luashell-") as folder:
        file = Path(folder) / "entry.lua"
        file.write_bytes(f"{text}\n".encode("utf-8", "surrogateescape"))
        try:
            ended = subprocess.run([*command, str(file)], check=False)  # noqa: S603  # the user's own choice
            made = file.read_bytes()
        except OSError as error:
            raise NoEditorError(f"{command[0]}: {error.strerror}") from None
    return text if ended.returncode else made.decode("utf-8", "surrogateescape").removesuffix("\n")


def _command(environment: Mapping[str, str]) -> list[str]:
    """The editor and its options."""
    for variable in ("VISUAL", "EDITOR"):
        try:
            command = shlex.split(environment.get(variable, ""))
        except ValueError as error:  # a quotation that is not closed
            raise NoEditorError(f"${variable}: {error}") from None
        if command:
            return command
    for name in EDITORS:
        found = shutil.which(name, path=environment.get("PATH"))
        if found is not None:
            return [found]
    raise NoEditorError("no editor is known: set $VISUAL or $EDITOR")
