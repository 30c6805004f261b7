"""Lists (specification 6.2): ``sort``, ``tinsert`` and ``tremove`` with holes, signs of zero and huge counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from luashell.errors import LuaError
from luashell.interpreter import new_state
from luashell.stdlib.tablefuncs import TableFunctions, library

if TYPE_CHECKING:
    from luashell.runtime.tables import LuaTable

state = new_state()
functions = library.open(TableFunctions(state))
sort, tinsert, tremove = functions["sort"], functions["tinsert"], functions["tremove"]

HUGE = 2147483647.0


def table(*values: object, n: float | None = None, **fields: object) -> LuaTable:
    made = state.new_table()
    made.store_list(values)
    for key, value in fields.items():
        made.raw_set(key, value)
    if n is not None:
        made.raw_set("n", n)
    return made


def contents(sorted_table: LuaTable) -> dict[object, object]:
    return dict(sorted_table.raw_items())


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([3.0, 1.0, 2.0], [1.0, 2.0, 3.0]),
        ([0.0, 2.0, -1.0, 0.0], [-1.0, 0.0, 0.0, 2.0]),
        (["b", "", "a\0", "a"], ["", "a", "a\0", "b"]),
        ([], []),
        (["x"], ["x"]),
    ],
)
def test_sorts_in_the_natural_order(values: list[object], expected: list[object]) -> None:
    numbers = table(*values)
    assert sort(numbers) == ()
    assert numbers.list_values() == expected


def test_sort_keeps_the_sign_of_each_zero() -> None:
    zeros = table(0.0, -0.0, 1.0, -1.0)
    sort(zeros)
    assert sorted(map(repr, zeros.list_values())) == ["-0.0", "-1.0", "0.0", "1.0"]


@pytest.mark.parametrize("true", [1.0, "", (1.0, None), ("x",)])
@pytest.mark.parametrize("false", [None, (), (None, 1.0)])
def test_a_comparator_answers_by_its_first_result(true: object, false: object) -> None:
    values = [float(value * 7919 % 101) for value in range(100)]
    numbers = table(*values)
    sort(numbers, lambda left, right: true if left > right else false)
    assert numbers.list_values() == sorted(values, reverse=True)


def test_nils_reach_the_comparator() -> None:
    holes = table(3.0, None, 1.0, None, 2.0)
    sort(holes, lambda left, right: 1.0 if left is not None and (right is None or left < right) else None)
    assert contents(holes) == {1.0: 1.0, 2.0: 2.0, 3.0: 3.0}


def test_what_stands_beside_the_list_stops_a_bad_comparator() -> None:
    """The scan of the original looks at t[n+1] too."""
    seen: list[object] = []

    def compare(left: object, right: object) -> float | None:
        seen.append(left)
        return 1.0 if left != "beyond" else None

    numbers = table(1.0, 2.0, 3.0, 4.0, "beyond", n=4.0)
    with pytest.raises(LuaError, match="invalid order function for sorting"):
        sort(numbers, compare)
    assert "beyond" in seen


def test_sort_of_a_huge_count_compares_what_is_there() -> None:
    with pytest.raises(LuaError, match="attempt to compare"):
        sort(table(1.0, n=HUGE))

    def stop(left: object, right: object) -> None:
        raise LuaError(f"{left}, {right}")

    with pytest.raises(LuaError, match=r"^None, 1\.0$"):
        sort(table(1.0, n=HUGE), stop)


def test_tinsert_moves_what_is_there_by_one() -> None:
    values = table("a", "b", "c", half="x")
    tinsert(values, 2.0, "new")
    assert contents(values) == {"half": "x", "n": 4.0, 1.0: "a", 2.0: "new", 3.0: "b", 4.0: "c"}
    tinsert(values, None)
    assert values.raw_get("n") == 5.0


def test_tinsert_and_tremove_move_few_elements_over_a_huge_range() -> None:
    values = table("a", None, "c", n=HUGE - 2)
    values.raw_set(1.5, "stays")
    values.raw_set(-7.0, "z")
    tinsert(values, -HUGE, "first")
    assert contents(values) == {
        "n": HUGE - 1, 1.5: "stays", -HUGE: "first", -6.0: "z", 2.0: "a", 4.0: "c"
    }  # fmt: skip
    assert tremove(values, -HUGE) == "first"
    assert contents(values) == {"n": HUGE - 2, 1.5: "stays", -7.0: "z", 1.0: "a", 3.0: "c"}
