"""The law of tables: whatever is done to one, it holds what a plain list of pairs holds (2.7, 3, 6.2)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from luashell.interpreter import new_state
from luashell.stdlib.loading import run_text

if TYPE_CHECKING:
    from collections.abc import Callable

Key: TypeAlias = "float | str"

KEYS: dict[str, Key] = {
    "1": 1.0, "2": 2.0, "3": 3.0, "4": 4.0, "5": 5.0, "0": 0.0, "zero * -1": -0.0, "-1": -1.0, "2.5": 2.5, "2 ^ 3": 8.0,
    "'1'": "1", "'n'": "n", "'x'": "x", "''": "", "number": 2.0, "digit": "2", "'a' .. 'b'": "ab",
}  # fmt: skip
PROGRAM = """
    zero, number, digit = 0, 2, "2"
    function exchanged()
        local table, install, old = {}, globals, globals()
        install(table)
        install(old)
        return table
    end
    function shown(t)
        local pairs = {}
        for k, v in t do tinsert(pairs, type(k) .. " " .. k .. " = " .. v) end
        sort(pairs)
        for i = 1, pairs.n or 0 do write(pairs[i], "\\n") end
        print(getn(t))
    end
"""


class Model:
    """A table as the specification tells of it: pairs, found by looking at all of them."""

    def __init__(self) -> None:
        self.pairs: list[tuple[Key, float]] = []

    def read(self, key: Key) -> float | None:
        return next((v for k, v in self.pairs if type(k) is type(key) and k == key), None)

    def store(self, key: Key, value: float | None) -> None:
        if value is None:
            self.pairs = [(k, v) for k, v in self.pairs if type(k) is not type(key) or k != key]
        elif self.read(key) is None:
            self.pairs.append((key, value))
        else:
            self.pairs = [(k, value if type(k) is type(key) and k == key else v) for k, v in self.pairs]

    def length(self) -> int:
        stored = self.read("n")
        if stored is not None:
            return int(stored)
        return int(max([0.0, *(k for k, _ in self.pairs if isinstance(k, float))]))

    def insert(self, position: int | None, value: float) -> None:
        length = self.length()
        position = length + 1 if position is None else position
        self.store("n", length + 1.0)
        for index in range(length, position - 1, -1):
            self.store(index + 1.0, self.read(float(index)))
        self.store(float(position), value)

    def remove(self, position: int | None) -> None:
        length = self.length()
        if length <= 0:
            return
        for index in range(length if position is None else position, length):
            self.store(float(index), self.read(index + 1.0))
        self.store("n", length - 1.0)
        self.store(float(length), None)

    def shown(self) -> str:
        lines = sorted(
            f"{'number' if isinstance(k, float) else 'string'} {text(k)} = {text(v)}\n" for k, v in self.pairs
        )
        return "".join(lines) + f"{self.length()}\n"


def text(value: Key) -> str:
    return f"{value:.16g}" if isinstance(value, float) else value


Step: TypeAlias = "tuple[str, Callable[[Model], None]]"

key_texts = st.sampled_from(list(KEYS))
values = st.integers(1, 6)


def storing(key: str, value: int | None, form: str) -> Step:
    written = "nil" if value is None else str(value)
    return form.format(key, written), lambda model: model.store(KEYS[key], None if value is None else float(value))


def inserting(position: int | None, value: int) -> Step:
    where = "" if position is None else f"{position}, "
    return f"tinsert(t, {where}{value})", lambda model: model.insert(position, float(value))


def removing(position: int | None) -> Step:
    return f"tremove(t{'' if position is None else f', {position}'})", lambda model: model.remove(position)


def sweeping(form: str, kept: int) -> Step:
    """Clear the entries of other values than ``kept`` while walking over all, and double what is kept."""

    def sweep(model: Model) -> None:
        model.pairs = [(k, 2 * v) for k, v in model.pairs if v == kept]

    return form.format(kept), sweep


steps: st.SearchStrategy[Step] = st.one_of(
    st.builds(
        storing,
        key_texts,
        st.none() | values,
        st.sampled_from(["t[{0}] = {1}", "rawset(t, {0}, {1})", "k = {0} t[k] = {1}"]),
    ),
    st.builds(inserting, st.none() | st.integers(-1, 6), values),
    st.builds(removing, st.none() | st.integers(-1, 6)),
    st.builds(
        sweeping,
        st.sampled_from(
            [
                "for k, v in t do if v ~= {0} then t[k] = nil else t[k] = 2 * v end end",
                "foreach(t, function (k, v) if v ~= {0} then t[k] = nil else t[k] = 2 * v end end)",
                "k, v = next(t) while k do if v ~= {0} then t[k] = nil else t[k] = 2 * v end k, v = next(t, k) end",
                "for k, v in t do rawset(t, k, v == {0} and v + v or nil) if nil then k = 1 end end",
            ]
        ),
        values,
    ),
)


@given(st.lists(steps, max_size=25))
def test_a_table_holds_what_the_model_holds(sequence: list[Step]) -> None:
    model = Model()
    for _, change in sequence:
        change(model)
    for made in ("{}", "settag({}, newtag())", "exchanged()"):
        stdout = io.BytesIO()
        state = new_state(stdin=io.BytesIO(), stdout=stdout, stderr=io.BytesIO())
        program = "\n".join(step for step, _ in sequence)

        run_text(state, f"{PROGRAM} t = {made} {program} shown(t)", "=t")

        assert stdout.getvalue().decode() == model.shown()
