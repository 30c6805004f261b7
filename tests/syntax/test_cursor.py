"""Syntax errors: what is refused, in which words, and where (specification 5.5, 5.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from luashell.errors import LuaSyntaxError, chunk_id
from luashell.syntax.parser import parse
from tests.syntax.trees import refused
from tests.test_reference_blocks import CASE, SYNTAX_OUTCOME, of_kind

if TYPE_CHECKING:
    from tests.test_reference_blocks import Example


@pytest.mark.parametrize("example", of_kind("lua-syntax"))
def test_the_examples_of_the_reference(example: Example) -> None:
    case = CASE.fullmatch(example.text)
    assert case is not None
    outcome = SYNTAX_OUTCOME.fullmatch(case["outcome"])
    assert outcome is not None
    message, token = outcome["message"], outcome["token"]
    assert str(refused(case["code"])) == f"{message};\n  last token read: `{token}' at line 1 in t"


@pytest.mark.parametrize(
    ("text", "problem", "token", "line_reached"),
    [
        # the last token read is the current one, as scanned
        ("x = 1 'a\\tb\\\n'", "<statement> expected", "'a\tb\n'", 2),
        ("x = 1 'a\\0b'", "<statement> expected", "'a", 1),
        ("x = 1 [[\n\n]]", "<statement> expected", "[[\n\n]]", 3),
        ("x = 1 " + "2" * 40, "<statement> expected", "2" * 30, 1),
        ("x " + "y" * 31, "`=' expected", "y" * 30, 1),
        ("x = \x80", "<expression> expected", "\x80", 1),
        # a name to blame is the last token read, whatever has been read since
        ("local a function f() a\n\n= 1 end", "cannot access a variable in outer scope", "a", 3),
        ("x = %y\n", "cannot access upvalue in main", "y", 2),
        # what cannot be scanned comes first
        ("local a function f() a $", "unexpected `$' (pragmas are no longer supported)", "$", 1),
        ("x = = 1 '", "<expression> expected", "=", 1),
        ("t = {x\n'", "unfinished string", "'", 2),
        # what is open is named when it was opened on an earlier line
        ("do\nx = 1\n", "`end' expected (to close `do' at line 1)", "<eof>", 3),
        ("\nif x then\nelse\nx = 1 1", "<statement> expected", "1", 4),
        ("if x then\nelse else", "`end' expected (to close `if' at line 1)", "else", 2),
        ("while x\ndo until", "`end' expected (to close `while' at line 1)", "until", 2),
        ("for i = 1, 2 do\n", "`end' expected (to close `for' at line 1)", "<eof>", 2),
        ("repeat\nend", "`until' expected (to close `repeat' at line 1)", "end", 2),
        ("f(a\nb)", "`)' expected (to close `(' at line 1)", "b", 2),
        ("x = {1\n2}", "`}' expected (to close `{' at line 1)", "2", 2),
        ("x = (1\n2", "`)' expected", "2", 2),
        ("x[1\n2", "`]' expected", "2", 2),
        ("f = function\n(a)\n", "`end' expected (to close `function' at line 2)", "<eof>", 3),
        ("function f\n(a)\n", "`end' expected (to close `function' at line 1)", "<eof>", 3),
        # statements
        ("return return", "<expression> expected", "return", 1),
        ("return; x = 1", "<eof> expected", "x", 1),
        ("while 1 do return 1; x = 1 end", "`end' expected", "x", 1),
        ("%", "<name> expected", "<eof>", 1),
        ("function f() %x end", "syntax error", "end", 1),
        ("function f() x, %y = 1 end", "syntax error", "=", 1),
        ("x, y", "`=' expected", "<eof>", 1),
        ("x, 1 = 2", "<name> expected", "1", 1),
        ("for 1 = 2", "<name> expected", "1", 1),
        ("for i = 1 do", "`,' expected", "do", 1),
        ("for i, j do", "`in' expected", "do", 1),
        ("for i, j 'in'", "`in' expected", "'in'", 1),
        ("function f(...", "`)' expected", "<eof>", 1),
        ("function f(a b)", "`)' expected", "b", 1),
        ("function f:m.n() end", "`(' expected", ".", 1),
        ("function %f() end", "<name> expected", "%", 1),
        ("local a; function f() function a() end end", "cannot access a variable in outer scope", "a", 1),
        ("local function f() end", "<name> expected", "function", 1),
        ("if 1 then break end", "no loop to break", "break", 1),
        ("repeat until f(function() break end)", "no loop to break", "break", 1),
        # expressions
        ("x = a.1", "<statement> expected", ".1", 1),
        ("x = a. 1", "<name> expected", "1", 1),
        ("x = a:b", "function arguments expected", "<eof>", 1),
        ("x = -", "<expression> expected", "<eof>", 1),
        ("x = a +* b", "<expression> expected", "*", 1),
        ("x = ((a) b", "`)' expected", "b", 1),
        ("x = ()", "<expression> expected", ")", 1),
        ("x = {1;2}", "invalid constructor syntax", "}", 1),
        ("x = {;;}", "invalid constructor syntax", ";", 1),
        ("x = {a = 1; b = 2", "invalid constructor syntax", "<eof>", 1),
        ("x = {a = 1; [2] 3", "`=' expected", "3", 1),
        ("x = {a = 1, b}", "`=' expected", "}", 1),
        ("x = {1;;}", "`}' expected", ";", 1),
        ("x = {[1}", "`]' expected", "}", 1),
    ],
)  # fmt: skip
def test_what_is_refused(text: str, problem: str, token: str, line_reached: int) -> None:
    assert str(refused(text)) == f"{problem};\n  last token read: `{token}' at line {line_reached} in t"


def test_an_error_tells_where_its_token_begins() -> None:
    error = refused("x = 1\n  [[a\nb]]")
    assert (error.line, error.column, error.line_reached, error.token) == (2, 2, 3, "[[a\nb]]")
    assert (error.problem, error.chunk, error.kind) == ("<statement> expected", "=t", "syntax error")


def test_an_error_about_a_name_tells_where_the_name_begins() -> None:
    error = refused("local a function f()\n  return a\nend")
    assert (error.line, error.column, error.line_reached, error.token) == (2, 9, 3, "a")


@pytest.mark.parametrize(
    ("text", "incomplete"),
    [
        ("x =", True),
        ("if x then", True),
        ("f(", True),
        ("x = [[a", True),
        ("x = 'a\\", True),
        ("x = 'a\\\n", True),
        ("f 'a\\", True),
        ("local 'a\\", False),
        ("local [[a", False),
        ("for [[a [[b", False),
        ("x [[a [[b]]", True),
        ("return t.x [[", True),
        ("x = 5 [[", False),
        ("x = {1; y", True),
        ("x = {1; y,", False),
        ("x = {1; y [[", False),
        ("x = {1; 2", False),
        ("x = {1; -", False),
        ("x = {1; {", False),
        ("x = {y = 1; y", True),
        ("x = {y = 1; y =", False),
        ("x = {y = 1; [", False),
        ("x = {y = 1; [[", True),
        ("x = {;", True),
        ("x = {1;", True),
        ("x = 'a", False),
        ("x = 1e", False),
        ("x = = ", False),
        ("x = %y", False),
        ("local a function f() a", False),
        ("local " + ",".join("a" * 201), False),
    ],
)
def test_more_text_could_mend_it(text: str, incomplete: bool) -> None:
    assert refused(text).incomplete is incomplete


# ---- chunk ids (5.7)


@pytest.mark.parametrize(
    ("chunk_name", "shown"),
    [
        ("@a.lua", "file `a.lua'"),
        ("@" + "a" * 67, "file `" + "a" * 67 + "'"),
        ("@b" + "a" * 67, "file `..." + "a" * 67 + "'"),
        ("=stdin", "stdin"),
        ("=" + "a" * 80, "a" * 79),
        ("x = 1", 'string "x = 1"'),
        ("a" * 63, 'string "' + "a" * 63 + '"'),
        ("a" * 64, 'string "' + "a" * 63 + '..."'),
        ("a\nb", 'string "a..."'),
        ("\n", 'string "..."'),
        ("", 'string ""'),
        ("a\0b", 'string "a"'),
    ],
)
def test_chunk_ids_of_syntax_errors(chunk_name: str, shown: str) -> None:
    with pytest.raises(LuaSyntaxError) as caught:
        parse("=", chunk_name)
    assert str(caught.value).endswith(f" at line 1 in {shown}")


def test_chunk_ids_elsewhere_are_shorter() -> None:
    assert chunk_id("@" + "a" * 48, 47) == "file `..." + "a" * 47 + "'"
    assert chunk_id("a" * 44, 47) == 'string "' + "a" * 43 + '..."'
    assert chunk_id("=" + "a" * 80, 47) == "a" * 59
