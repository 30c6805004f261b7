"""Brackets and keywords that belong together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luashell.repl.editing.blocks import groups, matching


def words(text: str) -> list[str]:
    """What belongs together, each group as its words with ``..`` between them; ``?`` for the end that is missing."""
    return [
        "..".join(text[start:end] for start, end in group.parts) + ("" if group.is_closed else "?")
        for group in groups(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if a then b() elseif c then d() else e() end", ["if..then..elseif..then..else..end", "(..)", "(..)", "(..)"]),
        ("for i = 1, 2 do do f() end end", ["for..do..end", "do..end", "(..)"]),
        ("while x do repeat y() until z end", ["while..do..end", "repeat..until", "(..)"]),
        ("f(function () return {t[1]} end)", ["(..)", "function..end", "(..)", "{..}", "[..]"]),
        ("x = [[a ( if [[b]] ]] .. ')'", ["[[..]]"]),
        ("x = [[a", ["[[?"]),
        ("-- if (\n'do'", []),
        ("if x then (", ["if..then?", "(?"]),
        ("end ) until else", []),
        ("f({1, 2)", ["(..)", "{?"]),
        ("function f() x = (1 end (", ["function..end", "(..)", "(?", "(?"]),
        ("for x do do do", ["for..do?", "do?", "do?"]),
        ("if a then do else end", ["if..then?", "do..end"]),
    ],
)
def test_groups(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("|if a then b() else c() end", ["if", "then", "else", "end"]),
        ("if a th|en b() else c() end", ["if", "then", "else", "end"]),
        ("if a then b() else c() end|", ["if", "then", "else", "end"]),
        ("if a then b|() else c() end", ["(", ")"]),
        ("f((x)|)", ["(", ")"]),
        ("f(|x)", ["(", ")"]),
        ("f|(x", []),
        ("x = |[[ [ ]]", ["[[", "]]"]),
        ("x = [[ |[ ]]", []),
        ("x = [[ [ ]|]", ["[[", "]]"]),
        ("x| = 1", []),
        ("repeat x() u|ntil y", ["repeat", "until"]),
        ("for i = 1, 2 do f() end| x()", ["for", "do", "end"]),
    ],
)
def test_matching(marked: str, expected: list[str]) -> None:
    before, _, behind = marked.partition("|")
    text = before + behind
    assert [text[start:end] for start, end in matching(text, len(before))] == expected


def test_what_is_under_the_cursor_goes_before_what_is_left_of_it() -> None:
    assert matching("f(x)(y)", 4) == [(4, 5), (6, 7)]
    assert matching("f(x) (y)", 4) == [(1, 2), (3, 4)]


WORDS = [
    "if", "then", "else", "elseif", "end", "for", "do", "while", "repeat", "until", "function", *"(){}[]x,", "[[", "]]",
    "\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_parts_are_in_order_and_belong_to_one_group(text: str) -> None:
    parts = [part for group in groups(text) for part in group.parts]
    assert len(set(parts)) == len(parts)
    for group in groups(text):
        assert group.parts == sorted(group.parts)
    for cursor in range(len(text) + 1):
        found = matching(text, cursor)
        assert not found or any(start <= cursor <= end for start, end in found)
