"""Lua patterns (specification 6.3.2): read once, matched by Python's ``re`` or by a matcher of our own.

A pattern is a straight row of items, with no alternatives and no repeated groups. So for every item it is known before
any matching which captures are open there and whether it is faulty, and going depth first through the ways in which
each item can match is the original's algorithm. ``re`` gets a pattern when every item has a regular expression: both
then make the same attempts in the same order and find the same first match. The rest (``%b``, faults, captures without
an end) goes to the Matcher, which reports a fault only when it gets there, as the original does.

Classes become sets of the 256 bytes by the rules of the "C" locale, so no notion of letters of Python's enters.

Time: a row of n repetitions can take the n-th power of the subject's length, here as in the original. ``re`` looks for
an interrupt every 4,096 steps of its own (one step may run along the subject), the Matcher at every step.
"""

from __future__ import annotations

from luashell.errors import LuaError
from luashell.runtime.numerals import BLANKS
from luashell.stdlib.matching import (
    BYTES,
    REPETITIONS,
    Balance,
    ClassItem,
    Close,
    End,
    Fault,
    Matcher,
    Open,
    Reference,
    regular,
)
from luashell.stdlib.remembering import Remembered

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable
    from typing import Final, TypeAlias

    from luashell.stdlib.matching import Item, Match, Members

    Found: TypeAlias = "re.Match[str] | Match"

__all__ = ["INVALID_CAPTURE_INDEX", "Pattern", "Row", "compiled"]

INVALID_CAPTURE_INDEX: Final = "invalid capture index"

_SPECIALS: Final = frozenset("^$*+?.([%-")  # what makes strfind take its pattern as one; a lone ")" is not among them
_MOST_CAPTURES: Final = 32

_LOWER: Final = frozenset("abcdefghijklmnopqrstuvwxyz")
_UPPER: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGITS: Final = frozenset("0123456789")
_CLASSES: Final = {
    "a": _LOWER | _UPPER,
    "c": frozenset(map(chr, (*range(32), 127))),
    "d": _DIGITS,
    "l": _LOWER,
    "p": frozenset(map(chr, range(33, 127))) - _LOWER - _UPPER - _DIGITS,
    "s": frozenset(BLANKS),
    "u": _UPPER,
    "w": _LOWER | _UPPER | _DIGITS,
    "x": _DIGITS | frozenset("abcdefABCDEF"),
    "z": frozenset("\0"),
}


class Row:
    """The items of a pattern that has lost its anchor ``^``; what is faulty becomes a Fault, the last item.

    ``capture_count`` is the number of captures, ``open_levels`` holds those that never end.
    """

    def __init__(self, text: str) -> None:
        self.items: list[Item] = []
        self.capture_count = 0
        self.open_levels: list[int] = []
        self._text = text
        self._index = 0
        try:
            while self._index < len(text):
                self.items.append(self._item())
        except LuaError as fault:
            self.items.append(Fault(fault.message))

    def literal(self) -> str | None:
        """The one text that the row matches, if it is a row of single bytes and nothing else."""
        singles = [item for item in self.items if isinstance(item, ClassItem) and item.most == 1 == len(item.members)]
        if len(singles) < len(self.items) or any(item.least == 0 for item in singles):
            return None
        return "".join([byte for item in singles for byte in item.members])

    def expression(self) -> str | None:
        """The regular expression of the row, or None when it has none."""
        if self.open_levels:
            return None
        parts = [item.expression for item in self.items]
        return None if None in parts else "".join(filter(None, parts))

    def may_be_empty_or_longer(self) -> bool:
        """Could the first match at some place be empty, and another one there be longer?"""
        classes = [item for item in self.items if isinstance(item, ClassItem)]
        return all(item.least == 0 for item in classes) and any(item.shortest for item in classes)

    def _item(self) -> Item:
        """Read the next item; LuaError when it is faulty."""
        text, index = self._text, self._index
        byte, following = text[index], text[index + 1 : index + 2]
        if byte == "(":
            self._index += 1
            return self._open()
        if byte == ")":
            self._index += 1
            return self._close()
        if byte == "%" and following in _DIGITS:
            self._index += 2
            return self._reference(int(following))
        if byte == "%" and following == "b":
            self._index += 4
            if len(text) < self._index:
                raise LuaError("unbalanced pattern")
            return Balance(text[index + 2], text[index + 3])
        if byte == "$" and not following:
            self._index += 1
            return End()
        members, self._index = _read_class(text, index)
        repetition = text[self._index : self._index + 1]
        if repetition not in REPETITIONS:
            return ClassItem(members, "")
        self._index += 1
        return ClassItem(members, repetition)

    def _open(self) -> Open:
        if self.capture_count == _MOST_CAPTURES:
            raise LuaError("too many captures")
        self.capture_count += 1
        self.open_levels.append(self.capture_count)
        return Open()

    def _close(self) -> Close:
        if not self.open_levels:
            raise LuaError("invalid pattern capture")
        return Close(self.open_levels.pop())

    def _reference(self, level: int) -> Reference:
        if not 0 < level <= self.capture_count or level in self.open_levels:
            raise LuaError(INVALID_CAPTURE_INDEX)
        return Reference(level)


