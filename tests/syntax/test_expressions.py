"""Expressions as trees, and where their nodes stand (specification 2.3, 2.10, 5.6)."""

from __future__ import annotations

import pytest

from luashell.syntax import nodes
from tests.syntax.trees import main, shape


def expression(text: str) -> nodes.Expression:
    (statement,) = main(f"return {text}").body.statements
    assert isinstance(statement, nodes.Return)
    (value,) = statement.values
    return value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a or b and c", "((a or b) and c)"),
        ("a and b or c", "((a and b) or c)"),
        ("1 < 2 == 1", "((1 < 2) == 1)"),
        ("not a == b", "((not a) == b)"),
        ("a .. b + c", "(a .. (b + c))"),
        ("a + b < c .. d", "((a + b) < (c .. d))"),
        ("a - b - c", "((a - b) - c)"),
        ("a / b * c", "((a / b) * c)"),
        ("a ^ b ^ c", "(a ^ (b ^ c))"),
        ("-a ^ b", "(-(a ^ b))"),
        ("a ^ -b", "(a ^ (-b))"),
        ("a ^ -b * c", "((a ^ (-b)) * c)"),
        ("a ^ -b ^ c", "(a ^ (-(b ^ c)))"),
        ("not -not a", "(not (-(not a)))"),
        ("a .. b .. c", "(a .. b .. c)"),
        ("a .. (b .. c)", "(a .. b .. c)"),
        ("(a .. b) .. c", "((a .. b) .. c)"),
        ("a * (b + c)", "(a * (b + c))"),
        ("((a)) ~= nil", "(a ~= nil)"),
        ("(f())", "f()"),
    ],
)
def test_operators(text: str, expected: str) -> None:
    assert shape(expression(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-1", "-1"),
        ("- -1", "1"),
        ("-(1)", "-1"),
        ("-0", "0"),
        ("- -0", "0"),
        ("-1e400", "-inf"),
        ("-1 ^ 2", "(-(1 ^ 2))"),
        ("2 ^ -1", "(2 ^ -1)"),
        ("a - 1", "(a - 1)"),
        ("a - -1", "(a - -1)"),
        ("-'1'", "(-'1')"),
        ("-(nil and 1)", "(-(nil and 1))"),
    ],
)
def test_minus_is_folded_into_a_numeral(text: str, expected: str) -> None:
    assert shape(expression(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("t.x[y].z", "t['x'][y]['z']"),
        ("f{1}.x", "f({1; })['x']"),
        ("t.f'a'", "t['f']('a')"),
        ("o:m[[a]]", "o:m('a')"),
        ("o:m(1):n{}", "o:m(1):n({; })"),
        ("f()(1, g())", "f()(1, g())"),
        ("f\n(1)", "f(1)"),
    ],
)
def test_indices_and_calls(text: str, expected: str) -> None:
    assert shape(expression(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}", "{; }"),
        ("{;}", "{; }"),
        ("{1, 2,}", "{1, 2; }"),
        ("{1;}", "{1; }"),
        ("{x, f()}", "{x, f(); }"),
        ("{x=1, [y]=2,}", "{['x']=1, [y]=2; }"),
        ("{;x=1}", "{; ['x']=1}"),
        ("{x=1;}", "{['x']=1; }"),
        ("{x=1; y}", "{['x']=1; y}"),
        ("{y; x=1}", "{y; ['x']=1}"),
        ("{x == 1}", "{(x == 1); }"),
    ],
)
def test_constructors(text: str, expected: str) -> None:
    assert shape(expression(text)) == expected
