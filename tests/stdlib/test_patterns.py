"""Reading patterns, and what each one offers (specification 6.3.2); the law is in the properties."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

import pytest

from luashell.errors import LuaError
from luashell.stdlib.matching import Match, Matcher
from luashell.stdlib.patterns import Pattern, Row, compiled

if TYPE_CHECKING:
    from types import FrameType

CLASSES = {
    "%a": [(65, 90), (97, 122)],
    "%c": [(0, 31), (127, 127)],
    "%d": [(48, 57)],
    "%l": [(97, 122)],
    "%p": [(33, 47), (58, 64), (91, 96), (123, 126)],
    "%s": [(9, 13), (32, 32)],
    "%u": [(65, 90)],
    "%w": [(48, 57), (65, 90), (97, 122)],
    "%x": [(48, 57), (65, 70), (97, 102)],
    "%z": [(0, 0)],
    ".": [(0, 255)],
    "[\x80-\xff]": [(128, 255)],
    "[a-]": [(45, 45), (97, 97)],
    "[-a]": [(45, 45), (97, 97)],
    "[]]": [(93, 93)],
    "[]-a]": [(93, 97)],
    "[%a-z]": [(45, 45), (65, 90), (97, 122)],
    "[a%-z]": [(45, 45), (97, 97), (122, 122)],
    "[c-a]": [],
    "[a-%]]": [(93, 93)],
    "[0-%%]": [],
    "[%%]": [(37, 37)],
    "[x^]": [(94, 94), (120, 120)],
    "%^": [(94, 94)],
    "%f": [(102, 102)],
    "%é": [(233, 233)],
}


def found(pattern: str, subject: str, start: int = 0) -> object:
    """The span of the first match and its captures, or None."""
    match = compiled(pattern).find(subject, start)
    return None if match is None else (*match.span(), *match.groups())


def members(pattern: str) -> set[int]:
    return {code for code in range(256) if compiled(pattern).find(chr(code), 0)}


@pytest.mark.parametrize("pattern", CLASSES)
def test_classes(pattern: str) -> None:
    expected = {code for low, high in CLASSES[pattern] for code in range(low, high + 1)}
    assert members(pattern) == expected
    if pattern.startswith("["):
        assert members("[^" + pattern[1:]) == set(range(256)) - expected
    elif pattern[1:2].islower() and pattern[1:] not in {"f", "é"}:
        assert members(pattern.upper()) == set(range(256)) - expected


@pytest.mark.parametrize(
    ("pattern", "subject", "result"),
    [
        ("a+", "baaa", (1, 4)),
        ("a-b", "aaab", (0, 4)),
        ("<.->", "<a><b>", (0, 3)),
        ("<.*>", "<a><b>", (0, 6)),
        ("a?a?a?a?", "aaa", (0, 3)),
        ("x?", "", (0, 0)),
        ("*", "a*", (1, 2)),
        ("a++", "aa+", (0, 3)),
        ("x**", "xx*", (0, 3)),
        ("(a)*", "ba*", (1, 3, "a")),
        ("^^a", "^a", (0, 2)),
        ("x^", "x^", (0, 2)),
        ("$$", "a$", (1, 2)),
        ("a$b", "a$b", (0, 3)),
        ("(a$)b", "a$b", (0, 3, "a$")),
        ("(^a)", "^a", (0, 2, "^a")),
        ("o$", "hello", (4, 5)),
        ("$", "ab\n", (3, 3)),
        ("a.b", "a\nb", (0, 3)),
        ("a\0b", "xa", (1, 2)),
        ("(a(b(c)))", "abc", (0, 3, "abc", "bc", "c")),
        ("()", "abc", (0, 0, "")),
        ("(.)%1", "hello", (2, 4, "l")),
        ("(a)%10", "aa0", (0, 3, "a")),
        ("(a*)%1b", "aaab", (1, 4, "a")),
        ("%b()", "f(a(b)c)d", (1, 8)),
        ("%b()", "((x)", (1, 4)),
        ("%bxx", "axbx", (1, 4)),
        ("(%w+)(%b())", "f(x(y)z)w", (0, 8, "f", "(x(y)z)")),
        ("[c-a]*x", "x", (0, 1)),
        ("(a)" * 32, "a" * 32, (0, 32, *"a" * 32)),
        ("b", "abc", (1, 2)),
        ("%.", "a.c", (1, 2)),
    ],
)
def test_matches(pattern: str, subject: str, result: tuple[object, ...]) -> None:
    assert found(pattern, subject) == result


@pytest.mark.parametrize(
    ("pattern", "subject"),
    [("a+", "bbb"), ("^e", "hello"), ("l$", "hello"), ("%b()", "a(b"), ("(.)%1", "abcd"), ("x", ""), ("%b()", "")],
)
def test_does_not_match(pattern: str, subject: str) -> None:
    assert found(pattern, subject) is None


def test_finds_from_a_position_on() -> None:
    assert found("l", "hello", 3) == (3, 4)
    assert found("^l", "hello", 3) == (3, 4)
    assert found("^l", "hello", 1) is None
    assert found("%b()", "(a)(b)", 1) == (3, 6)
    assert found("^%b()", "(a)(b)", 3) == (3, 6)


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("%", "malformed pattern (ends with `%')"),
        ("a%", "malformed pattern (ends with `%')"),
        ("[", "malformed pattern (missing `]')"),
        ("[]", "malformed pattern (missing `]')"),
        ("[^]", "malformed pattern (missing `]')"),
        ("[a%", "malformed pattern (missing `]')"),
        ("[a%]", "malformed pattern (missing `]')"),
        ("[a\0]", "malformed pattern (missing `]')"),
        ("(", "unfinished capture"),
        ("((a)", "unfinished capture"),
        ("a)", "invalid pattern capture"),
        ("(a))", "invalid pattern capture"),
        ("%1", "invalid capture index"),
        ("%0", "invalid capture index"),
        ("(a)%2", "invalid capture index"),
        ("(a%1)", "invalid capture index"),
        ("%b", "unbalanced pattern"),
        ("%b(", "unbalanced pattern"),
        ("(a?)" * 33, "too many captures"),
    ],
)
def test_faults(pattern: str, message: str) -> None:
    with pytest.raises(LuaError) as caught:
        found(pattern, "aaa")
    assert str(caught.value) == message


@pytest.mark.parametrize("pattern", ["(a", "a[", "a%", "a)", "a%1", "(a%1)", "a%b"])
def test_a_fault_that_is_not_reached_is_none(pattern: str) -> None:
    assert found(pattern, "b") is None


@pytest.mark.parametrize(
    ("pattern", "literal"),
    [("", ""), ("ab", "ab"), ("%.%%", ".%"), ("[x]y", "xy"), ("b)", "b)"), ("a\0.", "a\0."), ("%.\0.", ".")],
)
def test_what_may_be_looked_for_as_it_stands(pattern: str, literal: str) -> None:
    assert compiled(pattern).literal == literal


@pytest.mark.parametrize("pattern", ["^a", "a$", "a*", "a?", ".", "(a)", "%a", "%b()", "[a"])
def test_what_may_not(pattern: str) -> None:
    assert compiled(pattern).literal is None


@pytest.mark.parametrize(
    ("pattern", "subject", "parts"),
    [
        (",", "a,b,,c", ["a", "b", "", "c"]),
        ("(,)", "a,b", ["a", ",", "b"]),
        ("b*", "abc", ["", "a", "", "c", ""]),
        ("", "ab", ["", "a", "b", ""]),
        ("%s*(%S*)", " a b", ["", "a", "", "b", "", "", ""]),
        ("a-b", "aab", ["", ""]),
    ],
)
def test_split(pattern: str, subject: str, parts: list[str]) -> None:
    split = compiled(pattern).split
    assert split is not None
    assert split(subject, 0) == parts


def test_split_stops_at_the_limit() -> None:
    for pattern in (",", "[,]"):
        split = compiled(pattern).split
        assert split is not None
        assert split("a,b,c", 1) == ["a", "b,c"]


@pytest.mark.parametrize("pattern", ["^a", "a-", "a-$", "x?(.-)", "%b()", "(a", "a)"])
def test_what_re_cannot_walk(pattern: str) -> None:
    assert compiled(pattern).split is None


def test_captures() -> None:
    pattern = Pattern("((a)")
    assert pattern.capture_count == 2
    assert pattern.levels == {2}


def test_re_matches_all_it_can() -> None:
    assert not isinstance(compiled("^(%w+)%s*(.-)%1$").find("a a", 0), Match)
    assert isinstance(compiled("%b()").find("()", 0), Match)


def test_no_recursion_on_long_subjects() -> None:
    subject = "(" + "ab" * 200_000 + ")"
    assert found("%b()", subject) == (0, len(subject))
    matcher = Matcher(Row(".-(b*)[^x]*%)$").items, anchored=False)
    match = matcher.find(subject, 0)
    assert match is not None
    assert match.span() == (0, len(subject))


def test_no_recursion_on_long_patterns() -> None:
    assert found("a?" * 3000 + "%b()", "a" * 3000 + "()") == (0, 3002)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs interval timers")
@pytest.mark.parametrize("pattern", ["a*a*a*a*b", "a*a*a*a*%b()"])
def test_an_interrupt_ends_a_long_search(pattern: str) -> None:
    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    started = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            found(pattern, "a" * 3000)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert time.monotonic() - started < 10
