"""gsub: the walk over the matches, and both kinds of replacement (specification 6.3.4)."""

from __future__ import annotations

import pytest

from luashell.errors import LuaError
from luashell.runtime.tables import LuaTable
from luashell.stdlib.strings import library

gsub = library.open()["gsub"]


@pytest.mark.parametrize(
    ("subject", "pattern", "template", "result"),
    [
        ("hello", "", "-", ("-h-e-l-l-o-", 6)),
        ("hello", "l", "", ("heo", 2)),
        ("hello", "xyz", "!", ("hello", 0)),
        ("", "", "x", ("x", 1)),
        ("", "a", "x", ("", 0)),
        ("aaa", "aa", "b", ("ba", 1)),
        ("abc", "b*", "-", ("-a--c-", 4)),
        ("abbbc", "b-", "-", ("-a-b-b-b-c-", 6)),
        ("abc", ".-", "-", ("-a-b-c-", 4)),
        ("abc", "$", ".", ("abc.", 1)),
        ("abc", "^", ".", (".abc", 1)),
        ("aaa", "^a", "b", ("baa", 1)),
        ("a,b,,c", "([^,]*)", "{%1}", ("{a}{},{b}{},{},{c}{}", 7)),
        ("hello world", "(%w+) (%w+)", "%2 %1", ("world hello", 1)),
        ("abc", "(.)", "%1%1", ("aabbcc", 3)),
        ("a b", "(%w) (%w)", "%%1 %2%%", ("%1 b%", 1)),
        ("x", "(x)", "%a%b%-", ("ab-", 1)),
        ("x.x", "x", "\\1\\g<0>\n", ("\\1\\g<0>\n.\\1\\g<0>\n", 2)),
        ("xy", "x", "a%", ("a\0y", 1)),
        ("abc", "()", "%1-", ("-a-b-c-", 4)),
        ("  trim  ", "^%s*(.-)%s*$", "[%1]", ("[trim]", 1)),
        ("abcabc", "(a-)", "<%1>", ("<>a<>b<>c<>a<>b<>c<>", 7)),
        ("a(b)c(d)e", "%b()", "", ("ace", 2)),
        ("THE (quick) fox", "%((%w+)%)", "<%1>", ("THE <quick> fox", 1)),
        ("b(x)(y)", "(%b())", "%1!", ("b(x)!(y)!", 2)),
        ("abc", "(b", "x", ("axc", 1)),
        ("abc", "(b", "%%", ("a%c", 1)),
        ("abc", "((b)", "<%2>", ("a<b>c", 1)),
        ("a\0b", "%z", "0", ("a0b", 1)),
        ("abc", "b\0c", "x", ("axc", 1)),
    ],
)
def test_replaces_by_a_template(subject: str, pattern: str, template: str, result: tuple[str, float]) -> None:
    assert gsub(subject, pattern, template) == result


@pytest.mark.parametrize(
    ("pattern", "template"), [("(b)", "%2"), ("b", "%1"), ("b", "%0"), ("(b", "%1"), ("^(a)", "%9"), ("%b()", "%1")]
)
def test_a_template_with_a_capture_too_many(pattern: str, template: str) -> None:
    with pytest.raises(LuaError, match=r"^invalid capture index$"):
        gsub("abc()", pattern, template)


def test_no_match_no_complaint() -> None:
    assert gsub("abc", "x", "%1") == ("abc", 0.0)
    assert gsub("abc", "x(", "%1") == ("abc", 0.0)
    assert gsub("abc", "b", "%1", 0.0) == ("abc", 0.0)


def test_a_limit_ends_each_walk() -> None:
    assert gsub("a b c d", " ", "_", 1.0) == ("a_b c d", 1.0)
    assert gsub("a b c d", "%s", "_", 2.0) == ("a_b_c d", 2.0)
    assert gsub("abc", "", "-", 2.0) == ("-a-bc", 2.0)
    assert gsub("abc", "x-", "-", 2.0) == ("-a-bc", 2.0)
    assert gsub("()()", "%b()", "-", 1.0) == ("-()", 1.0)


@pytest.mark.parametrize(
    ("pattern", "calls"),
    [
        ("l", [(), ()]),
        ("l-", [()] * 6),
        ("(l)", [("l",), ("l",)]),
        ("(l)()", [("l", ""), ("l", "")]),
        ("(h)(e)(l)", [("h", "e", "l")]),
        ("^(h)", [("h",)]),
        ("(l)(%b())", []),
    ],
)
def test_a_function_gets_the_captures(pattern: str, calls: list[tuple[str, ...]]) -> None:
    seen: list[tuple[object, ...]] = []

    def see(*captures: object) -> tuple[()]:
        seen.append(captures)
        return ()

    gsub("hello", pattern, see)
    assert seen == calls


@pytest.mark.parametrize(
    ("result", "inserted"),
    [
        ("x", "x"),
        ("%1", "%1"),
        (5.0, "5"),
        (0.1, "0.1"),
        (None, ""),
        (LuaTable(), ""),
        ((), ""),
        (("x", "y"), "x"),
        ((2.0, None), "2"),
        ((None, "x"), ""),
    ],
)
@pytest.mark.parametrize("pattern", ["b", "(b)", "^a(b)", "(%b())", "(b)(c)"])
def test_what_a_function_may_return(pattern: str, result: object, inserted: str) -> None:
    subject = "abc()"
    expected = {"b": "a{}c()", "(b)": "a{}c()", "^a(b)": "{}c()", "(%b())": "abc{}", "(b)(c)": "a{}()"}[pattern]
    assert gsub(subject, pattern, lambda *_: result) == (expected.format(inserted), 1.0)


def test_an_error_ends_the_walk_where_it_happens() -> None:
    def fail(capture: str) -> str:
        seen.append(capture)
        raise LuaError("stop")

    for pattern in ("(%w)", "(%w)%b()"):
        seen: list[str] = []
        with pytest.raises(LuaError, match=r"^stop$"):
            gsub("a()b()", pattern, fail)
        assert seen == ["a"]


@pytest.mark.parametrize("pattern", ["(b", "(%b())[", "(b)%"])
def test_a_faulty_pattern_calls_nothing(pattern: str) -> None:
    seen: list[str] = []
    with pytest.raises(LuaError):
        gsub("abc()", pattern, seen.append)
    assert seen == []


class Counter:
    def __init__(self) -> None:
        self.count = 0.0

    def next(self, *_: object) -> float:
        self.count += 1.0
        return self.count


def test_a_method_is_a_function_too() -> None:
    assert gsub("a b c", "%a", Counter().next) == ("1 2 3", 3.0)