def _read_class(text: str, index: int) -> tuple[Members, int]:
    """The single-character class at ``index``, and where it ends."""
    byte = text[index]
    if byte == "%":
        if index + 1 == len(text):
            raise LuaError("malformed pattern (ends with `%')")
        return _class_members(text[index + 1]), index + 2
    if byte == "[":
        negated = text.startswith("^", index + 1)
        start = index + 2 if negated else index + 1
        end = _end_of_set(text, start)
        members = _set_members(text[start:end])
        return (BYTES - members if negated else members), end + 1
    return (BYTES if byte == "." else frozenset(byte)), index + 1


def _class_members(letter: str) -> Members:
    """What ``%letter`` matches."""
    members = _CLASSES.get(letter.lower())
    if members is None:
        return frozenset(letter)
    return members if letter in _LOWER else BYTES - members


def _end_of_set(text: str, first: int) -> int:
    """Where the ``]`` is that ends the set whose first byte is at ``first``; that byte itself never ends it."""
    index = first
    while index < len(text):
        if text[index] == "]" and index > first:
            return index
        index += 2 if text[index] == "%" else 1
    raise LuaError("malformed pattern (missing `]')")


def _set_members(body: str) -> Members:
    """The union of the classes, ranges and bytes between two brackets."""
    members: set[str] = set()
    index = 0
    while index < len(body):
        if body[index] == "%":
            if index + 1 < len(body):  # in [0-%%] the range takes the first %, and the second has no letter
                members |= _class_members(body[index + 1])
            index += 2
        elif body[index + 1 : index + 2] == "-" and index + 2 < len(body):
            members.update(map(chr, range(ord(body[index]), ord(body[index + 2]) + 1)))
            index += 3
        else:
            members.add(body[index])
            index += 1
    return frozenset(members)


class Pattern:
    """A pattern ready for use.

    ``find(subject, start)``
        looks for the pattern at or after ``start`` (from 0), if ``anchored`` only at ``start``. It gives None, or an
        object with ``span()``, ``group(level)`` and ``groups()`` as ``re.Match`` has them; where it can it is the bound
        method of ``re`` itself. It raises LuaError when the matching gets to something malformed, and so does
        ``groups()`` when a capture has no end.
    ``split(subject, limit)``
        gives what ``gsub`` walks over: text, captures, text, captures ... text, with at most ``limit`` matches, 0 for
        no limit. It is None for patterns that ``re`` does not know, or walks over in another way.
    ``literal``
        is what ``strfind`` may look for as it stands, or None.
    ``anchored``, ``capture_count``, ``levels``
        tell whether ``^`` came first, how many captures there are, and which of them have an end.
    """

    __slots__ = ("anchored", "capture_count", "find", "levels", "literal", "split")

    find: Callable[[str, int], Found | None]
    split: Callable[[str, int], list[str]] | None

    def __init__(self, pattern: str) -> None:
        text = pattern.partition("\0")[0]  # when matched as a pattern it ends where C's strings do
        self.anchored = text.startswith("^")
        row = Row(text[1:] if self.anchored else text)
        self.capture_count = row.capture_count
        self.levels = frozenset(range(1, row.capture_count + 1)).difference(row.open_levels)
        literal = None if self.anchored else row.literal()
        self.literal = pattern if _SPECIALS.isdisjoint(text) else literal
        self.split = None
        if literal:
            self.find = Matcher(row.items, anchored=False).find
            self.split = lambda subject, limit: subject.split(literal, limit or -1)
            return
        expression = row.expression()
        if expression is None:
            self.find = Matcher(row.items, anchored=self.anchored).find
            return
        compiled_expression = regular(expression)
        self.find = compiled_expression.match if self.anchored else compiled_expression.search
        if not self.anchored and not row.may_be_empty_or_longer():
            self.split = compiled_expression.split


compiled: Final = Remembered(Pattern).__getitem__
"""``compiled(text)`` is the Pattern for a text. It never raises."""
