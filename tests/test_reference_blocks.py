"""The examples of the reference (docs/reference/lua-4.0.md), each replayed as it says of itself.

``lua`` blocks are programs: each ``--> text`` is one line of standard output. Each line of a ``lua-error`` block,
``CODE ==> MESSAGE``, is a program that stops with MESSAGE, each line of a ``lua-syntax`` block, ``CODE ==> MESSAGE @
TOKEN``, one that does not compile.
"""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.commands import LUASHELL

REFERENCE = Path(__file__).parent.parent / "docs" / "reference" / "lua-4.0.md"
HEADING = re.compile(r"#+ (?P<section>\d+(?:\.\d+)*)\.? ")
CASE = re.compile(r"(?P<code>.*?) +==> (?P<outcome>.*)")
SYNTAX_OUTCOME = re.compile(r"(?P<message>.*) @ (?P<token>.*)")


class Example(NamedTuple):
    """A block, or a line of a block: ``number`` counts within its section and kind."""

    kind: str
    section: str
    number: int
    text: str

    @property
    def label(self) -> str:
        return f"{self.kind}-{self.section}-{self.number}"


def blocks(text: str) -> Iterator[tuple[str, str, str]]:
    """Kind, section and text of each block with a kind."""
    kind = section = ""
    lines: list[str] = []
    inside = False
    for line in text.splitlines(keepends=True):
        if line.startswith("```"):
            if inside and kind:
                yield kind, section, "".join(lines)
            inside, kind, lines = not inside, line[3:].strip(), []
        elif inside:
            lines.append(line)
        elif heading := HEADING.match(line):
            section = heading["section"]


def examples() -> Iterator[Example]:
    """Every example, in order."""
    counts: dict[tuple[str, str], int] = {}
    for kind, section, text in blocks(REFERENCE.read_text(encoding="utf-8")):
        for part in [text] if kind == "lua" else text.splitlines():
            counts[kind, section] = counts.get((kind, section), 0) + 1
            yield Example(kind, section, counts[kind, section], part)


def of_kind(kind: str) -> list[object]:
    """The examples of one kind, as parameters."""
    return [pytest.param(example, id=example.label) for example in examples() if example.kind == kind]


def run_file(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What ``luashell t.lua`` does with ``code`` in an empty folder and without input."""
    (folder / "t.lua").write_text(code, encoding="utf-8")
    return subprocess.run(
        [*LUASHELL, "t.lua"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="latin-1",
        timeout=60,
        check=False,
    )


def test_every_block_is_replayed() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    assert {kind for kind, _, _ in blocks(text)} == {"lua", "lua-error", "lua-syntax"}
    assert len(list(blocks(text))) == text.count("\n```lua")


@pytest.mark.parametrize("example", of_kind("lua"))
def test_program_prints_what_its_comments_say(example: Example, tmp_path: Path) -> None:
    expected = [mark[2] for mark in (line.partition("-->") for line in example.text.splitlines()) if mark[1]]

    ended = run_file(example.text, tmp_path)

    assert ended.stdout == "".join(f"{text.removeprefix(' ')}\n" for text in expected)
    assert ended.stderr == ""
    assert ended.returncode == 0


@pytest.mark.parametrize("example", of_kind("lua-error"))
def test_program_stops_with_message(example: Example, tmp_path: Path) -> None:
    case = CASE.fullmatch(example.text)
    assert case

    ended = run_file(case["code"], tmp_path)

    assert ended.stderr.startswith(f"error: {case['outcome']}\nstack traceback:\n")
    assert ended.returncode == 1


@pytest.mark.parametrize("example", of_kind("lua-syntax"))
def test_program_does_not_compile(example: Example, tmp_path: Path) -> None:
    case = CASE.fullmatch(example.text)
    assert case
    outcome = SYNTAX_OUTCOME.fullmatch(case["outcome"])
    assert outcome

    ended = run_file(case["code"], tmp_path)

    assert ended.stderr == (
        f"error: {outcome['message']};\n  last token read: `{outcome['token']}' at line 1 in file `t.lua'\n"
    )
    assert ended.stdout == ""
    assert ended.returncode == 1
