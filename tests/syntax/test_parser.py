"""Statements as trees, where nodes stand, and what holds for any text (specification 2.1, 5.6, 8)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luashell.errors import LuaSyntaxError
from luashell.syntax import nodes
from luashell.syntax.lexer import tokenize
from luashell.syntax.tokens import RESERVED
from tests.syntax.trees import main, refused, shape, shapes, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAMS = Path(__file__).parent.parent / "lua"


def programs() -> list[object]:
    return [
        pytest.param(path.read_bytes().decode("latin-1"), id=path.stem)
        for path in sorted(PROGRAMS.glob("*.lua"))
        if path.stem not in {"err-main-syntax", "err-main-unclosed"}
    ]


@pytest.fixture
def deep_recursion() -> Iterator[None]:
    """What the commands do while they parse."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    yield
    sys.setrecursionlimit(limit)


# ---- statements


def test_statements_in_order() -> None:
    text = """
        local a; a = 1 f() function g() end do end while a do break end repeat until a
        if a then elseif b then else end for i = 1, 2 do end for k, v in t do end return;
    """
    assert [type(statement) for statement in main(text).body.statements] == [
        nodes.LocalStatement,
        nodes.Assign,
        nodes.CallStatement,
        nodes.Assign,
        nodes.Do,
        nodes.While,
        nodes.Repeat,
        nodes.If,
        nodes.NumericFor,
        nodes.TableFor,
        nodes.Return,
    ]


def test_an_if_is_flat() -> None:
    (statement,) = main("if a then f() elseif b then elseif c then else g() h() end").body.statements
    assert isinstance(statement, nodes.If)
    assert [shape(condition) for condition, _ in statement.branches] == ["a", "b", "c"]
    assert [len(block.statements) for _, block in statement.branches] == [1, 0, 0]
    assert statement.otherwise is not None
    assert len(statement.otherwise.statements) == 2


@pytest.mark.parametrize(
    ("text", "targets", "values"),
    [
        ("a, b.c, d[e] = 1, f()", "a, b['c'], d[e]", "1, f()"),
        ("%t.x = 1", "%t#0['x']", "1"),
        ("f().x = 1", "f()['x']", "1"),
        ("function f() end", "f", "function"),
        ("function t.f() end", "t['f']", "function"),
        ("function t:m() end", "t['m']", "function"),
    ],
)
def test_assignments(text: str, targets: str, values: str) -> None:
    (outer,) = main(f"function f() {text} end").body.statements
    assert isinstance(outer, nodes.Assign)
    (function,) = outer.values
    assert isinstance(function, nodes.FunctionExpression)
    (statement,) = function.function.body.statements
    assert isinstance(statement, nodes.Assign)
    assert ", ".join(map(shape, statement.targets)) == targets
    assert shapes(statement.values) == values


def test_loops() -> None:
    loops = main("for i = 1, 2 do end for i = a, b, c do end for k, v in t do end").body.statements
    without_step, with_step, table = loops
    assert isinstance(without_step, nodes.NumericFor)
    assert without_step.step is None
    assert isinstance(with_step, nodes.NumericFor)
    assert with_step.step is not None
    assert shapes([with_step.start, with_step.limit, with_step.step]) == "a, b, c"
    assert isinstance(table, nodes.TableFor)
    assert (table.key.name, table.value.name, shape(table.table)) == ("k", "v", "t")


# ---- lines and columns


def found(text: str, kind: type[nodes.Node]) -> list[tuple[int, int]]:
    """Line and column of every node of a kind, in order."""
    return sorted((node.line, node.column) for node in walk(main(text)) if type(node) is kind)


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        ("f(\n)", nodes.Call, [(2, 0)]),
        ("f(g(), h {\n} )", nodes.Call, [(1, 4), (2, 0), (2, 2)]),
        ("f [[\na]] g 'b'", nodes.Call, [(2, 1), (2, 6)]),
        ("o:m\n(\n1)", nodes.MethodCall, [(3, 1)]),
        ("x = a + b", nodes.Arithmetic, [(1, 6)]),
        ("x = a +\n bc", nodes.Arithmetic, [(2, 1)]),
        ("x = a\n + bc", nodes.Arithmetic, [(2, 1)]),
        ("x = -\ny", nodes.Negate, [(2, 0)]),
        ("x = a ..\n b .. c", nodes.Concat, [(2, 3)]),
        ("x = t\n.y", nodes.Index, [(2, 1)]),
        ("f(a\n, b)", nodes.Global, [(1, 0), (2, 0), (2, 2)]),  # loaded when the comma has been read
        ("x = t[1\n]\n+ 1", nodes.Index, [(3, 0)]),
        ("x = t.y\n+ 1", nodes.Index, [(1, 6)]),  # with a constant key it is loaded at once
        ("local i x = t[i\n]\n+ 1", nodes.Index, [(1, 14)]),
        ("x = t[\n'y'\n]", nodes.Index, [(1, 5)]),
        ("f{a\n, b}", nodes.Global, [(1, 0), (2, 0), (2, 2)]),
        ("x = {a = 1\n}", nodes.Constructor, [(1, 9)]),
        ("x = {1\n}", nodes.Constructor, [(2, 0)]),
        ("while a\ndo\nend", nodes.While, [(1, 6)]),
        ("for i = 1,\n2 do\nf()\nend", nodes.NumericFor, [(2, 0)]),
        ("repeat\nuntil\na", nodes.Repeat, [(3, 0)]),
        ("x =\n1;", nodes.Assign, [(2, 0)]),
        ("x = function\n()\nend", nodes.FunctionExpression, [(3, 0)]),
    ],
)
def test_where_nodes_stand(text: str, kind: type[nodes.Node], places: list[tuple[int, int]]) -> None:
    assert found(text, kind) == places


