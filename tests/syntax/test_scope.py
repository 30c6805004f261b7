"""What names mean, and the limits of a function (specification 2.6, 2.9, 8)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luashell.errors import LuaSyntaxError
from luashell.syntax import nodes
from tests.syntax.trees import main

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True, scope="module")
def deep_recursion() -> Iterator[None]:
    """What the commands do while they parse."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(10_000)
    yield
    sys.setrecursionlimit(limit)


def inner(text: str) -> nodes.Function:
    """The function that the last statement of a chunk assigns."""
    statement = main(text).body.statements[-1]
    assert isinstance(statement, nodes.Assign)
    (value,) = statement.values
    assert isinstance(value, nodes.FunctionExpression)
    return value.function


def returned(function: nodes.Function) -> list[str]:
    """The variables that the last statement returns: locals with their index, upvalues with theirs, globals."""
    statement = function.body.statements[-1]
    assert isinstance(statement, nodes.Return)
    return [meaning(value) for value in statement.values]


def meaning(variable: nodes.Expression) -> str:
    match variable:
        case nodes.Local():
            return f"local {variable.variable.index}"
        case nodes.Upvalue():
            return f"upvalue {variable.index}"
        case nodes.Global():
            return f"global {variable.name}"
        case _:
            raise AssertionError(variable)


def problem(text: str) -> tuple[str, str]:
    """What is wrong, and the last token read."""
    with pytest.raises(LuaSyntaxError) as caught:
        main(text)
    return caught.value.problem, caught.value.token


def names(count: int, letter: str = "a") -> str:
    return ", ".join(f"{letter}{number}" for number in range(count))


# ---- locals


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("return a", ["global a"]),
        ("local a return a, b", ["local 0", "global b"]),
        ("local a, b return b, a", ["local 1", "local 0"]),
        ("local a local a return a", ["local 1"]),
        ("local a, a return a", ["local 1"]),
        ("do local a end return a", ["global a"]),
        ("local a do local a end return a", ["local 0"]),
        ("local a do local a, b return a, b end", []),
        ("for i = 1, 2 do end return i", ["global i"]),
        ("for k, v in t do end return k, v", ["global k", "global v"]),
        ("repeat local a until 1 return a", ["global a"]),
        ("if x then local a else return a end return a", ["global a"]),
    ],
)
def test_scope(text: str, meanings: list[str]) -> None:
    function = main(text)
    if meanings:
        assert returned(function) == meanings


def test_an_initialiser_does_not_see_its_variable() -> None:
    _, statement = main("local a local a = a").body.statements
    assert isinstance(statement, nodes.LocalStatement)
    assert meaning(statement.values[0]) == "local 0"


def test_the_condition_of_repeat_does_not_see_the_body() -> None:
    (statement,) = main("repeat local a until a").body.statements
    assert isinstance(statement, nodes.Repeat)
    assert meaning(statement.condition) == "global a"


def test_loop_variables_are_seen_in_the_body_only() -> None:
    loop = main("for i = i, 2 do return i end").body.statements[0]
    assert isinstance(loop, nodes.NumericFor)
    assert meaning(loop.start) == "global i"
    (statement,) = loop.body.statements
    assert isinstance(statement, nodes.Return)
    assert meaning(statement.values[0]) == "local 0"
    assert loop.variable.index == 0


def test_the_second_of_two_equal_loop_variables_is_seen() -> None:
    loop = main("for a, a in t do return a end").body.statements[0]
    assert isinstance(loop, nodes.TableFor)
    (statement,) = loop.body.statements
    assert isinstance(statement, nodes.Return)
    assert isinstance(statement.values[0], nodes.Local)
    assert statement.values[0].variable is loop.value


def test_locals_know_their_bounds() -> None:
    text = "local outer\ndo\nlocal block\n= 1\nend\nfor i = 1, 2 do\nend\nfor k, v in t do f() end"
    assert [(variable.name, variable.start, variable.end) for variable in main(text).locals] == [
        ("outer", (1, 6), (8, 21)),
        ("block", (4, 2), (4, 2)),
        ("i", (6, 11), (6, 13)),
        ("(limit)", (6, 11), (6, 13)),
        ("(step)", (6, 11), (6, 13)),
        ("(table)", (8, 12), (8, 19)),
        ("k", (8, 12), (8, 19)),
        ("v", (8, 12), (8, 19)),
    ]


