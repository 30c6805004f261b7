"""The page of everyday moments is what the prompt really shows."""

import pytest

from tests.repl.moments import INTRODUCTION, MOMENTS, PAGE, Moment, section


@pytest.mark.parametrize(("number", "moment"), list(enumerate(MOMENTS, 1)), ids=[moment.title for moment in MOMENTS])
def test_moment(number: int, moment: Moment) -> None:
    assert section(number, moment) in PAGE.read_text(encoding="utf-8"), "write it again: python -m tests.repl.moments"


def test_page_has_nothing_else() -> None:
    shown = PAGE.read_text(encoding="utf-8")
    assert shown.startswith(INTRODUCTION)
    assert shown.count("\n## ") == len(MOMENTS) == 10
