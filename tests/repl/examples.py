"""Running examples of help as somebody would who types them in."""

from __future__ import annotations

import locale
import re
from typing import TYPE_CHECKING

from luashell.repl.help.examples import ANY, entries_of
from luashell.repl.printing.layout import brief

if TYPE_CHECKING:
    from tests.repl.prompts import Prompt

WIDTH = 1000


class ExampleError(AssertionError):
    """An example does not show what it says."""


def run_example(prompt: Prompt, example: str) -> None:
    """Type ``example`` at ``prompt``; ExampleError when something else is shown than it tells."""
    before = locale.setlocale(locale.LC_ALL)  # which belongs to the process, and an example may change it
    try:
        for entry, shown in entries_of(example):
            _run(prompt, entry, shown)
    finally:
        locale.setlocale(locale.LC_ALL, before)


def _run(prompt: Prompt, entry: str, expected: str | None) -> None:
    for stream in (prompt.output, prompt.errors):
        stream.seek(0)
        stream.truncate()
    prompt.session.last_values = ()
    try:
        prompt.answer(entry)
    except SystemExit:
        return
    values = _last_values(prompt)
    report = prompt.errors.getvalue().decode("utf-8", "replace").partition("\nstack traceback:")[0]
    shown = " ".join(" ".join((prompt.output.getvalue().decode("utf-8", "replace"), report, ", ".join(values))).split())
    if expected is None:
        if report:
            raise ExampleError(f"{entry}: {report}")
    elif not re.fullmatch(".*".join(map(re.escape, " ".join(expected.split()).split(ANY))), shown):
        raise ExampleError(f"{entry}: {shown}, not {expected}")


def _last_values(prompt: Prompt) -> list[str]:
    return [brief(value, WIDTH, prompt.session.state.globals) for value in prompt.session.last_values]
