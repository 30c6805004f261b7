"""The scanner: tokens and where they stand, and what it refuses (specification 1)."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luashell.syntax.lexer import tokenize
from luashell.syntax.tokens import END_OF_INPUT, MALFORMED, NAME, NUMBER, RESERVED, STRING, Tokens


def read(text: str) -> list[tuple[str, str]]:
    """Kind and value of every token but the start and the end."""
    tokens = tokenize(text)
    assert tokens.kinds[-1] == END_OF_INPUT
    return list(zip(tokens.kinds[1:-1], tokens.values[1:-1], strict=True))


def only_string(text: str) -> str:
    """The value of the string that is all of ``text``."""
    ((kind, value),) = read(text)
    assert kind == STRING
    return value


def refused(text: str) -> tuple[str, str, int, bool]:
    """Problem, quotation and line reached of the token that ends the scan, and whether more text could mend it."""
    tokens = tokenize(text)
    assert tokens.kinds[-1] == MALFORMED
    return tokens.problem, tokens.quotation(len(tokens.kinds) - 1), tokens.lines[-1], bool(tokens.missing)


def places(tokens: Tokens) -> list[tuple[str, int, int]]:
    """Kind, line and column of every token but the start."""
    return list(zip(tokens.kinds, tokens.lines, tokens.columns, strict=True))[1:]


# ---- names, operators, blanks


def test_reserved_words_are_kinds_of_their_own() -> None:
    assert read(" ".join(sorted(RESERVED))) == [(word, word) for word in sorted(RESERVED)]


@pytest.mark.parametrize("name", ["in", "goto", "true", "false", "self", "arg", "_", "_1", "End", "NIL", "a1_b"])
def test_everything_else_is_a_name(name: str) -> None:
    assert read(name) == [(NAME, name)]


@pytest.mark.parametrize(
    "operator",
    [*"+-*/^%=<>(){}[];:,.~!&|#@?`\\\x80\xe9\xff", "~=", "==", "<=", ">=", "..", "..."],
)
def test_an_operator_or_stray_character_is_its_own_kind(operator: str) -> None:
    assert read(" " + operator) == [(operator, operator)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("a==b", [NAME, "==", NAME]),
        ("===", ["==", "="]),
        ("<>=", ["<", ">="]),
        ("~~=", ["~", "~="]),
        ("....", ["...", "."]),
        (".....", ["...", ".."]),
        ("a- -b", [NAME, "-", "-", NAME]),
        ("a[b[1]]", [NAME, "[", NAME, "[", NUMBER, "]", "]"]),
        ("x=[[a]]]", [NAME, "=", STRING, "]"]),
        ("a--b\n-b", [NAME, "-", NAME]),
        ("--[[ x\ny", [NAME]),
        ("3x", [NUMBER, NAME]),
        ("0x10", [NUMBER, NAME]),
        ("x\xe9", [NAME, "\xe9"]),
    ],
)
def test_the_longest_token_wins(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in read(text)] == kinds


@pytest.mark.parametrize("text", ["", " \t\r\n", "-- to the end", "--\n--", "#only", "# 'skipped\n"])
def test_nothing_but_the_end(text: str) -> None:
    assert read(text) == []


def test_lines_and_columns() -> None:
    assert places(tokenize("a  =\r\n\t'b\\\nc' -- d\n\n[[\n]]e")) == [
        (NAME, 1, 0),
        ("=", 1, 3),
        (STRING, 3, 1),  # of two lines: where the closing quote stands
        (STRING, 6, 0),
        (NAME, 6, 2),
        (END_OF_INPUT, 6, 3),
    ]


def test_the_first_line_is_skipped_but_counted_when_it_begins_with_a_sharp() -> None:
    assert places(tokenize("#!/usr/bin/env lua [[\nx")) == [(NAME, 2, 0), (END_OF_INPUT, 2, 1)]


# ---- numerals


@pytest.mark.parametrize("numeral", ["3", "3.", "3.5", ".5", "007", "1e5", "1E+5", "1.5e-5", "5.e3", ".5e1", "1e400"])
def test_a_numeral_keeps_its_source_text(numeral: str) -> None:
    assert read(numeral) == [(NUMBER, numeral)]


@pytest.mark.parametrize(
    ("text", "values"), [("1.2.3", ["1.2", ".3"]), ("1.2..3", ["1.2", "..", "3"]), ("1 ..2", ["1", "..", "2"])]
)
def test_a_numeral_stops_at_its_second_point(text: str, values: list[str]) -> None:
    assert [value for _, value in read(text)] == values


@pytest.mark.parametrize(
    ("text", "problem", "quotation"),
    [
        ("1e", "malformed number", "1e"),
        ("1e+x", "malformed number", "1e+"),
        ("1.5E-", "malformed number", "1.5E-"),
        (".5.3", "malformed number", ".5.3"),
        (".5.", "malformed number", ".5."),
        (".5.e2", "malformed number", ".5.e2"),
        ("1..2", "ambiguous syntax (decimal point x string concatenation)", "1.."),
        (".5..", "ambiguous syntax (decimal point x string concatenation)", ".5.."),
    ],
)
def test_a_bad_numeral(text: str, problem: str, quotation: str) -> None:
    assert refused(text) == (problem, quotation, 1, False)


# ---- strings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("''", ""),
        ('"it\'s"', "it's"),
        (r'"\a\b\f\n\r\t\v"', "\a\b\f\n\r\t\v"),
        (r"'\\\"\'\?\q\x41'", "\\\"'?qx41"),
        (r"'\0\65\066\0677\97'", "\0ABC7a"),
        (r"'\255\2551'", "\xff\xff1"),
        ("'a\\\nb'", "a\nb"),
        ("'\r\0\x80'", "\r\0\x80"),
        (r"'\''", "'"),
        (r"'\\'", "\\"),
    ],
)
def test_a_quoted_string(text: str, value: str) -> None:
    assert only_string(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[[]]", ""),
        ("[[\nx\r\n]]", "\nx\r\n"),
        (r"[[\n\]]", r"\n" + "\\"),
        ("[[a [[b]] c]]", "a [[b]] c"),
        ("[[ [ ] ]]", " [ ] "),
        ("[[[[x]]]]", "[[x]]"),
        ("[[[x]]", "[x"),
    ],
)
def test_a_long_string(text: str, value: str) -> None:
    assert only_string(text) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"abc', ("unfinished string", '"abc', 1, False)),
        ('"abc\nd"', ("unfinished string", '"abc', 1, False)),
        (r"'a\tb", ("unfinished string", "'a\tb", 1, False)),
        ("'a\\\nb", ("unfinished string", "'a\nb", 2, False)),
        ("'a\\\nb\n'", ("unfinished string", "'a\nb", 2, False)),
        ("'a\\'", ("unfinished string", "'a'", 1, False)),
        ("'a\\", ("unfinished string", "'a\xff", 1, True)),
        ("'a\\\n", ("unfinished string", "'a\n", 2, True)),
        ("'a\\\\\n", ("unfinished string", "'a\\", 1, False)),
        ("'a\n", ("unfinished string", "'a", 1, False)),
        (r'"\256"', ("escape sequence too large", '"', 1, False)),
        (r'"ab\9991', ("escape sequence too large", '"ab', 1, False)),
        ("[[a\nb", ("unfinished long string", "[[a\nb", 2, True)),
        ("[[a [[b]]\n", ("unfinished long string", "[[a [[b]]\n", 2, True)),
    ],
)
def test_a_bad_string(text: str, expected: tuple[str, str, int, bool]) -> None:
    assert refused(text) == expected


@pytest.mark.parametrize("literal", ["'a'", '"a"', "[[a]]", "[[\n]]"])
def test_a_string_is_quoted_with_its_delimiters(literal: str) -> None:
    assert tokenize(literal).quotation(1) == literal


def test_a_quotation_has_its_escapes_resolved() -> None:
    assert tokenize(r"'\65\n'").quotation(1) == "'A\n'"


# ---- what no token begins with


@pytest.mark.parametrize("code", [*range(9), 11, 12, *range(14, 32), 127])
def test_an_invalid_control_character(code: int) -> None:
    assert refused("x\n" + chr(code)) == ("invalid control char", f"0x{code:02X}", 2, False)


def test_pragmas_are_gone() -> None:
    assert refused("$debug") == ("unexpected `$' (pragmas are no longer supported)", "$", 1, False)


# ---- laws

pieces_of_lua = st.sampled_from(
    [
        "a",
        "1",
        ".",
        "e",
        "+",
        "-",
        "--",
        "'",
        '"',
        "[",
        "[[",
        "]",
        "]]",
        "\\",
        "\\\n",
        "\n",
        " ",
        "=",
        "~",
        "\0",
        "é",
        "$",
    ]
)
any_text = st.binary().map(lambda data: data.decode("latin-1")) | st.lists(pieces_of_lua).map("".join)


@given(any_text)
def test_any_text_gives_tokens_in_order(text: str) -> None:
    tokens = tokenize(text)
    assert tokens.kinds[-1] in {END_OF_INPUT, MALFORMED}
    assert not {END_OF_INPUT, MALFORMED}.intersection(tokens.kinds[:-1])
    assert tokens.starts == sorted(tokens.starts)
    assert tokens.lines == sorted(tokens.lines)
    assert len(tokens.kinds) == len(tokens.values) == len(tokens.starts) == len(tokens.lines) == len(tokens.columns)
    source_lines = text.split("\n")
    for kind, value, line, column in zip(tokens.kinds, tokens.values, tokens.lines, tokens.columns, strict=True):
        if kind == NAME:
            assert source_lines[line - 1].startswith(value, column)


@given(st.binary().map(lambda data: data.decode("latin-1")), st.sampled_from("'\""))
def test_any_bytes_can_be_written_as_a_quoted_string(value: str, quote: str) -> None:
    assert only_string(quote + "".join(f"\\{ord(character):03}" for character in value) + quote) == value


@given(st.text("[]ab\n\\"))
def test_a_long_string_holds_its_text_as_it_is(value: str) -> None:
    tokens = tokenize(f"[[{value}]]")
    if tokens.kinds[1] == STRING and tokens.kinds[2] == END_OF_INPUT:
        assert tokens.values[1] == value
    else:
        assert "[[" in value or "]]" in value or value.endswith(("[", "]"))


@pytest.mark.parametrize(
    "text",
    [
        "'" + "a" * 10_000_000 + "'",
        "'" + r"\"" * 500_000 + "'",
        r"'\n' " * 200_000,
        "[[" + "a" * 10_000_000 + "]]",
        "[[" * 300_000 + "]]" * 300_000,
        "'" + "\\\n" * 300_000,
    ],
    ids=["long", "one with many escapes", "many with escapes", "long bracket", "nested brackets", "unfinished"],
)
def test_time_is_linear_in_the_text(text: str) -> None:
    started = time.process_time()
    tokenize(text)
    assert time.process_time() - started < 5
