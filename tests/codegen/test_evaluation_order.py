"""Operands are evaluated once each, from left to right, whatever may be left to Python (specification 2.3, 4.1)."""

import pytest

from tests.chunks import message, output

TRACED = """
T = newtag()
for i, event in {"add", "sub", "mul", "div", "pow", "unm", "concat"} do
    local answer = {add = 1, sub = 2, mul = 3, div = 4, pow = 5, unm = 6, concat = "joined"}
    settagmethod(T, event, function (a, b, event) write(event, " ") return %answer[event] end)
end
settagmethod(T, "lt", function (a, b) write("lt ") return 1 end)
settagmethod(T, "index", function (t, k) write("index ") return k end)
local a, b = settag({}, T), settag({}, T)
function two() write("two ") return a_global, 2 end
a_global = b
"""

LONG = "+ 1" * 30


@pytest.mark.parametrize(
    ("expression", "events"),
    [
        ("(a + b) == (a < b)", "add lt"),
        ("(a < b) == (a + b)", "lt add"),
        ("(a + b) * (a < b)", "add lt"),
        ("(a + b) .. (a < b)", "add lt"),
        ("(a + b) .. (not not (a < b)) .. 'x'", "add lt"),
        ("(a .. b) .. (a + b) .. (a < b)", "concat add lt"),
        ("(a + b) < (a * b)", "add mul"),
        ("-(a + b) + (a < b)", "add lt"),
        ("(a - b) * (a.x == 'x') + (a / b)", "sub index div"),
        ("(a + b) ^ 2 + (a < b)", "add lt"),
        ("(a + b) + (a < b and a * b or a / b)", "add lt mul"),
        ("strsub(a .. b, a < b)", "concat lt"),
        ("strbyte(a .. b, a < b)", "concat lt"),
        ("strfind(a .. b, 'o', a < b)", "concat lt"),
        ("mod(a + b, a < b)", "add lt"),
        ("rawget({}, 'x') == (a < b)", "lt"),
        ("(a < b) < two()", "lt two"),
        ("(a + b) * (a * b" + LONG + ")", "add mul"),
    ],
)
def test_tag_methods_are_called_in_order(expression: str, events: str) -> None:
    written = output(TRACED.replace("a_global = b", "a_global = 3") + f"local x = {expression}")

    assert written.split() == events.split()


@pytest.mark.parametrize(
    ("condition", "events"),
    [
        ("a + b and a < b and a * b", "add lt mul"),
        ("not (a + b) or a < b or a * b", "add lt"),
        ("a < b and a > b and not (b < a)", "lt lt lt"),
        ("nil and a + b", ""),
        ("1 or a + b", ""),
        ("a < b or a + b", "lt"),
        ("not (a < b) and a .. b", "lt"),
        ("a < b and -a and (a == b or a - b)", "lt unm sub"),
        ("(a + b) * 2 < 3 and a < b", "add lt"),
        ("a.x == 'x' and a < b and (a + b == 1)", "index lt add"),
    ],
)
def test_conditions_stop_where_they_are_decided(condition: str, events: str) -> None:
    forms = (
        f"if {condition} then end",
        f"if nil then elseif {condition} then end",
        f"while {condition} do break end",
        f"repeat local done = 1 until {condition} or 1",
        f"local x = not ({condition})",
        f"local x = {condition}",
    )
    for form in forms:
        assert output(TRACED + form).split() == events.split(), form


@pytest.mark.parametrize("value", ["x + 1", "x .. 'a'", "-x", "x" + LONG, "x * 2 > 1" + LONG, "x ^ 2", "x.y", "x < 1"])
def test_a_guard_protects_what_follows(value: str) -> None:
    text = f"""
        local x
        if x and {value} then print("evaluated") end
        if not x or {value} then print("guarded") end
        if x ~= nil and {value} then print("evaluated") elseif x and {value} then print("evaluated") end
        while x and {value} do print("evaluated") end
        repeat until not x or {value}
        print(x and {value}, not (x and {value}), (not x) or {value})
    """
    assert output(text) == "guarded\nnil\t1\t1\n"


@pytest.mark.parametrize(
    ("expression", "blamed"),
    [
        ("(x + 1) * (y + 1)", "x"),
        ("(x + 1) * (y < 1)", "x"),
        ("(x + 1) * (y" + LONG + ")", "x"),
        ("1 + 2 * x + (y" + LONG + ")", "x"),
        ("(x + 1) .. (y + 1)", "x"),
        ("strsub(x + 1, y < 1)", "x"),
        ("{x + 1, y + 1}", "x"),
        ("{[x + 1] = y + 1}", "x"),
        ("print(x + 1, y + 1)", "x"),
        ("(1 + 1) * (2 + y) * x", "y"),
    ],
)
def test_the_first_error_is_the_one_reported(expression: str, blamed: str) -> None:
    said = message(f"local x, y local z = {expression}")

    assert said == f"attempt to perform arithmetic on local `{blamed}' (a nil value)"


def test_an_operand_with_several_results_is_one_value_for_a_tag_method() -> None:
    text = """
        T = newtag()
        settagmethod(T, "lt", function (a, b) write(type(a), type(b), " ") return 1 end)
        function several() return 5, 6 end
        function none() end
        local t = settag({}, T)
        print(t < several(), several() < t, t > several(), t < none(), none() > t, t <= several())
    """
    assert output(text) == ("tablenumber numbertable numbertable tablenil tablenil numbertable 1\t1\t1\t1\t1\tnil\n")


def test_a_coercion_does_not_repeat_what_came_before() -> None:
    text = """
        calls = 0
        function digit() calls = calls + 1 return calls .. "", "surplus" end
        print(digit() + digit() * digit() - 1, digit() .. digit(), -digit(), calls)
        print(digit() / digit() < 1, 2 ^ digit(), calls)
        t = {"1", "2"}
        function index() calls = calls + 1 return 2 end
        t[index()] = t[index()] + digit()
        print(t[2], calls)
    """
    assert output(text) == "6\t45\t-6\t6\n1\t512\t9\n14\t12\n"
