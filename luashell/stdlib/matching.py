"""The items of a pattern, and a matcher for any row of them (specification 6.3.2).

An item knows the ways in which it can match at some place, the preferred one first, and where Python's ``re`` knows the
same ways in the same order, its regular expression. The Matcher goes depth first through the ways of one item after the
other, which is the original's recursive backtracking; it keeps its own stack, so that neither a long subject nor a long
pattern meets Python's limit of recursion.
"""

from __future__ import annotations

from luashell.errors import LuaError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator
    from typing import Final, NoReturn, TypeAlias

    Members: TypeAlias = frozenset[str]
    Captures: TypeAlias = tuple[tuple[int, int], ...]
    """Start and end of each capture, counted from 0; the end is -1 while the capture is open."""

    State: TypeAlias = tuple[int, Captures]
    """How far the subject is matched, and what has been captured on the way."""

__all__ = [
    "BYTES",
    "REPETITIONS",
    "Balance",
    "ClassItem",
    "Close",
    "End",
    "Fault",
    "Item",
    "Match",
    "Matcher",
    "Open",
    "Reference",
    "regular",
]

BYTES: Final = frozenset(map(chr, range(256)))

REPETITIONS: Final[dict[str, tuple[int, int | None]]] = {"*": (0, None), "+": (1, None), "-": (0, None), "?": (0, 1)}
"""Least and most of each repetition byte; None is without limit."""


def regular(expression: str) -> re.Pattern[str]:
    """Compile for ``re``, which is imported at the first call: many programs match nothing."""
    import re

    return re.compile(expression, re.DOTALL)


def _set_expression(members: Members) -> str:
    """A regular expression for one byte out of ``members``: the set, or its complement when that is shorter."""
    if len(members) == len(BYTES):
        return "."
    negated = not 0 < len(members) <= 128
    spans: list[list[int]] = []
    for code in sorted(map(ord, BYTES - members if negated else members)):
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    ranges = (f"\\x{low:02x}-\\x{high:02x}" if low < high else f"\\x{low:02x}" for low, high in spans)
    return f"[{'^' if negated else ''}{''.join(ranges)}]"


class Item:
    """One item of a pattern."""

    __slots__ = ()

    expression: str | None = None
    """A regular expression that tries the same ways in the same order, or None."""

    first_bytes: Members | None = None
    """The bytes with which every match of the item begins; None when it may be empty, or raises."""

    def ways(self, subject: str, state: State) -> Iterator[State]:
        """The states after each way in which the item can match here, the preferred one first."""
        raise NotImplementedError


class ClassItem(Item):
    """A single-character class and its repetition byte, "" for none.

    It matches ``least`` to ``most`` bytes (None: without limit), as many as it can, or if ``shortest`` as few.
    """

    __slots__ = ("expression", "first_bytes", "least", "members", "most", "shortest")

    def __init__(self, members: Members, repetition: str) -> None:
        self.members = members
        self.least, self.most = REPETITIONS.get(repetition, (1, 1))
        self.shortest = repetition == "-"
        self.expression = _set_expression(members) + ("*?" if self.shortest else repetition)
        self.first_bytes = members if self.least else None

    def ways(self, subject: str, state: State) -> Iterator[State]:
        """All bytes that are members, then one less at a time; if ``shortest``, the other way round."""
        position, captures = state
        length = len(subject)
        if self.shortest:
            yield state
            while position < length and subject[position] in self.members:
                position += 1
                yield position, captures
        else:
            end = position
            limit = length if self.most is None else min(length, position + self.most)
            while end < limit and subject[end] in self.members:
                end += 1
            for way in range(end, position + self.least - 1, -1):
                yield way, captures


class Open(Item):
    """``(``: the next capture begins."""

    __slots__ = ()
    expression = "("

    def ways(self, subject: str, state: State) -> Iterator[State]:  # noqa: ARG002  # the interface of all items
        """One way: a capture more, as yet without an end."""
        position, captures = state
        yield position, (*captures, (position, -1))


class Close(Item):
    """``)``: a capture ends; ``level`` counts from 1."""

    __slots__ = ("level",)
    expression = ")"

    def __init__(self, level: int) -> None:
        self.level = level

    def ways(self, subject: str, state: State) -> Iterator[State]:  # noqa: ARG002  # the interface of all items
        """One way: the capture has its end."""
        position, captures = state
        level = self.level
        yield position, (*captures[: level - 1], (captures[level - 1][0], position), *captures[level:])


