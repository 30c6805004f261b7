"""What somebody may have meant by a name that there is not: a name spelt wrongly, or one of a later Lua.

Errors end with it::

    advice("prnit", names)        "did you mean print?"
    advice("string.len", names)   "Lua 4.0 writes strlen(s)"
    advice("coroutine.create", names)   "Lua 4.0 has no coroutines"
    advice("zzzz", names)         ""

``names`` are those that would be possible in the same place: all globals (``Globals.items_so_far`` and
``Globals.names_ahead``), the fields of the table, the methods of the socket. Of a global that there is not, give the
whole chain as it was typed (``string.len``), of a field or method its name alone (``settimeout``) and ``is_field``.
"""

from __future__ import annotations

from luashell.repl.advice.counterparts import METHODS, NOT_THERE, WRITTEN_AS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final

__all__ = ["advice", "counterpart", "suggest"]

MOST: Final = 3
"""Names that are suggested at most."""

SHORTEST_PART: Final = 3
"""Letters from which on a name may be meant as a part of a longer one."""


def advice(written: str, known: Iterable[str], *, is_field: bool = False) -> str:
    """One sentence about ``written``, which is nowhere among the ``known`` names; empty when nothing comes to mind.

    ``is_field`` says that the names are those of the fields of a table, or of the methods of a socket.
    """
    later = counterpart(written)
    if later is not None and (not is_field or written in METHODS):
        return later
    known = {*known}
    first = written.partition(".")[0]
    names = [] if first in known else suggest(first, known)
    if not names:
        return ""
    *others, last = names
    return f"did you mean {', '.join(others)} or {last}?" if others else f"did you mean {last}?"


def counterpart(written: str) -> str | None:
    """What to say of a name or an operator of later versions of Lua or LuaSocket; None for all others."""
    module, point, field = written.rpartition(".")
    if point and module in NOT_THERE and written not in WRITTEN_AS and written not in NOT_THERE:
        fields = [key.rpartition(".")[2] for key in WRITTEN_AS if key.rpartition(".")[0] == module]
        written = ".".join([module, *suggest(field, fields)[:1]])
    if written in WRITTEN_AS:
        return f"Lua 4.0 writes {WRITTEN_AS[written]}"
    while written not in NOT_THERE:
        written, point, _ = written.rpartition(".")
        if not point:
            return None
    return NOT_THERE[written]


def suggest(name: str, known: Iterable[str]) -> list[str]:
    """The names among ``known`` that are most like ``name``, the likeliest first, at most three.

    First those that differ in case and underscores only; then those that are one slip away (a letter too many, missing,
    wrong, or exchanged with its neighbour), or a half of which is the whole of the other; then those more slips away;
    then those that contain it.
    """
    bare = _bare(name)
    if not bare:
        return []
    slips = _slips_allowed(bare)
    ranked = []
    for other in {*known} - {name}:
        bare_other = _bare(other)
        distance = _distance(bare, bare_other, slips)
        if distance and _is_half_of(bare, bare_other):
            distance = 1
        elif distance > slips:
            if len(bare) < SHORTEST_PART or bare not in bare_other:
                continue
            distance = slips + 1
        ranked.append((distance, abs(len(other) - len(name)), other))
    ranked.sort()
    return [other for rank, _, other in ranked if rank <= max(ranked[0][0], 1)][:MOST]


def _bare(name: str) -> str:
    """What remains of a name when case and underscores do not matter."""
    return name.replace("_", "").lower()


def _is_half_of(left: str, right: str) -> bool:
    """Does one of the names begin or end with the other, which is half of it or more?"""
    short, long = sorted((left, right), key=len)
    if len(short) < SHORTEST_PART or 2 * len(short) < len(long):
        return False
    return long.startswith(short) or long.endswith(short)


def _slips_allowed(name: str) -> int:
    """How many slips a name of this length may have: none in a letter or two, where all names would be alike."""
    length = len(name)
    return 0 if length < 3 else 1 if length < 6 else 2 if length < 10 else 3


def _distance(left: str, right: str, limit: int) -> int:
    """The number of slips from one name to the other; more than ``limit`` means only that it is more.

    Letters inserted, deleted, replaced, or exchanged with their neighbour (optimal string alignment).
    """
    if abs(len(left) - len(right)) > limit or len({*left} - {*right}) > limit:
        return limit + 1
    before: list[int] = []
    row: list[int] = [*range(len(right) + 1)]
    for i, letter in enumerate(left, 1):
        before, above, row = row, before, [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and other == left[i - 2]:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]
