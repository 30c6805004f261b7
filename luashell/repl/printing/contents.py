"""The entries of a table, read raw and in order: the list, then numbers, strings, and all other keys."""

from __future__ import annotations

from itertools import chain, islice

from luashell.repl.printing.literals import exact_number, is_name, quoted
from luashell.runtime.values import type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from typing import Final, TypeAlias

    from luashell.runtime.aliases import LuaValue
    from luashell.runtime.tables import LuaTable

    Pair: TypeAlias = tuple[LuaValue, LuaValue]

__all__ = ["Contents", "all_contents", "first_contents", "key_text"]

LOOKED_AT: Final = 10_000
"""Entries that are looked at to find those that come first: a huge table is shown as quickly as a small one."""


class Contents:
    """Entries of a table: ``listed``, the values at 1, 2, 3 ..., and ``keyed``, all other keys with their values.

    ``left_out`` is how many more there are; ``is_ordered`` is false when not even all keys were looked at.
    """

    __slots__ = ("is_ordered", "keyed", "left_out", "listed")

    def __init__(self, listed: list[LuaValue], keyed: list[Pair], left_out: int, *, is_ordered: bool = True) -> None:
        self.listed = listed
        self.keyed = keyed
        self.left_out = left_out
        self.is_ordered = is_ordered


def first_contents(table: LuaTable, most: int) -> Contents:
    """The first entries of a table: at most ``most`` of the list, and as many others."""
    pairs = table.raw_items()
    total = len(pairs)
    length = _list_length(table, LOOKED_AT)
    listed = [table.raw_get(float(position)) for position in range(1, min(length, most) + 1)]
    if length >= total:
        return Contents(listed, [], total - len(listed))
    end = length if length < LOOKED_AT else total
    looked_at: Iterable[Pair] = pairs
    if total > LOOKED_AT:  # what is not in the list has mostly come before it, or after it
        looked_at = chain(islice(pairs, LOOKED_AT // 2), islice(reversed(pairs), LOOKED_AT // 2))  # type: ignore[call-overload]  # a view of a dict
    keyed = _in_order(_not_listed(looked_at, end))[:most]
    return Contents(
        listed, keyed, total - len(listed) - len(keyed), is_ordered=total <= LOOKED_AT or length == LOOKED_AT
    )


def all_contents(table: LuaTable) -> Contents:
    """All entries of a table."""
    pairs = table.raw_items()
    length = _list_length(table, len(pairs))
    listed = [table.raw_get(float(position)) for position in range(1, length + 1)]
    return Contents(listed, _in_order(_not_listed(pairs, length)) if length < len(pairs) else [], 0)


def key_text(key: LuaValue, other: Callable[[LuaValue], str]) -> str:
    """A key as a constructor writes it: ``name``, ``["a b"]``, ``[0.5]``; ``other`` names keys without a literal."""
    if isinstance(key, str):
        return key if is_name(key) else f"[{quoted(key)}]"
    return f"[{exact_number(key)}]" if isinstance(key, float) else f"[{other(key)}]"


def _list_length(table: LuaTable, most: int) -> int:
    """How many values stand at 1, 2, 3 ... without a gap, as far as ``most``."""
    length = 0
    while length < most and table.raw_get(length + 1.0) is not None:
        length += 1
    return length


def _not_listed(pairs: Iterable[Pair], length: int) -> list[Pair]:
    return [
        (key, value)
        for key, value in pairs
        if value is not None and not (isinstance(key, float) and 1 <= key <= length and key.is_integer())
    ]


def _in_order(pairs: Collection[Pair]) -> list[Pair]:
    return sorted(pairs, key=_rank)


def _rank(pair: Pair) -> tuple[int, float, str]:
    key = pair[0]
    if isinstance(key, float):
        return (0, key, "") if key == key else (1, 0.0, "")
    return (2, 0.0, key) if isinstance(key, str) else (3, 0.0, type_name(key))
