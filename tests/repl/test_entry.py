"""What was typed: expression, statements, or only their beginning."""

import pytest

from luashell.repl.entry import COMMAND, EMPTY, HELP, entries_in, read_entry


@pytest.mark.parametrize(
    "text",
    ["1", "x", "f()", "a, b", "{1\n,2}", '"s"', "function () end", "x == 1", "x -- note", "-- note\nx", "x;", "x\n"],
)
def test_expression_is_returned(text: str) -> None:
    entry = read_entry(text)
    assert (entry.source, entry.text, entry.is_incomplete) == ("return " + text, text, False)


@pytest.mark.parametrize(
    "text",
    ["x = 1", "local x", "return 1", "f() g()", "for i = 1, 2 do end", "# skipped line\nx = 1", "# skipped line\nf()"],
)
def test_statements_are_run_as_they_are(text: str) -> None:
    entry = read_entry(text)
    assert (entry.source, entry.text, entry.is_incomplete) == (text, text, False)


@pytest.mark.parametrize(
    "text", ["", " \t", "\n\n", "-- note", " -- note\n -- another", "# skipped line", "# skipped line\n-- note"]
)
def test_nothing_to_run(text: str) -> None:
    assert read_entry(text).kind == EMPTY


@pytest.mark.parametrize(
    "text", ["(1 +", "x =", "if x then", "function f()\nprint(1)", "{", "x,", "[[text", "x = f(", "not"]
)
def test_beginning_needs_more(text: str) -> None:
    assert read_entry(text).is_incomplete


@pytest.mark.parametrize("text", ["x = = 1", "end", '"open', "1 + + 2", "x = )", "f(}"])
def test_error_does_not_need_more(text: str) -> None:
    assert not read_entry(text).is_incomplete


@pytest.mark.parametrize(("text", "source"), [("1 + + 2", "return 1 + + 2"), ("x = = 1", "x = = 1"), ("end", "end")])
def test_reading_that_makes_sense_further_on_is_taken(text: str, source: str) -> None:
    assert read_entry(text).source == source


@pytest.mark.parametrize(
    ("text", "kind", "source"),
    [(":help", COMMAND, "help"), (" :trace on ", COMMAND, "trace on"), ("?send", HELP, "send"), ("??f", HELP, "?f")],
)
def test_commands_and_questions(text: str, kind: str, source: str) -> None:
    entry = read_entry(text)
    assert (entry.kind, entry.source, entry.is_incomplete) == (kind, source, False)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("", [""]),
        ("x = 1\ny = 2", ["x = 1\ny = 2"]),
        ("x = 1\n:vars", ["x = 1\n:vars"]),
        (":vars", [":vars"]),
        ("\n :vars\n\n", [" :vars"]),
        (":lab start\ns = connect('a', 1)\n\n?s\nf(\n1)", [":lab start", "s = connect('a', 1)", "?s", "f(\n1)"]),
        ("?print\nfor i = 1, 2 do", ["?print", "for i = 1, 2 do"]),
    ],
)
def test_commands_and_questions_end_with_their_line(text: str, entries: list[str]) -> None:
    assert entries_in(text) == entries
