"""Sentences on screens of any width."""

import pytest

from luashell.repl.wrapping import beside, wrapped

SENTENCE = "Connects to a server, given by name or IP address."


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (20, "Connects to a\nserver, given by\nname or IP address.\n"),
        (10, "Connects to a\nserver, given by\nname or IP address.\n"),  # the terminal breaks lines
        (80, f"{SENTENCE}\n"),
    ],
)
def test_no_word_is_broken(width: int, shown: str) -> None:
    assert wrapped(SENTENCE, width) == shown


def test_text_stands_beside_its_head_where_there_is_room() -> None:
    assert beside(10, SENTENCE, 45) == "Connects to a server, given by name\n" + " " * 10 + "or IP address.\n"
    assert beside(10, SENTENCE, 30) == "\n  Connects to a server, given\n  by name or IP address.\n"
