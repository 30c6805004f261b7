"""Chunks run in a fresh state, and what they wrote: for tests of the language."""

import io

from luashell.interpreter import new_state
from luashell.stdlib.loading import run_text


def run(text: str) -> tuple[str, str]:
    """What ``text`` writes to standard output and what is reported on standard error; the chunk is called ``t``."""
    stdout, stderr = io.BytesIO(), io.BytesIO()
    state = new_state(stdin=io.BytesIO(), stdout=stdout, stderr=stderr)
    run_text(state, text, "=t")
    state.close()
    return stdout.getvalue().decode("latin-1"), stderr.getvalue().decode("latin-1")


def output(text: str) -> str:
    """What ``text`` writes; it must not fail."""
    written, reported = run(text)
    assert not reported
    return written


def report(text: str) -> str:
    """The report of the error that ends ``text``: message and traceback."""
    return run(text)[1]


def message(text: str) -> str:
    """The message of the error that ends ``text``."""
    return report(text).partition("\n")[0].removeprefix("error: ")