@pytest.mark.parametrize(
    ("text", "assigned"),
    [
        ("local a = 1", False),
        ("local a a = 1", True),
        ("local a x, a = 1", True),
        ("local a function a() end", True),
        ("local a function a.b() end", False),
        ("local a a.b = 1", False),
        ("local a local a a = 1", False),
        ("local a do local a end a = 1", True),
        ("for i = 1, 2 do end", False),
        ("for i = 1, 2 do i = 3 end", True),
    ],
)
def test_assigned_locals_are_marked(text: str, assigned: bool) -> None:
    assert main(text).locals[0].assigned is assigned


# ---- functions


def test_parameters_come_first() -> None:
    function = inner("function f(a, b, ...) local c return a, b, arg, c end")
    assert [variable.name for variable in function.parameters] == ["a", "b"]
    assert [variable.name for variable in function.locals] == ["a", "b", "arg", "c"]
    assert function.vararg is function.locals[2]
    assert returned(function) == ["local 0", "local 1", "local 2", "local 3"]


def test_a_method_has_a_hidden_parameter() -> None:
    function = inner("function t:m(a) return self, a end")
    assert [variable.name for variable in function.parameters] == ["self", "a"]
    assert function.vararg is None


def test_arg_is_an_ordinary_name_without_dots() -> None:
    assert returned(inner("function f() return arg end")) == ["global arg"]


# ---- upvalues


def test_an_upvalue_is_a_local_of_the_enclosing_function_or_a_global() -> None:
    function = inner("local a, b f = function() return %b, %g, %a, %b end")
    assert returned(function) == ["upvalue 0", "upvalue 1", "upvalue 2", "upvalue 0"]
    assert [meaning(captured) for captured in function.upvalues] == ["local 1", "global g", "local 0"]


def test_a_parameter_may_reuse_the_name_of_an_outer_local() -> None:
    assert returned(inner("local a function f(a) return a end")) == ["local 0"]


@pytest.mark.parametrize("use", ["return a", "a = 1", "a()", "a.b = 1", "function a() end"])
@pytest.mark.parametrize("around", ["local a function f() {} end", "function f(a) g = function() {} end end"])
def test_an_outer_local_is_out_of_reach(around: str, use: str) -> None:
    assert problem(around.format(use)) == ("cannot access a variable in outer scope", "a")


@pytest.mark.parametrize(
    "text",
    [
        "local a x = %a",
        "function f(a) return %a end",
        "local a function f() local b, a = %a return %a end",
        "local a function f() return function() return %a end end",
    ],
)
def test_an_upvalue_from_elsewhere(text: str) -> None:
    assert problem(text) == ("upvalue must be global or local to immediately outer scope", "a")


# ---- limits


def test_200_locals() -> None:
    main(f"local {names(200)}")
    main(" ".join(["local a"] * 200))
    main(" ".join(["do local a end"] * 300))
    main(f"local {names(199)} do local b end local c")
    assert problem(f"local {names(201)} = 1") == ("too many local variables (limit=200)", "=")
    assert problem(f"local {names(199)} do local b local c end") == ("too many local variables (limit=200)", "end")


def test_loops_have_hidden_locals() -> None:
    main(f"local {names(197)} for i = 1, 2 do end for k, v in t do end local b, c, d")
    main(f"local {names(194)} for i = 1, 2 do for k, v in t do end end")
    assert problem(f"local {names(198)} for i = 1, 2 do end") == ("too many local variables (limit=200)", "do")
    assert problem(f"local {names(198)} for k, v in t do end") == ("too many local variables (limit=200)", "do")
    assert problem(f"local {names(195)} for i = 1, 2 do for k, v in t do end end")[1] == "do"


def test_100_parameters() -> None:
    main(f"function f({names(100)}) end")
    main(f"function f({names(100)}, ...) end")
    main(f"function t:f({names(99)}) end")
    assert problem(f"function f({names(101)}) end") == ("too many parameters (limit=100)", ")")
    assert problem(f"function t:f({names(100)}) end") == ("too many parameters (limit=100)", ")")
    assert problem(f"function f({names(201)}) end") == ("too many local variables (limit=200)", ")")


def test_32_upvalues() -> None:
    def using(count: int) -> str:
        return f"function f() return {', '.join(f'%a{number}' for number in range(count))} end"

    main(using(32))
    main(f"local {names(32)} {using(32)} {using(32)}")
    main(using(32).replace(" end", ", %a0 end"))
    assert problem(using(33)) == ("too many upvalues (limit=32)", "end")


