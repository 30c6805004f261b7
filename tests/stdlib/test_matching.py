"""The Matcher by itself, on rows that ``re`` would otherwise get; the law is in the properties."""

import pytest

from luashell.errors import LuaError
from luashell.stdlib.matching import Fault, Matcher
from luashell.stdlib.patterns import Row


def matcher(pattern: str, *, anchored: bool = False) -> Matcher:
    return Matcher(Row(pattern).items, anchored=anchored)


def test_a_match_tells_what_it_captured() -> None:
    match = matcher("(%w+)=(%w*)").find("a b=cd", 0)
    assert match is not None
    assert match.span() == (2, 6)
    assert match.groups() == ("b", "cd")
    assert (match.group(1), match.group(2)) == ("b", "cd")


def test_a_match_with_an_open_capture_has_no_groups() -> None:
    match = matcher("((a)b").find("xab", 0)
    assert match is not None
    assert match.group(2) == "a"
    with pytest.raises(LuaError, match=r"^unfinished capture$"):
        match.groups()


def test_nothing_matches_everywhere() -> None:
    match = matcher("").find("abc", 3)
    assert match is not None
    assert match.span() == (3, 3)


def test_places_where_the_first_item_must_fail_are_passed_over() -> None:
    match = matcher("((%d+)x").find("." * 100_000 + "12x", 5)
    assert match is not None
    assert match.span() == (100_000, 100_003)


@pytest.mark.parametrize(("start", "span"), [(0, None), (1, (1, 3)), (2, (2, 3)), (3, None)])
def test_an_anchored_matcher_tries_one_place(start: int, span: tuple[int, int] | None) -> None:
    match = matcher("b+", anchored=True).find("abb", start)
    assert (match and match.span()) == span


def test_a_fault_raises_when_it_is_reached() -> None:
    faulty = Matcher([*Row("a").items, Fault("boom")], anchored=False)
    assert faulty.find("bcd", 0) is None
    with pytest.raises(LuaError, match=r"^boom$"):
        faulty.find("bca", 0)


def test_captures_are_undone_when_the_search_turns_back() -> None:
    match = matcher("(a*)(a-)(b?)ab").find("aaab", 0)
    assert match is not None
    assert match.groups() == ("aa", "", "")
