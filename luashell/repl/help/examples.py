"""Examples, as help shows them: what somebody could type, and behind ``-->`` what is then shown."""

from __future__ import annotations

from luashell.repl.entry import read_entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

__all__ = ["ANY", "SHOWN", "entries_of", "lines_of"]

SHOWN: Final = "-->"
"""Stands before what is shown: a Lua comment, so that an example can be pasted as it is."""

ANY: Final = "..."
"""Stands for what is not always the same."""


def lines_of(example: str) -> list[str]:
    """The lines of ``example`` without the indentation that they have in common, and without empty lines around."""
    lines = example.strip("\n ").split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    return [lines[0], *(line[margin:] for line in lines[1:])]


def entries_of(example: str) -> Iterator[tuple[str, str | None]]:
    """Each entry, and what is shown for it: None when that is not told."""
    entry = ""
    for line in lines_of(example):
        code, _, shown = line.partition(SHOWN)
        entry += code.rstrip()
        if read_entry(entry).is_incomplete:
            entry += "\n"
            continue
        yield entry, shown.strip() if SHOWN in line else None
        entry = ""