def test_254_targets() -> None:
    main(f"{names(250)} = 1")
    assert problem(f"{names(255)} = 1") == ("too many variables in a multiple assignment (limit=254)", "=")
    assert problem(f"{names(256)} = 1") == ("too many variables in a multiple assignment (limit=254)", ",")


COMPLEX = "function or expression too complex"


@pytest.mark.parametrize(
    ("text", "token"),
    [
        # each takes 250 slots with {} as it stands; with one local more around it, one too many
        ("f(" + ", ".join("1" * 249) + ")", ")"),
        ("f(" + ", ".join("a" * 249) + ")", ")"),
        ("f(" + ", ".join(["g()"] * 248) + ", g())", "("),
        ("o:f(" + ", ".join("1" * 248) + ")", ")"),
        ("f('" + "', '".join("1" * 249) + "')", "'1'"),
        ("x = " + " .. ".join("a" * 250), "<eof>"),
        ("x = " + "2 ^ " * 249 + "2", "<eof>"),
        ("x = " + "{" * 250 + "}" * 250, "{"),
        ("x = " + "f{" * 125 + "}" * 125, "{"),
        ("x = " + "a[" * 249 + "a" + "]" * 249, "]"),
        ("x = " + "f(" * 249 + "a" + ")" * 249, ")"),
        ("x = {{" + ", ".join("1" * 63) + ", " + "{" * 185 + "}" * 185 + "}}", "{"),
        ("x = " + "{a=" * 124 + "{{}}" + "}" * 124, "{"),
        ("return " + ", ".join("a" * 250), "<eof>"),
        (f"{names(250)} = 1", "<eof>"),
        (", ".join(["t.x"] * 83) + ", y = 1", "<eof>"),
        (", ".join(["t[i]"] * 83) + ", y = 1", "<eof>"),
        ("x = a + (" + "b + (" * 248 + "c" + ")" * 249, ")"),
        ("local b = " + ", ".join("1" * 250), "<eof>"),
        ("for i = 1, " + "a[" * 248 + "a" + "]" * 248 + " do end", "]"),
        ("for k, v in " + "{" * 250 + "}" * 250 + " do end", "{"),
    ],
    ids=lambda value: value[:20],
)
def test_250_slots(text: str, token: str) -> None:
    main(text)
    assert problem(f"local one {text}") == (COMPLEX, token)


def test_stored_items_leave_the_stack() -> None:
    assert problem("x = {" + ", ".join("1" * 63) + ", " + "{" * 187 + "}" * 187 + "}") == (COMPLEX, "{")
    main("x = {" + ", ".join("1" * 64) + ", " + "{" * 187 + "}" * 187 + "}")
    main("x = {" + ", ".join(f"a{number} = 1" for number in range(32)) + ", b = " + "{" * 248 + "}" * 248 + "}")


def test_upvalues_pass_over_the_stack_of_the_enclosing_function() -> None:
    closure = f"function() return {', '.join(f'%a{number}' for number in range(32))} end"
    main(f"f({', '.join('1' * 217)}, {closure})")
    assert problem(f"f({', '.join('1' * 218)}, {closure})") == (COMPLEX, ")")


def test_temporaries_are_gone_after_each_statement() -> None:
    statements = [
        "x, t.y, t[1] = 1",
        "x = f(1, 2, 3)",
        "f(g())",
        "t.x:m{1; a=2}",
        "local a, b = 1",
        "local a = f(), 2, 3",
        "function t.f() return %x end",
        "if a < b and c then end",
        "while a or b do break end",
        "repeat local x until x",
        "for i = 1, 2 do local x end",
        "for k, v in t do local x = k end",
        "do local x, y return 1, 2 end",
    ]
    for statement in statements:
        main(f"do {statement} end " * 300 + "f(" + ", ".join("1" * 249) + ")")


@given(st.lists(st.sampled_from(["local a", "local b, a", "do", "end", "a = b", "for a = a, b do", "function f(b)"])))
def test_locals_are_numbered_in_order_of_declaration(pieces: list[str]) -> None:
    openings = sum(piece.endswith(("do", ")")) for piece in pieces)
    try:
        function = main(" ".join([*pieces, "end " * openings]))
    except LuaSyntaxError:
        return
    assert [variable.index for variable in function.locals] == list(range(len(function.locals)))