class Reference(Item):
    """``%1`` to ``%9``: the text of a capture that has ended."""

    __slots__ = ("expression", "level")

    def __init__(self, level: int) -> None:
        self.level = level
        self.expression = f"(?:\\{level})"  # in a group, lest a digit that follows become part of the number

    def ways(self, subject: str, state: State) -> Iterator[State]:
        """One way, where the subject goes on with the text of the capture."""
        position, captures = state
        start, end = captures[self.level - 1]
        if subject.startswith(subject[start:end], position):
            yield position + end - start, captures


class Balance(Item):
    """``%bxy``: from x to the y that balances it; two equal bytes enclose what is between them."""

    __slots__ = ("_delimiter", "closing", "first_bytes", "opening")

    def __init__(self, opening: str, closing: str) -> None:
        self.opening = opening
        self.closing = closing
        self.first_bytes = frozenset(opening)
        self._delimiter = regular(_set_expression(frozenset((opening, closing))))

    def ways(self, subject: str, state: State) -> Iterator[State]:
        """One way: to the closing byte that leaves none open."""
        position, captures = state
        if not subject.startswith(self.opening, position):
            return
        depth = 1
        for delimiter in self._delimiter.finditer(subject, position + 1):
            if delimiter[0] != self.closing:
                depth += 1
            elif depth > 1:
                depth -= 1
            else:
                yield delimiter.end(), captures
                return


class End(Item):
    """``$`` at the end of the pattern: the end of the subject."""

    __slots__ = ()
    expression = r"\Z"

    def ways(self, subject: str, state: State) -> Iterator[State]:
        """One way, at the end of the subject."""
        if state[0] == len(subject):
            yield state


class Fault(Item):
    """What is wrong with the pattern: an error for the matching that gets here."""

    __slots__ = ("message",)

    def __init__(self, message: str | None) -> None:
        self.message = message

    def ways(self, subject: str, state: State) -> NoReturn:  # noqa: ARG002  # the interface of all items
        """No way: LuaError."""
        raise LuaError(self.message)


class Match:
    """What the Matcher found: as much of ``re.Match`` as is used here, positions from 0, levels from 1."""

    __slots__ = ("_captures", "_span", "_subject")

    def __init__(self, subject: str, span: tuple[int, int], captures: Captures) -> None:
        self._subject = subject
        self._span = span
        self._captures = captures

    def span(self) -> tuple[int, int]:
        """Where the match begins and ends."""
        return self._span

    def group(self, level: int) -> str:
        """The text of one capture, which has ended."""
        start, end = self._captures[level - 1]
        return self._subject[start:end]

    def groups(self) -> tuple[str, ...]:
        """The texts of all captures; LuaError when one has not ended."""
        if any(end < 0 for _, end in self._captures):
            raise LuaError("unfinished capture")
        return tuple([self._subject[start:end] for start, end in self._captures])


class Matcher:
    """Matches any row of items, faulty ones included; ``anchored``: only where it is told to begin."""

    __slots__ = ("_anchored", "_first_byte", "_first_bytes", "_items")

    def __init__(self, items: Iterable[Item], *, anchored: bool) -> None:
        self._items = tuple(items)
        self._anchored = anchored
        leader = next((item for item in self._items if not isinstance(item, Open)), None)
        self._first_bytes = None if leader is None else leader.first_bytes
        self._first_byte: re.Pattern[str] | None = None

    def find(self, subject: str, start: int) -> Match | None:
        """The first match at or after ``start``; if anchored, the match at ``start``."""
        for origin in self._origins(subject, start):
            state = self._match(subject, (origin, ()))
            if state is not None:
                return Match(subject, (origin, state[0]), state[1])
        return None

    def _origins(self, subject: str, start: int) -> Iterable[int]:
        """The places to try, less those at which the first item must fail."""
        if self._anchored:
            return (start,)
        if self._first_bytes is None:
            return range(start, len(subject) + 1)
        if self._first_byte is None:
            self._first_byte = regular(_set_expression(self._first_bytes))
        return (byte.start() for byte in self._first_byte.finditer(subject, start))

    def _match(self, subject: str, state: State) -> State | None:
        """Where the first match from ``state`` leads: a depth-first search with one stack entry for each item."""
        items = self._items
        if not items:
            return state
        stack = [items[0].ways(subject, state)]
        while stack:
            reached = next(stack[-1], None)
            if reached is None:
                stack.pop()
            elif len(stack) == len(items):
                return reached
            else:
                stack.append(items[len(stack)].ways(subject, reached))
        return None
