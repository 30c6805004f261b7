"""How far a line of an entry is indented. Lines are those of the text up to the cursor."""

from __future__ import annotations

from luashell.repl.editing.blocks import groups
from luashell.repl.editing.scanning import UNFINISHED_LONG_STRING, UNFINISHED_STRING, scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.repl.editing.blocks import Group

__all__ = [
    "STEP",
    "blanks_to_leave_behind",
    "blanks_to_remove",
    "indentation_of_next_line",
    "is_at_line_start",
    "reindented",
]

STEP: Final = "  "
"""One level."""

DEDENTING: Final = frozenset(("end", "else", "elseif", "until", "}", ")", "]"))
"""What stands one level further out when a line begins with it."""


def indentation_of_next_line(before: str) -> str:
    """The blanks that begin the line after ``before``, the text up to the cursor.

    One level more than the line where the innermost block begins, if something on this line opened it; the level of the
    line where a block began, if this line ends it; else that of this line. Nothing inside a string.
    """
    if _is_in_string(before):
        return ""
    line_start = before.rfind("\n") + 1
    line = _indentation_at(before, line_start)
    ended: Group | None = None
    innermost: Group | None = None
    for group in groups(before):
        if not group.is_closed:
            innermost = group
        elif group.parts[-1][0] >= line_start > group.parts[0][0]:
            ended = ended or group
    if innermost is not None and innermost.parts[-1][0] >= line_start:
        return _indentation_at(before, innermost.parts[0][0]) + STEP
    return line if ended is None else _indentation_at(before, ended.parts[0][0])


def blanks_to_leave_behind(before: str) -> int:
    """How many blanks before the cursor are all that its line has, and mean nothing: a new line takes them along."""
    line = before[before.rfind("\n") + 1 :]
    return 0 if line.strip(" \t") or _is_in_string(before) else len(line)


def _is_in_string(before: str) -> bool:
    pieces = scan(before)
    return bool(pieces) and pieces[-1].kind in {UNFINISHED_STRING, UNFINISHED_LONG_STRING}


def reindented(before: str) -> str | None:
    """The blanks that the line of the cursor should begin with now that its last character was typed; None for those
    that it has.

    A line that begins with ``end`` or its like goes out to the level of what it ends; and back in when it turns out to
    begin with ``endpoint``.
    """
    line_start = before.rfind("\n") + 1
    line = before[line_start:]
    word = line.lstrip(" \t")
    if not line_start or not word or word[-1] in " \t":
        return None
    has = line[: len(line) - len(word)]
    should = None
    if word in DEDENTING:
        should = _indentation_for(before, line_start + len(has))
    elif _was_dedenting(word) and _indentation_for(before[:-1], line_start + len(has)) == has:
        should = indentation_of_next_line(before[: line_start - 1])
    return None if should == has else should


def _was_dedenting(word: str) -> bool:
    """Has its last character made ``word`` the beginning of a name that only looked like ``end`` or its like?"""
    return word[:-1] in DEDENTING and word.isidentifier() and not any(each.startswith(word) for each in DEDENTING)


def _indentation_for(before: str, word_start: int) -> str | None:
    """The indentation of the line where the group begins that has the word there as a part; None if none has."""
    for group in reversed(groups(before)):
        if len(group.parts) > 1 and any(start == word_start for start, _ in group.parts):
            return _indentation_at(before, group.parts[0][0])
    return None


def is_at_line_start(before: str) -> bool:
    """Are there only blanks between the beginning of the line and the cursor?"""
    return not before[before.rfind("\n") + 1 :].strip(" \t")


def blanks_to_remove(before: str) -> int:
    """How many blanks before the cursor one level of indentation takes; 0 where the cursor is not in indentation."""
    line = before[before.rfind("\n") + 1 :]
    if not line or line.strip(" \t"):
        return 0
    spaces = len(line) - len(line.rstrip(" "))
    return (spaces - 1) % len(STEP) + 1 if spaces else 1


def _indentation_at(text: str, position: int) -> str:
    """The blanks that begin the line of ``position``."""
    line_start = text.rfind("\n", 0, position) + 1
    end = line_start
    while end < len(text) and text[end] in " \t":
        end += 1
    return text[line_start:end]
