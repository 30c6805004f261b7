"""Constructors: which of equal keys wins, and what a nil does.

Derived: the specification says that the stores are raw and leaves their order open; the original evaluates up to 32
fields and stores them from the last to the first.
"""

from __future__ import annotations

import pytest

from luashell.interpreter import new_state


def run(text: str) -> object:
    """What the chunk ``text`` returns."""
    return new_state().load(text, "=t")()


@pytest.mark.parametrize(
    ("constructor", "expected"),
    [
        ("{x = 1, x = 2}", ("x", 1.0)),
        ("{x = nil, x = 2}", ("x", None)),
        ("{x = 1, x = nil}", ("x", 1.0)),
        ("{[k] = 1, [k] = 2}", ("k", 1.0)),
        ("{k = 1, [k] = 2}", ("k", 1.0)),
        ("{[k] = 2, k = 1}", ("k", 2.0)),
        ("{[1] = 20; nil}", (1.0, None)),
        ("{[1] = 20; 10}", (1.0, 10.0)),
        ("{10; [1] = 20}", (1.0, 20.0)),
        ("{10; [1] = nil}", (1.0, None)),
        ("{10, 11; [n] = nil}", (1.0, None)),
        ("{" + ", ".join(["x = 1"] * 32 + ["x = 2"]) + "}", ("x", 2.0)),
        ("{" + ", ".join(["x = 1"] * 32 + ["x = nil"]) + "}", ("x", None)),
    ],
)
def test_of_equal_keys(constructor: str, expected: tuple[object, object]) -> None:
    key, value = expected
    assert run(f"local k, n = 'k', 1 local t = {constructor} return t[{key!r}]".replace("'", '"')) == value


def test_all_values_are_evaluated_in_the_order_of_the_text() -> None:
    text = """
    local seen = {text = ""}
    local note = function (x) %seen.text = %seen.text .. x return x end
    local t = {[note("a")] = note("b"), c = note("c"), c = note("d"); note("e"), note("f")}
    return seen.text, t.a, t.c, t[1], t[2]
    """
    assert run(text) == ("abcdef", "b", "c", "e", "f")
