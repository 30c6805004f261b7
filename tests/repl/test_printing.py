"""Values on the screen: readable, bounded, harmless."""

import pytest

from luashell.interpreter import new_state
from luashell.repl.printing import MOST_ENTRIES, WIDTH, lines_of
from luashell.runtime.values import first


def shown(expression: str) -> list[str]:
    state = new_state()
    return lines_of(first(state.load("return " + expression, "=test")()))


@pytest.mark.parametrize(
    ("expression", "line"),
    [
        ("nil", "nil"),
        ("1", "1"),
        ("1/3", "0.3333333333333333"),
        ('"text"', '"text"'),
        (r'"\"\\\n\t\r"', r'"\"\\\n\t\r"'),
        (r'"\27[2J\0"', r'"\027[2J\000"'),
        ('"\xc3\xa9"', '"é"'),
        ('"\xff"', r'"\255"'),
        ('"\xc2\x9b"', r'"\194\155"'),  # a control character behind an innocent lead byte
        ("{}", "{}"),
        ("{1, 2}", "{1, 2}"),
        ("{x = 1}", "{x = 1}"),
        ('{1, {2}; x = "y"}', '{1, {2}; x = "y"}'),
        ('{["end"] = 1}', '{["end"] = 1}'),
        ('{["a b"] = 1}', '{["a b"] = 1}'),
        ("{[0] = 1, [2.5] = 2}", "{[0] = 1, [2.5] = 2}"),
    ],
)
def test_value_on_one_line(expression: str, line: str) -> None:
    assert shown(expression) == [line]


@pytest.mark.parametrize("expression", ["print", "function () end", "_STDIN"])
def test_what_has_no_literal_is_shown_by_kind_and_address(expression: str) -> None:
    (line,) = shown(expression)
    assert line.partition(" 0x")[0] in {"function:", "userdata(6):"}


def test_large_table_is_bounded() -> None:
    state = new_state()
    made = state.load("local t = {} for i = 1, 1000 do t[i] = {strrep('x', i)} t['k'..i] = i end return t", "=test")()
    lines = lines_of(made)
    assert len(lines) == MOST_ENTRIES + 3
    assert lines[-2:] == [f"  ... {2000 - MOST_ENTRIES} more", "}"]
    assert max(map(len, lines)) <= WIDTH


def test_long_string_is_cut() -> None:
    (line,) = shown("strrep('x', 10000)")
    assert line.endswith('x"...')
    assert len(line) < 3000


def test_table_that_holds_itself() -> None:
    state = new_state()
    lines = lines_of(state.load("local t = {} t.t = t return t", "=test")())
    assert lines[0] == "{"
    assert lines[1].startswith("  t = {t = {t = ")


def test_tag_methods_are_not_called() -> None:
    state = new_state()
    program = "local t = settag({1}, newtag()) settagmethod(tag(t), 'gettable', error) return t"
    assert lines_of(state.load(program, "=test")()) == ["{1}"]
