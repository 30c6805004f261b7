"""Brackets and block keywords that belong together, in text that need not be right."""

from __future__ import annotations

from luashell.repl.editing.scanning import KEYWORD, LONG_STRING, OPERATOR, UNFINISHED_LONG_STRING, scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, TypeAlias

    Part: TypeAlias = tuple[int, int]

__all__ = ["CLOSERS", "Group", "groups", "matching"]

CLOSERS: Final = {
    "(": ")",
    "{": "}",
    "[": "]",
    "if": "end",
    "for": "end",
    "while": "end",
    "do": "end",
    "function": "end",
    "repeat": "until",
}
"""What opens a group, and what closes it."""

MIDDLES: Final = {"then": ("if",), "elseif": ("if",), "else": ("if",), "do": ("for", "while")}
"""What stands in the middle of a group, by what opened it."""

_ENDS: Final = frozenset(CLOSERS.values())
_WORDS: Final = frozenset((KEYWORD, OPERATOR))


class Group:
    """``if``, its ``then``, ``else`` and ``end``; or a pair of brackets.

    ``opener`` is the word or bracket that opens it; ``parts`` are offsets into the text: where each of its words begins
    and ends. ``is_closed`` tells whether the last of them is its end.
    """

    __slots__ = ("is_closed", "opener", "parts")

    def __init__(self, opener: str, *parts: Part, is_closed: bool = False) -> None:
        self.opener = opener
        self.parts = list(parts)
        self.is_closed = is_closed


def groups(text: str) -> list[Group]:
    """The groups of ``text``, in the order of their beginnings.

    What closes nothing is in no group; an end that fits only a group further out leaves those inside it open.
    """
    found: list[Group] = []
    unclosed: list[Group] = []
    awaited = dict.fromkeys(_ENDS, 0)  # by what closes them, the number of unclosed groups: no search is in vain
    for kind, start, end in scan(text):
        if kind == LONG_STRING:
            found.append(Group("[[", (start, start + 2), (end - 2, end), is_closed=True))
        elif kind == UNFINISHED_LONG_STRING:
            found.append(Group("[[", (start, start + 2)))
        elif kind in _WORDS:
            word, part = text[start:end], (start, end)
            if word in MIDDLES and unclosed and _takes(unclosed[-1], word):
                unclosed[-1].parts.append(part)
            elif word in CLOSERS:
                group = Group(word, part)
                found.append(group)
                unclosed.append(group)
                awaited[CLOSERS[word]] += 1
            elif awaited.get(word):
                _close(unclosed, word, part, awaited)
    return found


def _takes(group: Group, middle: str) -> bool:
    """Does ``middle`` belong to ``group``? A loop has one ``do``; the next begins a block of its own."""
    return group.opener in MIDDLES[middle] and not (middle == "do" and len(group.parts) > 1)


def _close(unclosed: list[Group], word: str, part: Part, awaited: dict[str, int]) -> None:
    """Close the innermost group that ``word`` closes; there is one."""
    while True:
        group = unclosed.pop()
        awaited[CLOSERS[group.opener]] -= 1
        if CLOSERS[group.opener] == word:
            group.parts.append(part)
            group.is_closed = True
            return


def matching(text: str, cursor: int) -> list[Part]:
    """The words of the closed group that has one of them under the cursor, or else right before it."""
    closed = [group.parts for group in groups(text) if group.is_closed]
    for place in (cursor, cursor - 1):
        for parts in closed:
            if any(start <= place < end for start, end in parts):
                return parts
    return []
