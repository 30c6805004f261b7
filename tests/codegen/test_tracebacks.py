"""Names of functions in tracebacks, for calls of every form (specification 5.6)."""

import pytest

from tests.chunks import report

HANDLED = """T = newtag()
for i, event in {"index", "gettable", "settable", "add", "unm", "concat", "lt", "function", "pow"} do
  if event ~= "gettable" then settagmethod(T, event, function () error(%event) end) end
end
o = settag({}, T)
local p = o
function g() return 1 end
"""


def levels(text: str) -> list[str]:
    """The levels of the traceback but the first, which is ``error``, without their numbers."""
    return [line[7:] for line in report(text).splitlines()[3:]]


@pytest.mark.parametrize(
    ("statement", "event"),
    [
        ("local x = o.y", "index"),
        ("local x = p[1]", "index"),
        ("o:m()", "index"),
        ("p:m(g())", "index"),
        ("o.m()", "index"),
        ("o.x = 1", "settable"),
        ("o.x = nil", "settable"),
        ("o[g()] = g()", "settable"),
        ("local x = o + 1", "add"),
        ("local x = o +\n g()", "add"),
        ("local x = -g() + o", "add"),
        ("local x = -o", "unm"),
        ("local x = g() .. o", "concat"),
        ("local x = o ..\n g()", "concat"),
        ("local x = o < g()", "lt"),
        ("if o >=\n g() then end", "lt"),
        ("while g() and o > p do end", "lt"),
        ("local x = o ^ g()", "pow"),
        ("local x = strlen(o ..\n g())", "concat"),
    ],
)
def test_a_tag_method_is_named_by_its_event(statement: str, event: str) -> None:
    lines = statement.count("\n")
    handler = levels(HANDLED + statement)

    assert handler == [f"`{event}' tag method at line 3 [t]", f"main of t at line {8 + lines}"]


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("f()", "function `f'"),
        ("local x = f()", "function `f'"),
        ("local h = f h()", "function `h'"),
        ("t = {f = f} t.f()", "method `f'"),
        ("t = {f = f} t:f(1)", "method `f'"),
        ("t = {f = f} t['f']{}", "method `f'"),
        ("t = {f} t[1]()", "function `f'"),
        ("t = {f} f = nil t[1]'x'", "function <1:t>"),
        ("local t = {x = f(g(), 1)}", "function `f'"),
        ("return f(g())", "function `f'"),
        ("return 1, f()", "function `f'"),
        ("local a, b = 1, f()", "function `f'"),
        ("a, b = f(f)", "function `f'"),
        ("g(f())", "function `f'"),
        ("g(1, f(g()))", "function `f'"),
        ("if 1 == f() then end", "function `f'"),
        ("for i = f(), 1 do end", "function `f'"),
        ("x = 'a' .. f()", "function `f'"),
        ("x = nil or f()", "function `f'"),
        ("x = {[f()] = 1}", "function `f'"),
        ("settagmethod(tag(nil), 'getglobal', f) x = undefined", "function `f'"),
        ("T = newtag() settagmethod(T, 'function', f) o = settag({}, T) f = nil o()", "function `o'"),
        ("T = newtag() settagmethod(T, 'add', f) local u = settag({}, T) f = nil local x = u + 1", "`add' tag method"),
        ("local k = f f = nil local h = function () return %k() end h()", "function <1:t>"),
        ("strlen = f strlen('x')", "function `strlen'"),
        ("do do do do do do do do do do f() end end end end end end end end end end", "function `f'"),
    ],
)
def test_a_function_is_named_by_the_place_that_calls_it(statement: str, named: str) -> None:
    at = levels("function f() error('x') end function g() return 1 end " + statement)[0]

    assert at == f"{named} at line 1" + ("" if named.endswith(">") else " [t]")


def test_functions_called_by_the_library() -> None:
    text = """local f = function () error("x") end
        local g = function () foreach({1}, %f) end
        call(g, {})"""
    assert levels(text) == [
        "function <1:t> at line 1",
        "function `foreach' [C]",
        "function <2:t> at line 2",
        "function `call' [C]",
        "main of t at line 3",
    ]