def test_where_functions_stand() -> None:
    function = main("f = function\n(a)\nreturn %g\nend\n").body.statements[0]
    assert isinstance(function, nodes.Assign)
    (value,) = function.values
    assert isinstance(value, nodes.FunctionExpression)
    assert (value.function.line, value.function.last_line) == (2, 4)
    assert [(upvalue.line, upvalue.column) for upvalue in value.function.upvalues] == [(4, 0)]


@pytest.mark.parametrize("text", programs())
def test_line_and_column_name_one_call(text: str) -> None:
    calls = [(node.line, node.column) for node in walk(main(text)) if isinstance(node, nodes.Call | nodes.MethodCall)]
    assert len(calls) == len(set(calls))
    lines = text.split("\n")
    assert {lines[line - 1][column] for line, column in calls} <= set(")}'\"[]")


# ---- size and depth


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "(" * 5_000 + "1" + ")" * 5_000,
        "x = " + "not " * 10_000 + "y",
        "x = " + "- " * 10_000 + "y",
        "x = " + "- (" * 5_000 + "y" + ")" * 5_000,
        "x = " + "1 + " * 10_000 + "1",
        "x = " + "a and " * 10_000 + "a",
        "x = " + "a or (b and " * 5_000 + "a" + ")" * 5_000,
        "x = " + "a < " * 10_000 + "a",
        "x = a" + ".b" * 10_000,
        "x = f" + "()" * 10_000,
        "if a then " + "elseif b then " * 10_000 + "end",
        "x = {" + "1," * 65_536 + "}",
        "x = {" + "a=1," * 65_536 + "}",
        "x = 1 " * 100_000,
    ],
    ids=lambda text: text[:16].strip(),
)
def test_size_does_not_use_the_stack(text: str) -> None:
    main(text)


@pytest.mark.usefixtures("deep_recursion")
@pytest.mark.parametrize(
    ("opening", "closing"),
    [("do ", "end "), ("while a do ", "end "), ("if a then ", "end "), ("f = function() ", "end ")],
)
def test_deep_blocks(opening: str, closing: str) -> None:
    main(opening * 1_000 + closing * 1_000)


@pytest.mark.parametrize("text", ["do " * 100_000, "f(function() " * 100_000])
def test_what_is_too_deep_for_the_recursion_limit_is_a_syntax_error(text: str) -> None:
    error = refused(text)
    assert error.problem == "function or expression too complex"
    assert not error.incomplete


# ---- laws


SAMPLES = [
    "x = 1",
    "x, y.z, t[1] = f(), -2, nil",
    "local a, b = {1, 2; x = 3, ['y'] = 4}, {x = 1; 2}",
    "f(a, 'b', [[c]], {d})",
    "o:m(1):n 'a' [1].x = %g and 1",
    "print('a' .. \"b\" .. 1 .. 2.5)",
    "if a then f() elseif b then g() else h() end",
    "while a and not b or c do if d then break end end",
    "repeat local x = f(); until x == nil",
    "for i = 1, 10 do f(i) end",
    "for i = 10, 1, -1 do f(i) end",
    "for k, v in t do print(k, v) end",
    "function f(a, b, ...) return arg.n end",
    "function t.f() return; end function t:m(x) return self, x end",
    "local a = 1 f = function() return %a, function() return %g end end",
    "do local x; x = 1 end return x",
    "x = a + b - c * d / e ^ f ^ -g",
    "x = ((a < b) == (c >= d)) ~= not (e <= f)",
    "x = {{{}}, {;}, {1,}, {a=1,}}",
    "#!/usr/bin/lua\nx = 1; -- comment\nreturn x, y -- end",
]  # fmt: skip


@pytest.mark.parametrize("text", SAMPLES)
def test_the_beginning_of_a_chunk_is_complete_or_incomplete(text: str) -> None:
    text = f"function outer() {text} end" if "%g" in text and "function" not in text else text
    main(text)
    for start in tokenize(text).starts[1:]:
        try:
            main(text[:start])
        except LuaSyntaxError as error:
            assert error.incomplete  # noqa: PT017  both outcomes are right
            assert error.token == "<eof>"  # noqa: PT017


@pytest.mark.parametrize("text", programs())
def test_golden_programs_parse(text: str) -> None:
    assert main(text).is_main


PIECES = [
    *"+-*/^%=<>(){}[];:,.~$x19'\"\\\n\0\xe9", " ", "..", "...", "==", "~=", "[[", "]]", "--",
    *[f" {word} " for word in ["a", "b", "f", "1", ".5", "'a'", "[[a]]", "in", *sorted(RESERVED)]],
]  # fmt: skip


def parses_or_is_a_syntax_error(text: str) -> None:
    try:
        main(text)
    except LuaSyntaxError as error:
        assert str(error).startswith(f"{error.problem};\n  last token read: `{error.token}' at line ")  # noqa: PT017


@given(st.binary().map(lambda data: data.decode("latin-1")) | st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text_parses_or_is_a_syntax_error(text: str) -> None:
    parses_or_is_a_syntax_error(text)


@given(st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 200), st.sampled_from(PIECES)), max_size=3))
def test_a_damaged_chunk_parses_or_is_a_syntax_error(text: str, insertions: list[tuple[int, str]]) -> None:
    for position, piece in insertions:
        text = text[:position] + piece + text[position:]
    parses_or_is_a_syntax_error(text)
