"""Laws of showing values: it is Lua, it never fails, and no byte of it can steer a terminal."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from luashell.interpreter import new_state
from luashell.repl.printing.layout import Bounds, brief, results
from luashell.repl.printing.literals import columns, quoted
from luashell.repl.printing.streaming import pieces_of
from luashell.repl.reporting.excerpts import marked_line
from luashell.repl.styled import plain_text
from luashell.runtime.tables import LuaTable
from luashell.runtime.text import from_typed

if TYPE_CHECKING:
    from typing import TypeAlias

    from luashell.runtime.aliases import LuaValue

    Data: TypeAlias = float | str | dict[float | str, "Data"]

STATE = new_state(stdin=io.BytesIO(), stdout=io.BytesIO(), stderr=io.BytesIO())
UNBOUNDED = 10**9

strings = st.one_of(
    st.binary(max_size=40).map(lambda data: data.decode("latin-1")),
    st.text(max_size=20).map(lambda text: text.encode("utf-8", "surrogatepass").decode("latin-1")),
    st.sampled_from(("x", "end", "name", "_1", "n", "nil", "")),
)
numbers = st.one_of(st.integers(-3, 12).map(float), st.floats(allow_nan=False))
keys = st.one_of(st.integers(1, 6).map(float), numbers, strings)
data = st.recursive(st.one_of(numbers, strings), lambda inner: st.dictionaries(keys, inner, max_size=5), max_leaves=12)
widths = st.integers(20, 200)


def table_of(made: Data) -> LuaValue:
    """A Lua value of plain data."""
    if not isinstance(made, dict):
        return made
    table = STATE.new_table()
    for key, value in made.items():
        table.raw_set(key, table_of(value))
    return table


def is_same(left: LuaValue, right: LuaValue) -> bool:
    """Are two values equal, tables by what they hold?"""
    if isinstance(left, LuaTable) and isinstance(right, LuaTable):
        pairs = dict(left.raw_items())
        others = dict(right.raw_items())
        return pairs.keys() == others.keys() and all(is_same(value, others[key]) for key, value in pairs.items())
    if isinstance(left, float) and isinstance(right, float) and math.isnan(left):
        return math.isnan(right)
    return left == right


def read_back(text: str) -> LuaValue:
    """The value that ``text`` makes."""
    return STATE.calling.call(STATE.load(from_typed(f"return {text}"), "=shown"))


short = st.one_of(numbers, strings.map(lambda text: text[:10]))
narrow = st.recursive(short, lambda inner: st.dictionaries(short, inner, max_size=4), max_leaves=12)


@given(st.dictionaries(short, narrow, max_size=4))
def test_what_is_shown_of_plain_data_makes_it_again(made: dict[float | str, Data]) -> None:
    table = table_of(made)
    STATE.globals_set("_1", table)
    bounds = Bounds(300, UNBOUNDED, UNBOUNDED, UNBOUNDED)  # wide enough for each entry
    assert is_same(read_back(plain_text(results((table,), bounds, STATE.globals))), table)


@given(st.dictionaries(keys, data, max_size=4), widths)
def test_the_whole_of_plain_data_makes_it_again(made: dict[float | str, Data], width: int) -> None:
    table = table_of(made)
    STATE.globals_set("_1", table)
    assert is_same(read_back("".join(pieces_of(table, width, STATE.globals))), table)


@given(strings)
def test_a_string_is_read_back_as_it_was(text: str) -> None:
    assert read_back(quoted(text)) == text


@given(st.lists(data, min_size=1, max_size=3), widths, st.integers(1, 4), st.integers(1, 40), st.integers(20, 100))
def test_no_line_of_a_table_is_longer_than_the_width(
    made: list[Data], width: int, depth: int, items: int, string: int
) -> None:
    values = tuple(table_of({1.0: each}) for each in made)
    bounds = Bounds(width, depth, items, string)
    for line in plain_text(results(values, bounds, STATE.globals)).splitlines():
        assert columns(line) <= bounds.width


def test_a_string_behind_a_long_key_has_room_for_its_head_only() -> None:
    table = table_of({1.0: {1.0: {}, 1e14: "\0\0\x80\0\0\0"}})
    shown = plain_text(results((table,), Bounds(width=40, depth=1, items=1, string=20), STATE.globals))
    assert '    [100000000000000] = "\\000"...\n' in shown


@given(data, widths)
def test_nothing_that_is_shown_steers_a_terminal(made: Data, width: int) -> None:
    value = table_of(made)
    shown = plain_text(results((value,), Bounds(width), STATE.globals))
    whole = "".join(pieces_of(value, width, STATE.globals))
    assert shown.replace("\n", "").isprintable()
    assert whole.replace("\n", "").isprintable()
    assert brief(value, width, STATE.globals).isprintable()


@given(data, st.integers(10, 80))
def test_brief_is_brief(made: Data, room: int) -> None:
    assert columns(brief(table_of(made), room, STATE.globals)) <= max(room, 24)


@given(strings, st.integers(0, 60), st.integers(1, 60), st.integers(20, 120))
def test_marked_line_fits_and_its_mark_is_inside(line: str, column: int, width: int, room: int) -> None:
    line = line.replace("\n", " ")
    shown, begins, length = marked_line(line, column, width, room)
    assert shown.isprintable()
    assert columns(shown) <= room
    assert 0 <= begins <= columns(shown)
    assert length >= 1
    assert begins + length <= max(room, begins + 1)
