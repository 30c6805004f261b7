"""The pieces of a text that need not be right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luashell.repl.editing.scanning import (
    ARGUMENT,
    BLANK,
    COMMAND,
    COMMENT,
    KEYWORD,
    LONG_STRING,
    LONGEST_REMEMBERED,
    NAME,
    NUMBER,
    OPERATOR,
    STRAY,
    STRING,
    UNFINISHED_LONG_STRING,
    UNFINISHED_STRING,
    remembered_scan,
    scan,
)
from luashell.syntax import tokens
from luashell.syntax.lexer import tokenize
from tests.costs import is_in_proportion

SNIPPETS = [
    *"+-*/^%=<>(){}[];:,.~$#?x19'\"\\\n\r\t\0\x0b\xe9", " ", "..", "...", "==", "~=", "[[", "]]", "--", "\udc9b", "漢",
    "\\\n", "1e", "1..2", ".5.", "end", "in", "name", "'a'", '"b"',
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(SNIPPETS)).map("".join) | st.text()


def pieces(text: str) -> list[tuple[str, str]]:
    """Kind and text of each piece but blanks."""
    return [(kind, text[start:end]) for kind, start, end in scan(text) if kind != BLANK]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("local x", [(KEYWORD, "local"), (NAME, "x")]),
        ("x--c\ny", [(NAME, "x"), (COMMENT, "--c"), (NAME, "y")]),
        ("--[[x\ny", [(COMMENT, "--[[x"), (NAME, "y")]),
        ("#!lua\nx", [(COMMENT, "#!lua"), (NAME, "x")]),
        ("\n#", [(STRAY, "#")]),
        ("3. .5 4.5e-6 7E8", [(NUMBER, "3."), (NUMBER, ".5"), (NUMBER, "4.5e-6"), (NUMBER, "7E8")]),
        ("1..2", [(STRAY, "1.."), (NUMBER, "2")]),
        ("3e 3e+ .5.3", [(STRAY, "3e"), (STRAY, "3e+"), (STRAY, ".5.3")]),
        ("0x10", [(NUMBER, "0"), (NAME, "x10")]),
        ("...a.b", [(OPERATOR, "..."), (NAME, "a"), (OPERATOR, "."), (NAME, "b")]),
        (r"'a\'b' \"c", [(STRING, r"'a\'b'"), (STRAY, "\\"), (UNFINISHED_STRING, '"c')]),
        ("'a\\\nb' x", [(STRING, "'a\\\nb'"), (NAME, "x")]),
        ("'a\nb", [(UNFINISHED_STRING, "'a"), (NAME, "b")]),
        ("'a\\", [(UNFINISHED_STRING, "'a\\")]),
        ("[[a [[b]] c]] d", [(LONG_STRING, "[[a [[b]] c]]"), (NAME, "d")]),
        ("t[[[x]]]", [(NAME, "t"), (LONG_STRING, "[[[x]]"), (OPERATOR, "]")]),
        ("[[a [[b]] c", [(UNFINISHED_LONG_STRING, "[[a [[b]] c")]),
        ("~ ~= $", [(STRAY, "~"), (OPERATOR, "~="), (STRAY, "$")]),
        (":lab start\nx", [(COMMAND, ":lab"), (ARGUMENT, " start"), (NAME, "x")]),
        (" ??f", [(COMMAND, "??"), (ARGUMENT, "f")]),
        ("x\n:m()", [(NAME, "x"), (OPERATOR, ":"), (NAME, "m"), (OPERATOR, "("), (OPERATOR, ")")]),
    ],
)
def test_pieces(text: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(text) == expected


@given(TEXTS)
def test_pieces_are_all_of_the_text(text: str) -> None:
    end = 0
    for _, start, piece_end in scan(text):
        assert start == end < piece_end
        end = piece_end
    assert end == len(text)


KINDS = {tokens.NAME: {NAME}, tokens.NUMBER: {NUMBER}, tokens.STRING: {STRING, LONG_STRING}}


@given(st.lists(st.sampled_from(SNIPPETS)).map("".join) | st.text(st.characters(max_codepoint=255)))
def test_pieces_are_the_tokens_as_far_as_the_text_is_right(text: str) -> None:
    text = "x" + "".join(each for each in text if each <= "\xff")
    read = tokenize(text)
    found = [(piece, start) for piece, start, _ in scan(text) if piece not in {BLANK, COMMENT}]
    for position, kind in enumerate(read.kinds[1:-1]):
        piece, start = found[position]
        assert start == read.starts[position + 1]
        assert piece in KINDS.get(kind, {KEYWORD} if kind in tokens.RESERVED else {OPERATOR, STRAY})
    if read.kinds[-1] == tokens.END_OF_INPUT:
        assert len(found) == len(read.kinds) - 2
    else:
        assert found[len(read.kinds) - 2][0] in {STRAY, UNFINISHED_STRING, UNFINISHED_LONG_STRING, STRING}


def test_short_texts_are_scanned_once_and_long_ones_are_not_kept() -> None:
    remembered_scan.cache_clear()
    assert scan("x = 1") is scan("x = 1")
    scan("x" * (LONGEST_REMEMBERED + 1))
    assert remembered_scan.cache_info().currsize == 1


@pytest.mark.parametrize(
    "repeated", ["1", "x", "'", '"\\', "[[", "]]", "[[ ]]", "--", "1.", "1e", "'a\\\n", "$", "[", "\\", "- ", '"a" ']
)
def test_time_is_in_proportion(repeated: str) -> None:
    def work(count: int) -> None:
        remembered_scan.cache_clear()
        scan(repeated * count)

    assert is_in_proportion(work, 2_000)
