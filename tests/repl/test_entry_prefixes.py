"""Forty chunks, cut behind every token: is what has been typed complete, or does it need more?

A ``¦`` stands behind each token with which an entry may end; it was put there by hand. Behind any other token more
must be asked for, and behind each one a stray character must be reported at once.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import pytest

from luashell.repl.editing.scanning import BLANK, COMMENT, scan
from luashell.repl.entry import EMPTY, LUA, read_entry

MARK: Final = "¦"

CHUNKS: Final = [
    # expressions
    "1¦ + 2¦ * (3 - x)¦ / 4.5e1¦ ^ -1e-3¦",
    "a¦.b¦[c.d]¦(1, '2')¦:m[[x]]¦.e¦, not nil¦ == nil¦",
    "'it\\'s'¦ .. \"a\\\nb\"¦ .. [[long [[nested]] string\n]]¦ .. 3.¦ .. .5¦",
    "(f)¦ == ((g))¦",
    "-x¦ <= y¦ and z¦ ~= w¦ or v¦ < u¦ and not t¦ >= s¦ or r¦ > q¦",
    "f¦{}¦''¦[[]]¦()¦",
    "function (a, b, ...) return a end¦, function () end¦",
    "{1, 2, 'x'; n = 3, [4 + 5] = {}}¦",
    "{x = 1, y = {z = 2,}; f(), {}, -1,}¦",
    "{;}¦, {}¦, {1;}¦, {; x = 1}¦, {x = 1;}¦",
    # assignments
    "x¦ = 5¦",
    "a¦, b¦.c¦, d¦[1]¦ = 1¦, 2¦, f¦()¦",
    "t¦['k']¦ = function (self) self.n = self.n + 1 end¦ y = t¦",
    "x¦ = {\n  [1] = 'one', -- the first\n  two = 2\n}¦\n-- the end",
    "o¦:m()¦.field¦ = nil¦;¦ p = o¦;¦",
    # locals
    "local x¦",
    "local x¦, y¦, z¦ = 1¦, f¦(2)¦",
    "local a¦ = {}¦ local b¦ = a¦.b¦;¦ b = a¦",
    # calls
    "print¦('hello')¦ print 'world'¦ f{1, 2}¦:g()¦",
    's¦:send("GET / HTTP/1.0\\r\\n\\r\\n")¦;¦ s:close()¦',
    "call¦(function () error('no') end, {}, 'x')¦",
    # control structures
    "do end¦ do local x = 1; f(x) end¦",
    "if x then y = 1 end¦",
    "if a.b and (c or d) then f() elseif not e then g() return 1 else do h() end end¦",
    "while i < 10 do i = i + 1 if t[i] then break end end¦;¦",
    "repeat local line = read() if not line then break end until line¦ == ''¦ or n¦ > 100¦",
    "for i = 1, 10 do print(i) end¦",
    "for i = getn(t), 1, -1 do t[i] = nil; end¦ x = 1¦",
    "for k, v in t do print(k, v) end¦",
    "for in, v in in do f(in) end¦",
    # functions
    "function f() end¦ function g(x) return x, x end¦",
    "function t.m(a, b) local c = a .. b return c end¦",
    "function obj:method(...) return self, arg.n end¦",
    "function outer(a) return function (b) return %a + b * %global end end¦",
    "local n¦ = 0¦ function count() return %n end¦",
    # returns
    "return¦",
    "return¦ 1¦, 'two'¦, {3}¦, f¦()¦;¦",
    # the first line, lines of all kinds
    "#!/usr/bin/lua @ $\nx = 1¦ -- @ $ [[\n\n\n\ny = 2¦",
    "-- note\nx¦\n = -- another\n\n3.e2¦ y\r\n=\r\n\t08¦",
    "x¦ = 1¦ y = 'one'¦ z = [[\n\n]]¦ f(x)¦ f 'y'¦ f [[z]]¦ f {x}¦ f()¦.x = 1¦",
]  # fmt: skip


def text_and_ends(marked: str) -> tuple[str, set[int]]:
    """A chunk, and the offsets where an entry may end."""
    pieces = marked.split(MARK)
    ends: set[int] = set()
    offset = 0
    for piece, _ in pairwise(pieces):
        offset += len(piece)
        ends.add(offset)
    return "".join(pieces), ends


def beginnings(text: str) -> Iterator[int]:
    """Where each token of ``text`` ends."""
    return (end for kind, _, end in scan(text) if kind not in {BLANK, COMMENT})


def test_there_are_forty() -> None:
    assert len(CHUNKS) == 40


@pytest.mark.parametrize("marked", CHUNKS)
def test_marks_stand_behind_tokens(marked: str) -> None:
    text, ends = text_and_ends(marked)
    assert ends
    assert ends <= set(beginnings(text))


@pytest.mark.parametrize("marked", CHUNKS)
def test_every_beginning_is_judged_rightly(marked: str) -> None:
    text, ends = text_and_ends(marked)
    wrong = [
        (text[:end], behind)
        for end in beginnings(text)
        for behind in ("", "\n", " ", "\n\n", " -- note", " -- [[\n")
        if read_entry(text[:end] + behind).is_incomplete == (end in ends)
    ]
    assert wrong == []


@pytest.mark.parametrize("marked", CHUNKS)
def test_what_is_wrong_is_reported_at_once(marked: str) -> None:
    text, _ = text_and_ends(marked)
    missed = [
        text[:end] + stray
        for end in beginnings(text)
        for stray in (" @", " $", " !x", "\n@", " ~", " 'open", ' "open\n"', " 1e", " \x01")
        if read_entry(text[:end] + stray).is_incomplete
    ]
    assert missed == []


@pytest.mark.parametrize(
    "text",
    [
        "end", "x = = 1", "x = 5 5", "1 2", "x y", "local 1", "local function f() end", "for 1", "for in t",
        "for k, v of",
        "for i = 1 do", "if then", "if x do", "while do", "repeat end", "repeat until )", "function 1",
        "function f.g.h",
        "function f(1", "function f(a,)", "f(,", "f(}", "f(1]", "{1 2", "{1; 2", "{x = 1; y = 2", "{x = 1, 2", "{[1] 2",
        "(f)(", "(f).x", "return return", "return 1 x", "break", "x:1", "x:y.", "x. .", "a.b:c = ", "x = %y",
        "function f() local a function g() return a", "x = 1e", "x = 1..", "x = '\\300", "'abc", '"abc\n', ";", ";;",
        "x = 1;;", "x = !y", "x != y", "t = #x", "local [[text", "for [[text", "5 [[text", "(f) {", "x = nil.y",
    ],
)  # fmt: skip
def test_no_text_could_mend_it(text: str) -> None:
    entry = read_entry(text)
    assert (entry.kind, entry.is_incomplete) == (LUA, False)


@pytest.mark.parametrize(
    "text",
    [
        "[[", "[[text", "x = [[a [[b]] c", "[[\n\n", "f [[", "'ends with \\", "'ends with \\\n", 'x = "a\\\nb\\\n',
        "x = -- note", "x = --", "f( -- note\n-- another", "{ -- ]]", "{1;", "{x = 1; y", "{1; y",
    ],
)  # fmt: skip
def test_cut_inside_a_token_or_a_comment(text: str) -> None:
    assert read_entry(text).is_incomplete


def test_a_call_may_begin_on_the_next_line_only_if_the_entry_was_not_complete() -> None:
    assert not read_entry("f").is_incomplete
    assert read_entry("f\n(1)").source == "return f\n(1)"


@pytest.mark.parametrize("text", ["x = t\n:m()", "s\n  :send('x')"])
def test_later_lines_may_begin_with_a_colon(text: str) -> None:
    assert read_entry(text).kind == LUA


@pytest.mark.parametrize("text", ["-- note", "--", "-- [[ :help", "# ?x", "#", "\n -- note\n"])
def test_comments_alone_are_no_entry(text: str) -> None:
    assert (read_entry(text).kind, read_entry(text).is_incomplete) == (EMPTY, False)
