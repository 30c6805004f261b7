"""Texts that are no Lua 4.0, because their writer knows another Lua or another language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luashell.repl.advice.foreign_syntax import syntax_advice
from tests.repl.prompts import Prompt

NO_BITS = "Lua 4.0 has no operations on bits"
COMMENT = "Lua 4.0 writes comments as -- to the end of the line"


@pytest.mark.parametrize(
    ("entry", "advice"),
    [
        ("a != b", "Lua 4.0 writes a ~= b"),
        ("a <> b", "Lua 4.0 writes a ~= b"),
        ("x = #t", "Lua 4.0 writes getn(t) or strlen(s)"),
        ("x=#t", "Lua 4.0 writes getn(t) or strlen(s)"),
        ("x = a % b", "Lua 4.0 writes mod(x, y)"),
        ("function f(a, b) return a % b end", "Lua 4.0 writes mod(x, y)"),
        ("x = 7 // 2", "Lua 4.0 writes floor(x / y)"),
        ("x += 1", "Lua 4.0 writes x = x + y"),
        ("x -= 1", "Lua 4.0 writes x = x - y"),
        ("s ..= 'a'", "Lua 4.0 writes s = s .. x"),
        ("x++", "Lua 4.0 writes x = x + 1"),
        ("y = x ** 2", "Lua 4.0 writes x ^ y"),
        ("x = !a", "Lua 4.0 writes not a"),
        ("x = a && b", "Lua 4.0 writes a and b"),
        ("x = a || b", "Lua 4.0 writes a or b"),
        ("x = a ? b", "Lua 4.0 writes a and b or c"),
        ("x = a | b", NO_BITS),
        ("x = a << b", NO_BITS),
        ("x = ~a", NO_BITS),
        ("0x10", "Lua 4.0 writes numbers in decimal"),
        ("local function f() end", "Lua 4.0 writes local name = function (...) ... end"),
        ("def f(x) end", "Lua 4.0 writes function name(...) ... end"),
        ("if a then elif b then end", "Lua 4.0 writes elseif"),
        ("if a then continue end", "Lua 4.0 has no continue"),
        ("goto out", "Lua 4.0 has no goto"),
        ("x = 1 ::out::", "Lua 4.0 has no goto"),
        ("t = {1, x = 2}", "Lua 4.0 writes {1, 2; x = 3}: what has a name comes last, behind a semicolon"),
        ("f(...)", "Lua 4.0 writes call(f, arg): further arguments are in the table arg"),
        ("x = [=[text]=]", "Lua 4.0 writes [[...]], whose inner brackets come in pairs"),
        ("('x'):upper()", "Lua 4.0 can index and call no expression in parentheses: give it a name first"),
        ("if (x) {", "blocks of Lua have no braces: if x then ... end, while x do ... end"),
        ("x = 1\n// more", COMMENT),
        ("/* more */", COMMENT),
        ("--[[ one\ntwo words\n]]", "comments of Lua 4.0 end with their line: each line of one begins with --"),
    ],
)
def test_what_others_write(entry: str, advice: str) -> None:
    answer = Prompt().answer(entry)
    assert answer.endswith((f"^\n{advice}\n", f"~\n{advice}\n"))


@pytest.mark.parametrize(
    "entry",
    [
        "f(1 2)",
        "x = )",
        "x = = 1",
        "end",
        "x = {1 2}",
        "a.b = c d",
        "-- [[ note\nf(1 2)",
        "--[[ note ]]\nf(1 2)",
        "a = 0 x",
    ],
)
def test_plain_mistakes_are_not_taken_for_it(entry: str) -> None:
    assert "Lua 4.0" not in Prompt().answer(entry)


@given(st.text(alphabet="ax0 .=~!#%&|/*-+<>(){}[:\n", max_size=30), st.integers(0, 30))
def test_advice_on_any_text(text: str, position: int) -> None:
    assert "\n" not in syntax_advice(text, min(position, len(text)))
