"""How far lines are indented while they are typed."""

import pytest
from hypothesis import given

from luashell.repl.editing.indentation import (
    blanks_to_leave_behind,
    blanks_to_remove,
    indentation_of_next_line,
    is_at_line_start,
    reindented,
)
from tests.repl.editing.test_scanning import TEXTS


@pytest.mark.parametrize(
    ("before", "blanks"),
    [
        ("", 0),
        ("x = 1", 0),
        ("if x then", 2),
        ("function f()", 2),
        ("f(function ()", 2),
        ("t = {", 2),
        ("t = {{", 2),
        ("repeat", 2),
        ("for i = 1, 2 do", 2),
        ("if x then y() end", 0),
        ("if x then\n  y()", 2),
        ("if x then\n  while z do", 4),
        ("if x then\n  y()\nend", 0),
        ("if x then\n  y()\nelse", 2),
        ("if x then\n  if y then\n    z()\n  end", 2),
        ("f(function ()\n  x()\nend)", 0),
        ("t = {\n  1, 2}", 0),
        ("t = {\n  a = {\n    1}}", 0),
        ("if x and\n   y then", 2),
        ("do\n        x()", 8),
        ("x = 1 +", 0),
        ("\tdo", 3),
        ("x = [[", 0),
        ("do\n  x = [[\n    text", 0),
        ("do\n  x = 'a\\", 0),
        ("do -- if x then", 2),
        ("if x then -- note", 2),
        ("end", 0),
    ],
)
def test_next_line(before: str, blanks: int) -> None:
    assert len(indentation_of_next_line(before)) == blanks


def test_tabs_are_kept() -> None:
    assert indentation_of_next_line("\tif x then\n\t\ty()") == "\t\t"


@pytest.mark.parametrize(
    ("before", "blanks"),
    [
        ("if x then\n  end", 0),
        ("if x then\n  else", 0),
        ("if x then\n  elseif", 0),
        ("repeat\n  x()\n  until", 0),
        ("t = {\n  1,\n  }", 0),
        ("f(\n  x\n  )", 0),
        ("do\n  if x then\n    y()\n    end", 2),
        ("  do\n    end", 2),
        ("do\n  endpoint", None),
        ("do\nendp", 2),
        ("do\n  endp", None),
        ("do\nelsep", None),
        ("if x then\nelsei", None),
        ("if x then\nelsewhere", None),
        ("if x then\nelsew", 2),
        ("do\n  x = end", None),
        ("do\nend", None),
        ("  end", None),
        ("x = 1\n  end", None),
        ("do\n  end ", None),
        ("do\n  en", None),
        ("do\n  x", None),
        ("do\n", None),
        ("x = [[\n  end", None),
        ("", None),
    ],
)
def test_line_that_begins_with_an_end(before: str, blanks: int | None) -> None:
    assert reindented(before) == (None if blanks is None else " " * blanks)


@pytest.mark.parametrize(
    ("before", "count"),
    [
        ("", 0),
        ("  ", 2),
        ("do\n  ", 2),
        ("do\n  x", 0),
        ("do\n", 0),
        ("x = [[\n  ", 0),
        ("x = 'a\\\n  ", 0),
        ("do\n\t ", 2),
    ],
)
def test_line_of_blanks_is_left_empty(before: str, count: int) -> None:
    assert blanks_to_leave_behind(before) == count


@given(TEXTS)
def test_any_text_has_an_indentation(text: str) -> None:
    assert indentation_of_next_line(text).strip(" \t") == ""
    blanks = reindented(text)
    assert blanks is None or blanks.strip(" \t") == ""


@pytest.mark.parametrize(
    ("before", "count"),
    [
        ("", 0),
        ("  ", 2),
        ("   ", 1),
        ("    ", 2),
        ("x", 0),
        ("  x", 0),
        ("x\n    ", 2),
        ("x\n", 0),
        ("\t", 1),
        ("\t ", 1),
    ],
)
def test_one_level_less(before: str, count: int) -> None:
    assert blanks_to_remove(before) == count


@pytest.mark.parametrize(
    ("before", "expected"), [("", True), ("  ", True), ("x", False), ("x\n\t ", True), ("  x ", False)]
)
def test_beginning_of_a_line(before: str, expected: bool) -> None:
    assert is_at_line_start(before) == expected
